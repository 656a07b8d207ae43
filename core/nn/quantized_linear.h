#pragma once

#include <torch/torch.h>

#include "core/nn/kept.h"

namespace lectern::nn {

/// A layer's weights, rounded to 8 bits.
struct RoundedWeights {
  torch::Tensor integers;  ///< (outputs, inputs) int8
  torch::Tensor scales;    ///< (outputs): weight ≈ scale · integer
  torch::Tensor sums;      ///< (outputs): of the integers
};

/// Rows of numbers, rounded to 8 bits, each in its own range.
struct RoundedRows {
  torch::Tensor integers;         ///< (rows, inputs) uint8
  torch::Tensor scales, offsets;  ///< (rows): number ≈ offset + scale · integer
};

/// Rounds `rows` (rows, inputs), float32, for every layer that they go through.
RoundedRows roundRows(const torch::Tensor& rows);

/// y = xWᵀ + b with the factors rounded to 8 bits, those of each row and each output in their own range; sums
/// are exact. `rows` (rows, inputs), `weight` (outputs, inputs) and `bias` (outputs), float32 → (rows,
/// outputs), float32. Not differentiable. Only where `hasFastInt8()`. `kept` keeps the rounded weights for
/// the next call.
torch::Tensor quantizedLinear(const RoundedRows& rows, const torch::Tensor& weight, const torch::Tensor& bias,
                              Kept<RoundedWeights>& kept);

}  // namespace lectern::nn
