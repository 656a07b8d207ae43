#include <torch/torch.h>

#include <QTest>
#include <cmath>

#include "core/nn/fused_lstm.h"
#include "core/nn/lstm.h"
#include "core/nn/precision.h"
#include "core/nn/processor.h"
#include "tests/core/nn/finite_differences.h"

namespace lectern {
namespace {

using nn::Backend;
using nn::Lstm;
using nn::LstmOptions;

double largestDifference(const torch::Tensor& a, const torch::Tensor& b) {
  return (a - b).abs().max().item<double>();
}

/// The equations, one number at a time: rows of `lengths[b]` steps, read from the first step or from the
/// last.
torch::Tensor byEquations(const torch::Tensor& input, const torch::Tensor& lengths,
                          const torch::Tensor& weightInput, const torch::Tensor& weightHidden,
                          const torch::Tensor& bias, bool backwards) {
  const int64_t hidden = weightHidden.size(1);
  torch::Tensor states = torch::zeros({input.size(0), input.size(1), hidden}, torch::kFloat64);
  const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
  for (int64_t b = 0; b < input.size(0); ++b) {
    const auto length = lengths[b].item<int64_t>();
    std::vector<double> h(static_cast<std::size_t>(hidden)), c(static_cast<std::size_t>(hidden));
    for (int64_t step = 0; step < length; ++step) {
      const int64_t t = backwards ? length - 1 - step : step;
      const auto gate = [&](int64_t row) {
        double sum = bias[row].item<double>();
        for (int64_t k = 0; k < input.size(2); ++k) {
          sum += weightInput[row][k].item<double>() * input[b][t][k].item<double>();
        }
        for (int64_t k = 0; k < hidden; ++k) {
          sum += weightHidden[row][k].item<double>() * h[static_cast<std::size_t>(k)];
        }
        return sum;
      };
      std::vector<double> next(h.size());
      for (int64_t k = 0; k < hidden; ++k) {
        const double i = sigmoid(gate(k));
        const double f = sigmoid(gate(hidden + k));
        const double g = std::tanh(gate(2 * hidden + k));
        const double o = sigmoid(gate(3 * hidden + k));
        double& cell = c[static_cast<std::size_t>(k)];
        cell = f * cell + i * g;
        next[static_cast<std::size_t>(k)] = o * std::tanh(cell);
      }
      h = next;
      for (int64_t k = 0; k < hidden; ++k) states[b][t][k] = h[static_cast<std::size_t>(k)];
    }
  }
  return states;
}

}  // namespace

class LstmTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void followsItsEquations_data();
  void followsItsEquations();
  void backendsAgree_data();
  void backendsAgree();
  void oneDnnFollowsLibTorch();
  void roundsFactors();
  void readsInIntegers();
  void seesChangedWeights_data();
  void seesChangedWeights();
  void saturates();
  void gradientsAreFiniteDifferences();
  void readsGradientsOfSingleSteps();
  void paddingChangesNothing();
  void refusesEmptySizes();
};

void LstmTest::followsItsEquations_data() {
  QTest::addColumn<bool>("isFastest");
  QTest::newRow("LibTorch") << false;
  QTest::newRow("fastest") << true;
}

void LstmTest::followsItsEquations() {
  QFETCH(bool, isFastest);
  torch::manual_seed(3);
  Lstm lstm(LstmOptions{3, 4, true});
  lstm->setBackend(isFastest ? Backend::Fastest : Backend::LibTorch);
  const torch::Tensor input = torch::randn({2, 5, 3});
  const torch::Tensor lengths = torch::tensor({5, 3}, torch::kInt64);
  const torch::NoGradGuard noGrad;
  const torch::Tensor states = lstm(input, lengths).to(torch::kFloat64);
  const auto weights = lstm->named_parameters();
  for (const bool backwards : {false, true}) {
    const std::string suffix = backwards ? "_reverse" : "";
    const torch::Tensor expected =
        byEquations(input, lengths, weights["weight_input" + suffix], weights["weight_hidden" + suffix],
                    weights["bias" + suffix], backwards);
    QVERIFY(largestDifference(states.narrow(2, backwards ? 4 : 0, 4), expected) < 1e-6);
  }
}

