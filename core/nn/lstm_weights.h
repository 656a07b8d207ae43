#pragma once

#include <torch/torch.h>

#include <memory>

namespace lectern::nn {

/// The weights of one direction in the layouts that are multiplied fastest, made when they are first asked
/// for and again when they have changed. Threads may share one.
struct PackedWeights;
std::shared_ptr<PackedWeights> makePackedWeights();

/// What one direction of an LSTM multiplies by, as nn::Lstm keeps it.
struct LstmWeights {
  torch::Tensor weightInput, weightHidden, bias;
  std::shared_ptr<PackedWeights> packed;
};

}  // namespace lectern::nn
