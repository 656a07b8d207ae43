#pragma once

#include <torch/torch.h>

namespace lectern::nn {

/// The matrix product of two bfloat16 matrices (n, k) and (k, m), either of them perhaps a transposed view,
/// summed and returned in float32 (n, m). Not differentiable. Only where `hasBFloat16()`.
torch::Tensor product(const torch::Tensor& left, const torch::Tensor& right);

}  // namespace lectern::nn