void LstmTest::backendsAgree_data() {
  QTest::addColumn<int>("batch");
  QTest::addColumn<int>("time");
  QTest::addColumn<int>("input");
  QTest::addColumn<int>("hidden");
  QTest::newRow("one step of one") << 1 << 1 << 3 << 2;
  QTest::newRow("odd sizes") << 3 << 7 << 5 << 13;
  QTest::newRow("a question") << 1 << 11 << 186 << 96;
  QTest::newRow("a batch") << 8 << 60 << 50 << 32;
  QTest::newRow("an odd batch") << 7 << 19 << 33 << 21;
  QTest::newRow("rows of 4 KB") << 6 << 20 << 64 << 128;
}

void LstmTest::backendsAgree() {
  QFETCH(int, batch);
  QFETCH(int, time);
  QFETCH(int, input);
  QFETCH(int, hidden);
  torch::manual_seed(5);
  Lstm lstm(LstmOptions{input, hidden, true});
  const torch::Tensor sequence = torch::randn({batch, time, input}).requires_grad_(true);
  torch::Tensor lengths = torch::randint(1, time + 1, {batch}, torch::kInt64);
  lengths[0] = time;
  const auto run = [&](Backend backend) {
    lstm->setBackend(backend);
    lstm->zero_grad();
    sequence.mutable_grad() = torch::Tensor();
    const torch::Tensor states = lstm(sequence, lengths);
    states.square().sum().backward();
    std::vector<torch::Tensor> results = {states.detach().clone(), sequence.grad().clone()};
    for (const torch::Tensor& parameter : lstm->parameters()) results.push_back(parameter.grad().clone());
    return results;
  };
  const auto reference = run(Backend::LibTorch);
  const auto fastest = run(Backend::Fastest);
  QVERIFY(largestDifference(reference[0], fastest[0]) < 1e-5);
  for (std::size_t i = 1; i < reference.size(); ++i) {  // large gradients relative to the largest
    const double scale = std::max(1.0, reference[i].abs().max().item<double>());
    QVERIFY2(largestDifference(reference[i], fastest[i]) < 1e-4 * scale, qPrintable(QString::number(i)));
  }
  const torch::NoGradGuard noGrad;
  QVERIFY(largestDifference(reference[0], lstm(sequence, lengths)) < 1e-5);
}

/// oneDNN's own LSTM, which is called in bfloat16 and where our own loops are not built.
void LstmTest::oneDnnFollowsLibTorch() {
  if (!nn::hasOneDnn()) return;  // then nothing calls it
  torch::manual_seed(4);
  for (const auto& [time, batch, size, hidden] :
       {std::tuple(1, 1, 3, 2), std::tuple(7, 3, 5, 13), std::tuple(60, 8, 50, 32)}) {
    nn::LstmWeights weights{torch::randn({4 * hidden, size}) / 4, torch::randn({4 * hidden, hidden}) / 4,
                            torch::randn({4 * hidden}) / 4, nn::makePackedWeights()};
    const torch::Tensor input = torch::randn({time, batch, size}).requires_grad_(true);
    const std::vector<torch::Tensor> leaves{input, weights.weightInput.requires_grad_(true),
                                            weights.weightHidden.requires_grad_(true),
                                            weights.bias.requires_grad_(true)};
    const auto byLibTorch = [&] {
      const torch::Tensor zero = torch::zeros({1, batch, hidden});
      return std::get<0>(torch::lstm(input, {zero, zero},
                                     {leaves[1], leaves[2], leaves[3], torch::zeros({4 * hidden})}, true, 1,
                                     0.0, true, false, false));
    };
    const auto byOneDnn = [&] { return nn::fusedLstm(input, weights, nn::Precision::Float32); };
    const torch::Tensor reference = byLibTorch(), states = byOneDnn();
    QVERIFY(largestDifference(reference, states) < 1e-5);
    const torch::Tensor mix = torch::randn_like(states);
    const auto expected = torch::autograd::grad({(reference * mix).sum()}, leaves);
    const auto found = torch::autograd::grad({(states * mix).sum()}, leaves);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      const double scale = std::max(1.0, expected[i].abs().max().item<double>());
      QVERIFY2(largestDifference(expected[i], found[i]) < 1e-4 * scale, qPrintable(QString::number(i)));
    }
    const torch::NoGradGuard noGrad;
    QVERIFY(largestDifference(reference, byOneDnn()) < 1e-5);
    for (int i = 1; i < 4; ++i) leaves[static_cast<std::size_t>(i)].mul_(0.9).add_(0.01);
    QVERIFY(largestDifference(byLibTorch(), byOneDnn()) < 1e-5);  // packed anew
  }
}

