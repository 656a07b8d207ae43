#pragma once

#include <torch/torch.h>

#include "core/nn/lstm_weights.h"
#include "core/nn/precision.h"

namespace lectern::nn {

/// One LSTM from left to right over time-major input, computed by oneDNN: `input` (time, batch, input),
/// float32 → states (time, batch, hidden), float32. States begin at zero. Differentiable in input, weights
/// and bias. Gates are computed as in nn::Lstm; in bfloat16 inputs, states and weights are rounded, cells are
/// not. Where nothing is differentiated, factors stay float32, and `direction` keeps the packed weights for
/// the next call.
torch::Tensor fusedLstm(const torch::Tensor& input, const LstmWeights& direction, Precision precision);

}  // namespace lectern::nn
