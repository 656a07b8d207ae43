#include <torch/torch.h>

#include <QTest>
#include <cmath>

#include "core/nn/gated_fusion.h"

namespace lectern {

class GatedFusionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void followsItsEquation();
};

void GatedFusionTest::followsItsEquation() {
  torch::manual_seed(1);
  constexpr int64_t kJoined = 7, kSize = 3;
  nn::GatedFusion fusion(kJoined, kSize);
  const torch::Tensor states = torch::randn({2, 4, kSize});
  const torch::Tensor joined = torch::randn({2, 4, kJoined});
  const torch::Tensor result = fusion(states, joined);
  QCOMPARE(result.sizes(), states.sizes());

  const auto weights = fusion->named_parameters();
  const auto at = [](const torch::Tensor& tensor, auto... index) {
    return tensor.index({index...}).template item<double>();
  };
  for (int64_t row = 0; row < 2; ++row) {
    for (int64_t time = 0; time < 4; ++time) {
      for (int64_t i = 0; i < kSize; ++i) {
        double mixed = at(weights["mix.bias"], i);
        double open = at(weights["gate.bias"], i);
        for (int64_t j = 0; j < kJoined; ++j) {
          mixed += at(weights["mix.weight"], i, j) * at(joined, row, time, j);
          open += at(weights["gate.weight"], i, j) * at(joined, row, time, j);
        }
        const double gate = 1 / (1 + std::exp(-open));
        const double expected = (1 - gate) * at(states, row, time, i) + gate * std::tanh(mixed);
        QVERIFY(std::abs(at(result, row, time, i) - expected) < 1e-5);
      }
    }
  }
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::GatedFusionTest)
#include "tst_gated_fusion.moc"