/// In bfloat16 the states and gradients are near those in float32, and those of a processor without it the
/// same.
void LstmTest::roundsFactors() {
  torch::manual_seed(6);
  Lstm lstm(LstmOptions{50, 32, true});
  const torch::Tensor sequence = torch::randn({8, 60, 50}).requires_grad_(true);
  torch::Tensor lengths = torch::randint(1, 61, {8}, torch::kInt64);
  lengths[0] = 60;
  const torch::Tensor mix = torch::randn({8, 60, 64});
  const auto run = [&](nn::Precision precision) {
    const nn::PrecisionScope scope(precision);
    lstm->zero_grad();
    sequence.mutable_grad() = torch::Tensor();
    const torch::Tensor states = lstm(sequence, lengths);
    (states * mix).sum().backward();
    std::vector<torch::Tensor> results = {states.detach().clone(), sequence.grad().clone()};
    for (const torch::Tensor& parameter : lstm->parameters()) results.push_back(parameter.grad().clone());
    return results;
  };
  const auto reference = run(nn::Precision::Float32);
  const auto rounded = run(nn::Precision::BFloat16);
  for (std::size_t i = 0; i < reference.size(); ++i) {
    const double error = ((reference[i] - rounded[i]).norm() / reference[i].norm()).item<double>();
    QVERIFY2(error < 0.02, qPrintable(QString::number(error)));
    QCOMPARE(error > 1e-5, nn::hasFastBFloat16());
  }
  const torch::NoGradGuard noGrad;
  const nn::PrecisionScope scope(nn::Precision::BFloat16);
  QVERIFY(largestDifference(rounded[0], lstm(sequence, lengths)) < 1e-2);
}

/// With what the input gives to the gates multiplied in integers, and recurrent weights rounded, states are
/// near those in float32, and a text's do not depend on the texts beside it.
void LstmTest::readsInIntegers() {
  torch::manual_seed(9);
  Lstm lstm(LstmOptions{75, 40, true});
  const torch::NoGradGuard noGrad;
  const torch::Tensor sequence = torch::randn({5, 60, 75});
  const torch::Tensor lengths = torch::tensor({60, 60, 31, 1, 60}, torch::kInt64);
  const torch::Tensor reference = lstm(sequence, lengths);
  const nn::PrecisionScope scope(nn::Precision::Int8);
  const torch::Tensor states = lstm(sequence, lengths);
  const double error = ((reference - states).norm() / reference.norm()).item<double>();
  QVERIFY2(error < 0.02, qPrintable(QString::number(error)));
  QCOMPARE(error > 1e-5, nn::hasFastInt8());
  for (int64_t row = 0; row < 5; ++row) {
    const torch::Tensor alone = lstm(sequence.narrow(0, row, 1), lengths.narrow(0, row, 1));
    QVERIFY(largestDifference(alone, states.narrow(0, row, 1)) < 1e-6);
  }
}

void LstmTest::seesChangedWeights_data() {
  QTest::addColumn<int>("batch");
  QTest::newRow("a single text") << 1;
  QTest::newRow("two texts") << 2;
}

void LstmTest::seesChangedWeights() {
  QFETCH(int, batch);
  torch::manual_seed(7);
  Lstm lstm(LstmOptions{186, 96, true});
  const torch::NoGradGuard noGrad;
  const torch::Tensor lengths = torch::full({batch}, 20, torch::kInt64);
  for (int change = 0; change < 3; ++change) {
    const torch::Tensor input = torch::randn({batch, 20, 186});
    lstm->setBackend(Backend::LibTorch);
    const torch::Tensor reference = lstm(input, lengths);
    lstm->setBackend(Backend::Fastest);
    QVERIFY(largestDifference(reference, lstm(input, lengths)) < 1e-5);
    QVERIFY(largestDifference(reference, lstm(input, lengths)) < 1e-5);  // with the weights packed before
    for (torch::Tensor& parameter : lstm->parameters()) parameter.mul_(0.9).add_(0.01);
  }
}

