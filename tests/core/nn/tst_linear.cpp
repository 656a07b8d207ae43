#include <torch/torch.h>

#include <QTest>

#include "core/nn/linear.h"
#include "core/nn/precision.h"
#include "core/nn/processor.h"

namespace lectern {

class LinearTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void multiplies_data();
  void multiplies();
  void multipliesIntegers_data();
  void multipliesIntegers();
  void scopeEnds();
};

void LinearTest::multiplies_data() {
  QTest::addColumn<bool>("isRounded");
  QTest::addColumn<int>("time");
  QTest::newRow("float32") << false << 3;
  QTest::newRow("float32, one row") << false << 1;
  QTest::newRow("float32, more rows than a block") << false << 601;
  QTest::newRow("bfloat16") << true << 3;
  QTest::newRow("bfloat16, one row") << true << 1;
  QTest::newRow("bfloat16, more rows than a block") << true << 1301;
}

/// Result and gradients are those of the (rounded) factors, multiplied in float64.
void LinearTest::multiplies() {
  QFETCH(bool, isRounded);
  QFETCH(int, time);
  const nn::PrecisionScope scope(isRounded ? nn::Precision::BFloat16 : nn::Precision::Float32);
  const auto asFactor = [&](const torch::Tensor& tensor) {
    const bool rounds = isRounded && nn::hasFastBFloat16();
    return (rounds ? tensor.detach().to(torch::kBFloat16) : tensor.detach()).to(torch::kFloat64);
  };
  const auto isNear = [](const torch::Tensor& actual, const torch::Tensor& expected, double most = 1e-5) {
    return torch::allclose(actual.to(torch::kFloat64), expected, 1e-5, most);
  };
  torch::manual_seed(2);
  nn::Linear linear(7, 5);
  const torch::Tensor input = torch::randn({2, time, 7}).requires_grad_(true);
  const torch::Tensor mix = torch::randn({2, time, 5});
  const torch::Tensor output = linear(input);
  (output * mix).sum().backward();

  const torch::Tensor x = asFactor(input).view({2 * time, 7}), w = asFactor(linear->weight),
                      g = asFactor(mix).view({2 * time, 5});
  const torch::Tensor expected = torch::matmul(x, w.t()) + linear->bias.detach();
  QVERIFY(isNear(output.detach(), expected.view({2, time, 5})));
  QVERIFY(isNear(input.grad(), torch::matmul(g, w).view({2, time, 7})));
  // Each of n partial sums of float32 products is rounded, and they grow with √n: errors with n.
  const double sumError = std::max(1e-5, 2 * time * 6e-8);
  QVERIFY(isNear(linear->weight.grad(), torch::matmul(g.t(), x), sumError));
  QVERIFY(isNear(linear->bias.grad(), mix.view({2 * time, 5}).sum(0).to(torch::kFloat64)));

  const torch::NoGradGuard noGrad;
  QVERIFY(isNear(linear(input), expected.view({2, time, 5})));
  QVERIFY(
      isNear(linear(input.transpose(0, 1)), expected.view({2, time, 5}).transpose(0, 1)));  // not contiguous
}

void LinearTest::multipliesIntegers_data() {
  QTest::addColumn<int>("rows");
  QTest::addColumn<int>("inputs");
  QTest::addColumn<int>("outputs");
  QTest::newRow("one number") << 1 << 1 << 1;
  QTest::newRow("odd sizes") << 3 << 37 << 5;
  QTest::newRow("large") << 130 << 600 << 257;
}

/// The result is that of the rounded factors, multiplied in float64; weights that change are rounded anew.
void LinearTest::multipliesIntegers() {
  QFETCH(int, rows);
  QFETCH(int, inputs);
  QFETCH(int, outputs);
  torch::manual_seed(8);
  nn::Linear linear(inputs, outputs);
  const torch::NoGradGuard noGrad;
  torch::Tensor input = torch::randn({rows, inputs});
  input[0].fill_(3);  // the largest sums there are
  linear->weight[0].fill_(-2);
  if (rows > 2) {
    input[1].zero_();
    input[2].abs_();
    linear->weight[1].zero_();
  }
  const auto stepsOf = [](const torch::Tensor& values, const torch::Tensor& least,
                          const torch::Tensor& scale) {
    return (values - least) / scale.clamp_min(1e-30) + 0.5;
  };
  const auto rounded = [&](const torch::Tensor& values, const torch::Tensor& least,
                           const torch::Tensor& scale) {
    return least + scale * stepsOf(values, least, scale).floor();
  };
  // A number half-way between two integers may be rounded to either: none is to be near that.
  const auto moveFromHalves = [&](const torch::Tensor& values, const torch::Tensor& least,
                                  const torch::Tensor& scale) {
    const torch::Tensor steps = stepsOf(values, least, scale);
    values.sub_(0.1 * scale * ((steps - steps.round()).abs() < 0.01));
  };
  const auto leastOf = [](const torch::Tensor& x) { return x.amin(1, true).clamp_max(0); };
  const auto scaleOf = [&](const torch::Tensor& x) {
    return (x.amax(1, true).clamp_min(0) - leastOf(x)) / nn::exactInt8Levels();
  };
  const auto widestOf = [](const torch::Tensor& w) { return w.abs().amax(1, true); };
  moveFromHalves(input, leastOf(input), scaleOf(input));
  moveFromHalves(linear->weight, -widestOf(linear->weight), widestOf(linear->weight) / 127);
  for (int change = 0; change < 2; ++change) {
    const torch::Tensor x = input.to(torch::kFloat64), w = linear->weight.to(torch::kFloat64);
    const torch::Tensor expected =
        torch::matmul(rounded(x, leastOf(x), scaleOf(x)), rounded(w, -widestOf(w), widestOf(w) / 127).t()) +
        linear->bias;
    const nn::PrecisionScope scope(nn::Precision::Int8);
    const torch::Tensor exact = torch::linear(input, linear->weight, linear->bias);
    const torch::Tensor output = linear(input);
    QVERIFY(torch::allclose(output.to(torch::kFloat64),
                            nn::hasFastInt8() ? expected : exact.to(torch::kFloat64), 1e-4, 1e-3));
    QVERIFY((output - exact).norm().item<double>() < 0.02 * exact.norm().item<double>());
    QCOMPARE(linear(input.narrow(0, 0, 0)).numel(), int64_t(0));
    linear->weight.mul_(-0.5);
  }
}

void LinearTest::scopeEnds() {
  {
    const nn::PrecisionScope scope(nn::Precision::BFloat16);
    QCOMPARE(nn::precision() == nn::Precision::BFloat16, nn::hasFastBFloat16());
  }
  QVERIFY(nn::precision() == nn::Precision::Float32);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::LinearTest)
#include "tst_linear.moc"
