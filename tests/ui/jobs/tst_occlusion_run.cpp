#include <QSignalSpy>
#include <QTest>

#include "core/documents/loader.h"
#include "ui/jobs/occlusion_run.h"

namespace lectern {

using jobs::OcclusionRun;

class OcclusionRunTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void theNewestCounts();
  void nothingIsToldOnceCancelled();
  void stopsWhenItGoes();

 private:
  jobs::Answered ask(const QString& question) const {
    answering::PredictOptions options;
    options.withAttention = true;
    return {1,
            question,
            {document_},
            std::make_shared<const std::vector<answering::Prediction>>(
                1, predictor_->predict(document_->text, question.toStdU16String(), options)),
            0,
            true};
  }

  std::shared_ptr<const answering::Predictor> predictor_;
  jobs::DocumentPtr document_;
};

void OcclusionRunTest::initTestCase() {
  predictor_ = std::make_shared<const answering::Predictor>(
      answering::Predictor::load(qEnvironmentVariable("LECTERN_TINY_BUNDLE").toStdString()));
  document_ = std::make_shared<const documents::Document>(
      documents::documentFromText(u"Mary lives in Paris. 😀 Karl lives in Rome.", "Homes"));
}

void OcclusionRunTest::theNewestCounts() {
  OcclusionRun run;
  QSignalSpy finished(&run, &OcclusionRun::finished);
  run.start(predictor_, ask("Where does Mary live?"), document_, 0);
  run.start(predictor_, ask("Who lives in Rome?"), document_, 0);
  QVERIFY(run.isRunning());
  QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
  QVERIFY(!run.isRunning());
  const auto occlusion = finished[0][0].value<explanation::Occlusion>();
  QCOMPARE(occlusion.words, (std::vector<text::Range>{{0, 3}, {4, 9}, {10, 12}, {13, 17}}));
  QCOMPARE(occlusion.inAnswer.size(), 5 * occlusion.tokens.size());
}

void OcclusionRunTest::nothingIsToldOnceCancelled() {
  OcclusionRun run;
  QSignalSpy finished(&run, &OcclusionRun::finished), failed(&run, &OcclusionRun::failed);
  run.start(predictor_, ask("Where does Mary live?"), document_, 0);
  run.cancel();
  QVERIFY(!run.isRunning());
  run.start(predictor_, ask("Who lives?"), document_, 0);
  QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
  QCOMPARE(finished[0][0].value<explanation::Occlusion>().words.size(), 2U);
  QCOMPARE(failed.count(), 0);
}

void OcclusionRunTest::stopsWhenItGoes() {
  auto run = std::make_unique<OcclusionRun>();
  run->start(predictor_, ask("Where does Mary live?"), document_, 0);
  run.reset();
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::OcclusionRunTest)
#include "tst_occlusion_run.moc"
