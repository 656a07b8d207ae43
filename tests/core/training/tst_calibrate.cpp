#include <QTemporaryDir>
#include <QTest>

#include "core/answering/calibrator.h"
#include "core/answering/predictor.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/reader/reader_bundle.h"
#include "core/training/calibration.h"
#include "core/training/trainer.h"
#include "tests/support/toy_data.h"

namespace lectern {
namespace {

/// Toy data that can be halved.
data::SquadDataset twoArticles() {
  data::SquadDataset dataset = test::toyDataset(120, 5);
  dataset.articles.push_back(test::toyDataset(120, 6).articles[0]);
  dataset.articles[1].title = "Inns";
  return dataset;
}

}  // namespace

class CalibrateTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void fitsOneHalfAndMeasuresTheOther();
  void fitsNoAnswerForAThirdWithoutOne();
  void doesWithoutUnanswerableQuestions();
  void anAkinAnswerIsAFifthOfARightOne();

 private:
  /// The reader of the run `toy_`.
  reader::ReaderBundle trained() const {
    training::TrainingObserver observer;
    training::train(toy_, observer);
    return reader::ReaderBundle::load(toy_.output);
  }

  std::unique_ptr<QTemporaryDir> folder_;
  training::TrainingOptions toy_;
};

void CalibrateTest::init() {
  folder_ = std::make_unique<QTemporaryDir>();
  toy_ = test::toyTraining(folder_->path().toStdString());
}

void CalibrateTest::fitsOneHalfAndMeasuresTheOther() {
  reader::ReaderBundle bundle = trained();
  data::SquadDataset unseen = twoArticles();
  const auto report = training::calibrate(bundle, unseen, {.articleQuestions = 30, .threads = 2});
  QVERIFY(evaluation::expectedCalibrationError(report.paragraphReliability) < 0.1);
  QVERIFY(report.paragraphs.all.f1 > 80);
  QCOMPARE(report.ownParagraph.all.total, report.wholeArticle.all.total);
  // Of the two articles the second one, which has fewer questions here.
  data::SquadDataset uneven = unseen;
  uneven.articles[1].paragraphs.resize(uneven.articles[1].paragraphs.size() / 2);
  std::size_t measured = 0;
  for (const auto& paragraph : uneven.articles[1].paragraphs) measured += paragraph.questions.size();
  reader::ReaderBundle other = bundle;
  QCOMPARE(training::calibrate(other, uneven, {.articleQuestions = 0, .threads = 2}).paragraphs.all.total,
           measured);
  QCOMPARE(report.balanced.hasAnswer->total, report.balanced.noAnswer->total);

  // What the bundle then says is what was measured, and a second report takes the place of the first.
  for (int i = 0; i < 2; ++i) training::record(report, "toy.json", bundle);
  bundle.save(toy_.output);
  QCOMPARE(QString::fromStdString(readFile(toy_.output / "MODEL_CARD.md")).count("## Calibration"), 1);
  reader::ReaderBundle again = reader::ReaderBundle::load(toy_.output);
  training::record(report, "other.json", again);
  QVERIFY(again.manifest.figures.contains("other.json, second half of the articles"));
  QVERIFY(!again.manifest.figures.contains("toy.json, second half of the articles"));
  const auto predictor = answering::Predictor::load(toy_.output);
  const auto& paragraph = unseen.articles[0].paragraphs[0];
  const auto said = predictor.predict(paragraph.context, paragraph.questions[0].question);
  const auto features = answering::confidenceFeatures(said.answers[0].evidence, said.evidence);
  QVERIFY(std::abs(said.answers[0].confidence -
                   answering::logistic(bundle.manifest.calibration.confidence, features)) < 1e-9);
  QCOMPARE(predictor.info().noAnswerThreshold, bundle.manifest.noAnswerThreshold);

  QVERIFY(training::canCalibrate(unseen));
  unseen.articles.pop_back();
  QVERIFY(!training::canCalibrate(unseen));
  QVERIFY_EXCEPTION_THROWN(training::calibrate(bundle, unseen, {}), FormatError);
}

void CalibrateTest::fitsNoAnswerForAThirdWithoutOne() {
  toy_.warmupSteps = 0;
  toy_.steps = 1;
  reader::ReaderBundle bundle = trained();
  const data::SquadDataset unseen = twoArticles();
  training::calibrate(bundle, unseen, {.articleQuestions = 1000, .threads = 2});

  // A logistic regression with a constant is right on the average of what it was fitted on: the first
  // article.
  const answering::Predictor predictor(bundle);
  const data::SquadArticle& seen = unseen.articles[0];
  std::u16string article;
  for (const auto& paragraph : seen.paragraphs)
    article += (article.empty() ? u"" : u"\n\n") + paragraph.context;
  double sums[2] = {};
  double counts[2] = {};
  for (const auto& paragraph : seen.paragraphs) {
    for (const auto& question : paragraph.questions) {
      for (const std::u16string& text : {paragraph.context, article}) {
        sums[question.answers.empty()] += predictor.predict(text, question.question).noAnswerProbability;
        ++counts[question.answers.empty()];
      }
    }
  }
  QVERIFY(counts[1] / (counts[0] + counts[1]) < 0.2);
  const double mean = 2.0 / 3 * sums[0] / counts[0] + 1.0 / 3 * sums[1] / counts[1];
  QVERIFY2(std::abs(mean - 1.0 / 3) < 0.01, qPrintable(QString::number(mean)));
}

