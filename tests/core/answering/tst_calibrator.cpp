#include <QTest>
#include <cmath>
#include <stdexcept>

#include "core/answering/calibrator.h"

namespace lectern {

using answering::AnswerEvidence;
using answering::QuestionEvidence;

class CalibratorTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void logisticOfTheWeightedSum();
  void oneWeightOnTheReadersLogitGivesItsProbability();
  void certaintyStaysFinite();
  void refusesTooFewWeights();
};

void CalibratorTest::logisticOfTheWeightedSum() {
  const double expected = 1 / (1 + std::exp(-(0.5 - 2 * 3 + 0.25 * 8)));
  QVERIFY(std::abs(answering::logistic({0.5, -2, 0.25}, {1, 3, 8}) - expected) < 1e-12);
}

void CalibratorTest::oneWeightOnTheReadersLogitGivesItsProbability() {
  const AnswerEvidence answer{0.3, 0.4, 1.5, 2};
  const QuestionEvidence question{0.2, 0, 0, 4};
  const auto features = answering::confidenceFeatures(answer, question);
  std::vector<double> weights(features.size());
  weights[1] = 1;
  QVERIFY(std::abs(answering::logistic(weights, features) - 0.3) < 1e-9);
  const auto noAnswer = answering::noAnswerFeatures(answer, question);
  weights.assign(noAnswer.size(), 0);
  weights[1] = 1;
  QVERIFY(std::abs(answering::logistic(weights, noAnswer) - 0.2) < 1e-9);
}

void CalibratorTest::certaintyStaysFinite() {
  for (const double probability : {0.0, 1.0}) {
    const AnswerEvidence answer{probability, probability, -1e9, 0};
    const QuestionEvidence question{1 - probability, 1, 1, 0};
    for (const double feature : answering::confidenceFeatures(answer, question))
      QVERIFY(std::isfinite(feature));
    for (const double feature : answering::noAnswerFeatures(answer, question))
      QVERIFY(std::isfinite(feature));
  }
}

void CalibratorTest::refusesTooFewWeights() {
  QVERIFY_EXCEPTION_THROWN(answering::logistic({1}, {1, 2}), std::invalid_argument);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::CalibratorTest)
#include "tst_calibrator.moc"
