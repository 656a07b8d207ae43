#pragma once

#include <torch/torch.h>

namespace lectern::nn {

/// torch::bmm, the products of matrices (batch, n, k) and (batch, k, m), by the library that is faster:
/// (batch, n, m). Differentiable.
torch::Tensor bmm(const torch::Tensor& left, const torch::Tensor& right);

}  // namespace lectern::nn
