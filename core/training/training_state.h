#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <memory>
#include <string>

#include "core/reader/safetensors.h"

namespace lectern::training {

/// Everything of a run that changes while it trains.
struct TrainingState {
  /// `network` is trained in place; the state shares its parameters.
  TrainingState(std::shared_ptr<torch::nn::Module> network, double learningRate, double weightDecay);

  std::shared_ptr<torch::nn::Module> network;
  torch::optim::AdamW optimizer;
  reader::NamedTensors average;  ///< exponential moving average of the weights, by parameter
  reader::NamedTensors best;     ///< the average that did best in validation; empty before the first one
  std::int64_t step = 0;         ///< steps done
  double bestF1 = -1;            ///< of the drawn validation questions, at the best threshold, in percent
  std::int64_t bestStep = 0;
  int validationsWithoutGain = 0;

  /// Moves the average towards the weights after a step; early averages follow faster.
  void updateAverage(double decay);

  /// Puts `weights` into the network and gives back what was there.
  reader::NamedTensors exchange(const reader::NamedTensors& weights);
};

/// A copy of the network's weights, by parameter.
reader::NamedTensors copyWeights(const torch::nn::Module& network);

}  // namespace lectern::training
