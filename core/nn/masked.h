#pragma once

#include <torch/torch.h>

namespace lectern::nn {

/// Stands for "impossible" in logits: far below every real one, and its sums do not overflow.
inline constexpr double kMasked = -1e9;

/// True at the valid positions: `lengths` (batch) → (batch, size), bool.
torch::Tensor sequenceMask(const torch::Tensor& lengths, int64_t size);

/// `logits` with kMasked wherever `mask`, which broadcasts to them, is false.
torch::Tensor maskLogits(const torch::Tensor& logits, const torch::Tensor& mask);

/// Softmax over `dim` of the positions where `mask` is true; a row without any is all zero.
torch::Tensor maskedSoftmax(const torch::Tensor& logits, const torch::Tensor& mask, int64_t dim);

}  // namespace lectern::nn
