#pragma once

#include <torch/torch.h>

namespace lectern::nn {

/// The matrix product of float32 or bfloat16 matrices (rows, k) and (k, m), the latter perhaps a transposed
/// view, summed and returned in float32 (rows, m). Not differentiable. Only where `hasOneDnn()`, in bfloat16
/// where `hasFastBFloat16()`.
torch::Tensor product(const torch::Tensor& left, const torch::Tensor& right);

/// leftᵀ · right of such matrices (rows, k) and (rows, m): (k, m), as `product`.
torch::Tensor transposedProduct(const torch::Tensor& left, const torch::Tensor& right);

/// An empty float32 matrix that `transposedProduct` takes as it is. It copies others whose rows are a
/// multiple of 2 KB apart: oneDNN reads along columns there, and those of such a matrix share a few lines of
/// the cache, which takes up to twice as long.
torch::Tensor emptyFactor(int64_t rows, int64_t columns);

/// The matrix products of float32 matrices (batch, n, k) and (batch, k, m), any views: (batch, n, m), as
/// `product`.
torch::Tensor batchProduct(const torch::Tensor& left, const torch::Tensor& right);

}  // namespace lectern::nn
