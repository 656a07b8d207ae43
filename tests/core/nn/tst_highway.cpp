#include <torch/torch.h>

#include <QTest>
#include <algorithm>
#include <cmath>

#include "core/nn/highway.h"

namespace lectern {

class HighwayTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void followsItsEquation();
};

void HighwayTest::followsItsEquation() {
  torch::manual_seed(1);
  constexpr int64_t kSize = 5, kLayers = 2;
  nn::Highway highway(kSize, kLayers);
  const torch::Tensor features = torch::randn({3, kSize});
  const torch::Tensor result = highway->forward(features);
  QCOMPARE(result.sizes(), features.sizes());

  const auto weights = highway->named_parameters();
  const auto at = [](const torch::Tensor& tensor, auto... index) {
    return tensor.index({index...}).template item<double>();
  };
  for (int64_t row = 0; row < 3; ++row) {
    std::vector<double> x;
    for (int64_t i = 0; i < kSize; ++i) x.push_back(at(features, row, i));
    for (int64_t layer = 0; layer < kLayers; ++layer) {
      const std::string number = std::to_string(layer);
      const torch::Tensor mix = weights["mixes." + number + ".weight"];
      const torch::Tensor gate = weights["gates." + number + ".weight"];
      std::vector<double> y;
      for (int64_t i = 0; i < kSize; ++i) {
        double mixed = at(weights["mixes." + number + ".bias"], i);
        double open = at(weights["gates." + number + ".bias"], i);
        for (int64_t j = 0; j < kSize; ++j) {
          mixed += at(mix, i, j) * x[j];
          open += at(gate, i, j) * x[j];
        }
        const double t = 1 / (1 + std::exp(-open));
        y.push_back(t * std::max(mixed, 0.0) + (1 - t) * x[i]);
      }
      x = y;
    }
    for (int64_t i = 0; i < kSize; ++i) QVERIFY(std::abs(at(result, row, i) - x[i]) < 1e-5);
  }
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::HighwayTest)
#include "tst_highway.moc"
