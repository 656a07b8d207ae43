#pragma once

#include <torch/torch.h>

#include <memory>

#include "core/nn/precision.h"

namespace lectern::nn {

/// The weights of one direction in the layout that is multiplied fastest, made when they are first asked
/// for and again when they have changed. Threads may share one.
struct PackedWeights;
std::shared_ptr<PackedWeights> makePackedWeights();

/// What one direction of an LSTM multiplies by, as nn::Lstm keeps it.
struct LstmWeights {
  torch::Tensor weightInput, weightHidden, bias;
  std::shared_ptr<PackedWeights> packed;
};

/// One LSTM from left to right over time-major input, computed by oneDNN: `input` (time, batch, input),
/// float32 → states (time, batch, hidden), float32. States begin at zero. Differentiable in input, weights
/// and bias. Gates are computed as in nn::Lstm; in bfloat16 inputs, states and weights are rounded, cells are
/// not. Where nothing is differentiated, factors stay float32, and `direction` keeps the packed weights for
/// the next call.
torch::Tensor fusedLstm(const torch::Tensor& input, const LstmWeights& direction, Precision precision);

}  // namespace lectern::nn
