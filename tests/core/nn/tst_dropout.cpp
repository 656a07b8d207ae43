#include <torch/torch.h>

#include <QTest>

#include "core/nn/dropout.h"

namespace lectern {

class DropoutTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void dropsWholeFeaturesAndScalesTheRest();
  void changesNothingOutsideTraining();
};

void DropoutTest::dropsWholeFeaturesAndScalesTheRest() {
  torch::manual_seed(1);
  const torch::Tensor input = torch::rand({50, 4, 40}) + 1;
  const torch::Tensor factor = nn::variationalDropout(input, 0.2, true) / input;
  QVERIFY((factor - factor.narrow(1, 0, 1)).abs().max().item<double>() < 1e-6);  // the same at every step
  const torch::Tensor isDropped = factor.abs() < 1e-6, isScaled = (factor - 1 / 0.8).abs() < 1e-6;
  QVERIFY(isDropped.logical_or(isScaled).all().item<bool>());
  const double share = isDropped.to(torch::kFloat32).mean().item<double>();  // of 2,000 draws
  QVERIFY2(share > 0.16 && share < 0.24, qPrintable(QString::number(share)));
}

void DropoutTest::changesNothingOutsideTraining() {
  const torch::Tensor input = torch::rand({2, 3, 4});
  QVERIFY(nn::variationalDropout(input, 0.5, false).equal(input));
  QVERIFY(nn::variationalDropout(input, 0, true).equal(input));
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::DropoutTest)
#include "tst_dropout.moc"
