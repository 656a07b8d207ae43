#include <QTest>
#include <cmath>
#include <random>
#include <stdexcept>

#include "core/training/logistic_regression.h"

namespace lectern {

using training::Observation;

class LogisticRegressionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void ratesOfTwoGroupsAreTheirLogits();
  void weightsCountAsRepetitions();
  void whatIsHalfTrueCountsOnBothSides();
  void findsTheWeightsThatMadeTheData();
  void featuresThatNeverChangeDoNoHarm();
  void isCarefulWithFewObservations();
  void refusesNothing();
};

void LogisticRegressionTest::ratesOfTwoGroupsAreTheirLogits() {
  // 1000 of 4000 came true without the feature, 3000 of 4000 with it: the maximum of the likelihood is in
  // closed form.
  std::vector<Observation> seen;
  for (int i = 0; i < 4000; ++i) seen.push_back({{1, 0}, i < 1000 ? 1.0 : 0.0});
  for (int i = 0; i < 4000; ++i) seen.push_back({{1, 1}, i < 3000 ? 1.0 : 0.0});
  const auto weights = training::fitLogistic(seen);
  QVERIFY(std::abs(weights[0] - std::log(1.0 / 3)) < 0.01);
  QVERIFY(std::abs(weights[1] - (std::log(3.0) - std::log(1.0 / 3))) < 0.02);
}

void LogisticRegressionTest::weightsCountAsRepetitions() {
  const auto weights = training::fitLogistic({{{1}, 1, 3}, {{1}, 0, 1}});
  QVERIFY(std::abs(weights[0] - std::log(3.0)) < 1e-3);
}

void LogisticRegressionTest::whatIsHalfTrueCountsOnBothSides() {
  const auto weights = training::fitLogistic({{{1}, 0.2}, {{1}, 0.6}, {{1}, 1}});
  QVERIFY(std::abs(weights[0] - std::log(0.6 / 0.4)) < 1e-3);
}

void LogisticRegressionTest::findsTheWeightsThatMadeTheData() {
  std::mt19937 random(3);
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform;
  std::vector<Observation> seen;
  for (int i = 0; i < 20000; ++i) {
    const double a = 5 + 3 * normal(random);  // far from zero and wide, as logits are
    const double b = normal(random);
    const double probability = 1 / (1 + std::exp(-(0.5 * a - 1.2 * b - 2)));
    seen.push_back({{1, a, b}, uniform(random) < probability ? 1.0 : 0.0});
  }
  const auto weights = training::fitLogistic(seen);
  QVERIFY(std::abs(weights[0] + 2) < 0.15);
  QVERIFY(std::abs(weights[1] - 0.5) < 0.03);
  QVERIFY(std::abs(weights[2] + 1.2) < 0.06);
}

void LogisticRegressionTest::featuresThatNeverChangeDoNoHarm() {
  const auto weights = training::fitLogistic({{{1, 0, 7}, 1}, {{1, 0, 7}, 0}});
  double sum = weights[0] + 7 * weights[2];
  QVERIFY(std::abs(sum) < 1e-6);
}

/// Where a feature parts the few that there are, the likelihood has no maximum.
void LogisticRegressionTest::isCarefulWithFewObservations() {
  std::vector<Observation> seen;
  for (int i = 0; i < 40; ++i) seen.push_back({{1, i < 4 ? 1.0 : 0.0}, i < 4 ? 1.0 : 0.0});
  const auto weights = training::fitLogistic(seen);
  const double sure = 1 / (1 + std::exp(-(weights[0] + weights[1])));
  QVERIFY2(sure > 0.5 && sure < 0.95, qPrintable(QString::number(sure)));
}

void LogisticRegressionTest::refusesNothing() {
  QVERIFY_EXCEPTION_THROWN(training::fitLogistic({}), std::invalid_argument);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::LogisticRegressionTest)
#include "tst_logistic_regression.moc"
