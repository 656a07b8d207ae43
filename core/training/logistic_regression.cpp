#include "core/training/logistic_regression.h"

#include <torch/torch.h>

#include <stdexcept>

namespace lectern::training {
namespace {

constexpr double kRidge = 1;  // over all observations, as a prior is: it counts where there are few
constexpr int kIterations = 200;

}  // namespace

std::vector<double> fitLogistic(const std::vector<Observation>& observations) {
  if (observations.empty()) throw std::invalid_argument("a regression needs observations");
  const auto count = static_cast<int64_t>(observations.size());
  const auto size = static_cast<int64_t>(observations.front().features.size());
  torch::Tensor features = torch::empty({count, size}, torch::kFloat64);
  torch::Tensor truth = torch::empty({count}, torch::kFloat64);
  torch::Tensor weights = torch::empty({count}, torch::kFloat64);
  for (int64_t i = 0; i < count; ++i) {
    const Observation& observation = observations[static_cast<std::size_t>(i)];
    std::copy(observation.features.begin(), observation.features.end(),
              features.data_ptr<double>() + i * size);
    truth[i] = observation.truth;
    weights[i] = observation.weight;
  }
  weights = weights / weights.mean();
  // Features of one scale make the ridge fair and the search short; the first, the constant, stays.
  torch::Tensor mean = features.mean(0);
  torch::Tensor scale = features.std(0, false);
  scale = torch::where(scale > 1e-9, scale, torch::ones_like(scale));
  mean[0] = 0;
  scale[0] = 1;
  const torch::Tensor scaled = (features - mean) / scale;

  torch::Tensor solution = torch::zeros({size}, torch::TensorOptions(torch::kFloat64).requires_grad(true));
  torch::optim::LBFGS optimizer({solution}, torch::optim::LBFGSOptions(1)
                                                .max_iter(kIterations)
                                                .tolerance_grad(1e-9)
                                                .tolerance_change(1e-12)
                                                .line_search_fn("strong_wolfe"));
  optimizer.step([&] {
    optimizer.zero_grad();
    const torch::Tensor logits = torch::matmul(scaled, solution);
    const torch::Tensor loss =
        torch::binary_cross_entropy_with_logits(logits, truth, weights) +
        kRidge / static_cast<double>(count) * solution.narrow(0, 1, size - 1).square().sum();
    loss.backward();
    return loss;
  });
  torch::Tensor plain = (solution.detach() / scale).clone();
  plain[0] = solution.detach()[0] - (plain.narrow(0, 1, size - 1) * mean.narrow(0, 1, size - 1)).sum();
  return {plain.data_ptr<double>(), plain.data_ptr<double>() + size};
}

}  // namespace lectern::training
