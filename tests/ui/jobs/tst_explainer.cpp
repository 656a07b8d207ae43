#include <QSignalSpy>
#include <QTest>

#include "core/documents/loader.h"
#include "ui/jobs/explainer.h"

namespace lectern {

using jobs::Explained;
using jobs::Explainer;

class ExplainerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void makesWhatIsAskedFor();
  void theNewestCounts();
  void whatIsOfThePassageStays();
  void nothingIsToldOfWhatIsLeft();
  void stopsWhenItGoes();

 private:
  Explained explained(const QString& question, text::Range answer) const {
    answering::PredictOptions options;
    options.withAttention = true;
    const jobs::Answered answered{
        1,
        question,
        {document_},
        std::make_shared<const std::vector<answering::Prediction>>(
            1, predictor_->predict(document_->text, question.toStdU16String(), options)),
        0,
        true};
    return {predictor_, answered, document_, 0, answer};
  }

  std::shared_ptr<const answering::Predictor> predictor_;
  jobs::DocumentPtr document_;
};

namespace {

constexpr text::Range kParis{14, 19}, kMary{0, 4};

}  // namespace

void ExplainerTest::initTestCase() {
  predictor_ = std::make_shared<const answering::Predictor>(
      answering::Predictor::load(qEnvironmentVariable("LECTERN_TINY_BUNDLE").toStdString()));
  document_ = std::make_shared<const documents::Document>(
      documents::documentFromText(u"Mary lives in Paris. 😀 Karl lives in Rome.", "Homes"));
}

void ExplainerTest::makesWhatIsAskedFor() {
  Explainer explainer;
  explainer.wantOcclusion();
  explainer.wantGradient();
  QVERIFY(!explainer.occlusion() && !explainer.gradient() && !explainer.isRunning());
  QSignalSpy changed(&explainer, &Explainer::changed);
  explainer.setExplained(explained("Where does Mary live?", kParis));
  QVERIFY(!explainer.isRunning());
  explainer.wantOcclusion();
  explainer.wantGradient();
  QVERIFY(!explainer.occlusion() && !explainer.gradient());
  QVERIFY(explainer.isRunning());
  QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 2, 30'000);
  QVERIFY(!explainer.isRunning());
  QCOMPARE(explainer.occlusion()->words.size(), 4U);
  QCOMPARE(explainer.gradient()->tokens, explainer.occlusion()->tokens);
  QCOMPARE(explainer.gradient()->question.size(), 5U);
}

void ExplainerTest::theNewestCounts() {
  Explainer explainer;
  QSignalSpy changed(&explainer, &Explainer::changed);
  explainer.setExplained(explained("Where does Mary live?", kParis));
  explainer.wantOcclusion();
  explainer.setExplained(explained("Who lives in Rome?", kMary));
  QVERIFY(!explainer.isRunning());
  explainer.wantOcclusion();
  QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, 30'000);
  QCOMPARE(explainer.occlusion()->words, (std::vector<text::Range>{{0, 3}, {4, 9}, {10, 12}, {13, 17}}));
}

void ExplainerTest::whatIsOfThePassageStays() {
  Explainer explainer;
  QSignalSpy changed(&explainer, &Explainer::changed);
  Explained of = explained("Where does Mary live?", kParis);
  explainer.setExplained(of);
  explainer.wantOcclusion();
  explainer.wantGradient();
  QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 2, 30'000);
  const std::vector<float> before = explainer.gradient()->question;
  explainer.setExplained(of);
  QVERIFY(explainer.gradient());
  of.answer = kMary;
  explainer.setExplained(of);
  explainer.wantGradient();
  QVERIFY(explainer.occlusion());
  QVERIFY(!explainer.gradient());
  QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 3, 30'000);
  QVERIFY(explainer.gradient()->question != before);
  of.answer = {};  // none is chosen
  explainer.setExplained(of);
  explainer.wantGradient();
  QVERIFY(!explainer.gradient() && !explainer.isRunning());
}

void ExplainerTest::nothingIsToldOfWhatIsLeft() {
  Explainer explainer;
  QSignalSpy changed(&explainer, &Explainer::changed), failed(&explainer, &Explainer::failed);
  explainer.setExplained(explained("Where does Mary live?", kParis));
  explainer.wantOcclusion();
  explainer.setExplained({});
  QVERIFY(!explainer.isRunning());
  explainer.setExplained(explained("Who lives?", kMary));
  explainer.wantOcclusion();
  QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, 30'000);
  QCOMPARE(explainer.occlusion()->words.size(), 2U);
  QCOMPARE(failed.count(), 0);
}

void ExplainerTest::stopsWhenItGoes() {
  auto explainer = std::make_unique<Explainer>();
  explainer->setExplained(explained("Where does Mary live?", kParis));
  explainer->wantOcclusion();
  explainer->wantGradient();
  explainer.reset();
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::ExplainerTest)
#include "tst_explainer.moc"
