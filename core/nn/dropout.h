#pragma once

#include <torch/torch.h>

namespace lectern::nn {

/// Variational dropout (Gal and Ghahramani 2016): drops whole features of a row, the same at every time step,
/// and scales the rest by 1 / (1 - rate). (batch, time, size) → the same shape; the input itself when not
/// training.
torch::Tensor variationalDropout(const torch::Tensor& sequence, double rate, bool training);

}  // namespace lectern::nn