/// Gates that are quite open or quite closed overflow nowhere.
void LstmTest::saturates() {
  torch::manual_seed(8);
  Lstm lstm(LstmOptions{6, 5, true});
  const torch::NoGradGuard noGrad;
  const torch::Tensor input = 1000 * torch::randn({1, 30, 6});
  const torch::Tensor lengths = torch::tensor({30}, torch::kInt64);
  lstm->setBackend(Backend::LibTorch);
  const torch::Tensor reference = lstm(input, lengths);
  lstm->setBackend(Backend::Fastest);
  QVERIFY(largestDifference(reference, lstm(input, lengths)) < 1e-5);

  // What is not a number is not made one: training sees by it that something went wrong.
  input[0][7][2] = std::nan("");
  QVERIFY(lstm(input, lengths)[0][7].isnan().all().item<bool>());
}

void LstmTest::gradientsAreFiniteDifferences() {
  torch::manual_seed(9);
  Lstm lstm(LstmOptions{2, 3, true});
  lstm->to(torch::kFloat64);
  const torch::Tensor input = torch::randn({2, 4, 2}, torch::kFloat64);
  const torch::Tensor lengths = torch::tensor({4, 2}, torch::kInt64);
  const torch::Tensor mix = torch::randn({2, 4, 6}, torch::kFloat64);
  const auto loss = [&] { return (lstm(input, lengths) * mix).sum(); };
  loss().backward();
  for (const auto& parameter : lstm->named_parameters()) {
    QVERIFY2(torch::allclose(parameter->grad(), test::finiteDifferences(parameter.value(), loss), 0, 1e-6),
             parameter.key().c_str());
  }
}

/// What comes back through a transposed product has strides of its own where there is but one step.
void LstmTest::readsGradientsOfSingleSteps() {
  torch::manual_seed(10);
  Lstm lstm(LstmOptions{2, 3, true});
  const torch::Tensor input = torch::randn({3, 1, 2});
  const torch::Tensor lengths = torch::ones({3}, torch::kInt64);
  const torch::Tensor other = torch::randn({3, 2, 6});
  const auto gradients = [&](bool isTransposed) {
    lstm->zero_grad();
    const torch::Tensor states = lstm(input, lengths);
    const torch::Tensor products =
        isTransposed ? other.bmm(states.transpose(1, 2)) : (other * states).sum(-1, true);
    products.square().sum().backward();
    std::vector<torch::Tensor> found;
    for (const torch::Tensor& parameter : lstm->parameters()) found.push_back(parameter.grad().clone());
    return found;
  };
  const auto expected = gradients(false), found = gradients(true);
  for (std::size_t i = 0; i < found.size(); ++i) QVERIFY(largestDifference(found[i], expected[i]) < 1e-5);
}

void LstmTest::paddingChangesNothing() {
  torch::manual_seed(11);
  Lstm lstm(LstmOptions{4, 5, true});
  const torch::NoGradGuard noGrad;
  const torch::Tensor row = torch::randn({1, 6, 4});
  const torch::Tensor padded = torch::cat({row, torch::full({1, 3, 4}, 100.0)}, 1);
  const torch::Tensor lengths = torch::tensor({6}, torch::kInt64);
  const torch::Tensor states = lstm(padded, lengths);
  QVERIFY(largestDifference(lstm(row, lengths), states.narrow(1, 0, 6)) < 1e-6);
  QCOMPARE(states.narrow(1, 6, 3).abs().sum().item<double>(), 0.0);
}

void LstmTest::refusesEmptySizes() {
  QVERIFY_EXCEPTION_THROWN(Lstm(LstmOptions{0, 3, true}), std::invalid_argument);
  QVERIFY_EXCEPTION_THROWN(Lstm(LstmOptions{3, 0, true}), std::invalid_argument);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::LstmTest)
#include "tst_lstm.moc"
