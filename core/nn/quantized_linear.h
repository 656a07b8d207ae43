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

/// y = xWᵀ + b with the factors rounded to 8 bits, those of each row and each output in their own range; sums
/// are exact. `rows` (rows, inputs), `weight` (outputs, inputs), `bias` (outputs), all float32 → (rows,
/// outputs). Not differentiable. Only where `hasFastInt8()`. `kept` keeps the rounded weights for the next
/// call.
torch::Tensor quantizedLinear(const torch::Tensor& rows, const torch::Tensor& weight,
                              const torch::Tensor& bias, Kept<RoundedWeights>& kept);

}  // namespace lectern::nn
