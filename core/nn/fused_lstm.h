#pragma once

#include <torch/torch.h>

namespace lectern::nn {

/// Whether this build has oneDNN 2.x.
bool hasFusedLstm();

/// One LSTM from left to right over time-major input, computed by oneDNN: `input` (time, batch, input),
/// contiguous float32, weights and bias of one direction as nn::Lstm keeps them → states (time, batch,
/// hidden). States begin at zero. Differentiable in all four. Gates are computed as in nn::Lstm.
torch::Tensor fusedLstm(const torch::Tensor& input, const torch::Tensor& weightInput,
                        const torch::Tensor& weightHidden, const torch::Tensor& bias);

}  // namespace lectern::nn