void CalibrateTest::doesWithoutUnanswerableQuestions() {
  toy_.steps = 100;
  reader::ReaderBundle bundle = trained();
  data::SquadDataset unseen = twoArticles();
  for (auto& article : unseen.articles) {
    for (auto& paragraph : article.paragraphs) {
      std::erase_if(paragraph.questions, [](const auto& question) { return question.answers.empty(); });
    }
  }
  bundle.manifest.noAnswerThreshold = 0.3;
  const std::vector<double> own(answering::noAnswerFeatures({}, {}).size(), 0.1);
  bundle.manifest.calibration.confidence.assign(answering::confidenceFeatures({}, {}).size(), 0.1);
  bundle.manifest.calibration.noAnswer = own;
  const auto report = training::calibrate(bundle, unseen, {.articleQuestions = 0, .threads = 2});
  QVERIFY(!report.fitsNoAnswer);
  QCOMPARE(bundle.manifest.noAnswerThreshold, 0.3);
  QCOMPARE(bundle.manifest.calibration.noAnswer, own);
  QVERIFY(bundle.manifest.calibration.confidence[0] != 0.1);

  // One that another version of the program fitted is no hindrance.
  reader::ReaderBundle old = bundle;
  old.manifest.calibration.confidence.pop_back();
  old.manifest.calibration.noAnswer.pop_back();
  QVERIFY_EXCEPTION_THROWN(answering::Predictor{old}, ModelError);
  training::calibrate(old, unseen, {.articleQuestions = 0, .threads = 2});
  QCOMPARE(old.manifest.calibration.confidence, bundle.manifest.calibration.confidence);
  QVERIFY(old.manifest.calibration.noAnswer.empty());
  training::record(report, "toy.json", bundle);
  const QString card = QString::fromStdString(bundle.modelCard);
  QVERIFY(card.contains("all, blanked at the threshold"));
  QVERIFY(!card.contains("(0)") && !card.contains("suits their mix") &&
          !card.contains("over whole articles"));

  for (auto& article : unseen.articles) {
    for (auto& paragraph : article.paragraphs) {
      for (auto& question : paragraph.questions) question.answers.clear();
    }
  }
  QVERIFY(!training::canCalibrate(unseen));
}

void CalibrateTest::anAkinAnswerIsAFifthOfARightOne() {
  toy_.warmupSteps = 0;
  toy_.steps = 1;
  reader::ReaderBundle bundle = trained();
  answering::PredictOptions options;
  options.maxAnswers = 3;
  // Each gold answer is what the reader says, and a word more.
  data::SquadDataset unseen = twoArticles();
  for (auto& article : unseen.articles) {
    for (auto& paragraph : article.paragraphs) {
      std::erase_if(paragraph.questions, [](const auto& question) { return question.answers.empty(); });
      for (auto& question : paragraph.questions) {
        const auto said = answering::Predictor(bundle).predict(paragraph.context, question.question, options);
        question.answers = {{said.answers[0].words + u" thereabouts", {}}};
      }
    }
  }
  // A logistic regression with a constant is right on the average of what it was fitted on.
  const auto meanConfidence = [&] {
    training::calibrate(bundle, unseen, {.articleQuestions = 0, .threads = 2});
    const answering::Predictor predictor(bundle);
    double sum = 0, count = 0;
    for (const auto& paragraph : unseen.articles[0].paragraphs) {
      for (const auto& question : paragraph.questions) {
        for (const auto& answer : predictor.predict(paragraph.context, question.question, options).answers) {
          sum += answering::logistic(
              bundle.manifest.calibration.confidence,
              answering::confidenceFeatures(
                  answer.evidence,
                  predictor.predict(paragraph.context, question.question, options).evidence));
          ++count;
        }
      }
    }
    return std::pair(sum / count, count);
  };
  std::size_t questions = 0;
  for (const auto& paragraph : unseen.articles[0].paragraphs) questions += paragraph.questions.size();
  const auto [mean, answers] = meanConfidence();
  const double expected = 0.2 * static_cast<double>(questions) / answers;  // the best answers alone
  QVERIFY2(std::abs(mean - expected) < 0.01, qPrintable(QString("%1 %2").arg(mean).arg(expected)));

  for (auto& article : unseen.articles) {  // where several people have answered, they speak for themselves
    for (auto& paragraph : article.paragraphs) {
      for (auto& question : paragraph.questions) question.answers.push_back(question.answers.front());
    }
  }
  QVERIFY(meanConfidence().first < 0.01);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::CalibrateTest)
#include "tst_calibrate.moc"
