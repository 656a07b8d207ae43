#pragma once

#include <torch/torch.h>

namespace lectern::nn {

/// torch::bmm, the products of matrices (batch, n, k) and (batch, k, m), by the library that is faster:
/// (batch, n, m). Differentiable. Throws c10::Error for sizes that do not agree.
torch::Tensor bmm(const torch::Tensor& left, const torch::Tensor& right);

}  // namespace lectern::nn
