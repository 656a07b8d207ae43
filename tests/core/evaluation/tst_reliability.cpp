#include <QTest>
#include <cmath>

#include "core/evaluation/reliability.h"

namespace lectern {

using evaluation::Forecast;

class ReliabilityTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void errorIsTheMeanGapOfTheBins();
  void everyForecastHasItsBin();
  void nothingIsNoError();
};

void ReliabilityTest::errorIsTheMeanGapOfTheBins() {
  // Two bins: 0.1, 0.3 of which none came true; 0.6, 0.8, 0.9 of which two did.
  const std::vector<Forecast> forecasts{{0.1, false}, {0.3, false}, {0.6, true}, {0.8, false}, {0.9, true}};
  const auto bins = evaluation::reliability(forecasts, 2);
  QCOMPARE(bins.size(), std::size_t(2));
  QCOMPARE(bins[0].count, std::size_t(2));
  QVERIFY(std::abs(bins[0].confidence - 0.2) < 1e-12);
  QVERIFY(std::abs(bins[1].confidence - 2.3 / 3) < 1e-12);
  QVERIFY(std::abs(bins[1].accuracy - 2.0 / 3) < 1e-12);
  const double expected = (2 * 0.2 + 3 * (2.3 / 3 - 2.0 / 3)) / 5;
  QVERIFY(std::abs(evaluation::expectedCalibrationError(bins) - expected) < 1e-12);
}

void ReliabilityTest::everyForecastHasItsBin() {
  const std::vector<Forecast> forecasts{{0, false}, {0.1, false}, {0.999, true}, {1, true}};
  const auto bins = evaluation::reliability(forecasts);
  QCOMPARE(bins.size(), std::size_t(10));
  QCOMPARE(bins[0].count, std::size_t(1));
  QCOMPARE(bins[1].count, std::size_t(1));
  QCOMPARE(bins[9].count, std::size_t(2));
  QCOMPARE(bins[9].to, 1.0);
}

void ReliabilityTest::nothingIsNoError() {
  QCOMPARE(evaluation::expectedCalibrationError(evaluation::reliability({})), 0.0);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::ReliabilityTest)
#include "tst_reliability.moc"
