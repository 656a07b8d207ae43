#include "core/training/training_state.h"

#include <algorithm>

namespace lectern::training {

TrainingState::TrainingState(std::shared_ptr<torch::nn::Module> trained, double learningRate,
                             double weightDecay)
    : network(std::move(trained)),
      optimizer(network->parameters(), torch::optim::AdamWOptions(learningRate).weight_decay(weightDecay)),
      average(copyWeights(*network)) {}

void TrainingState::updateAverage(double decay) {
  const torch::NoGradGuard noGrad;
  const auto done = static_cast<double>(step);
  const double kept = std::min(decay, (1 + done) / (10 + done));
  for (const auto& parameter : network->named_parameters()) {
    average.at(parameter.key()).mul_(kept).add_(parameter.value(), 1 - kept);
  }
}

reader::NamedTensors TrainingState::exchange(const reader::NamedTensors& weights) {
  reader::NamedTensors before = copyWeights(*network);
  const torch::NoGradGuard noGrad;
  for (auto& parameter : network->named_parameters()) parameter.value().copy_(weights.at(parameter.key()));
  return before;
}

reader::NamedTensors copyWeights(const torch::nn::Module& network) {
  reader::NamedTensors weights;
  for (const auto& parameter : network.named_parameters()) {
    weights[parameter.key()] = parameter.value().detach().clone();
  }
  return weights;
}

}  // namespace lectern::training
