#pragma once

#include <torch/torch.h>

#include <mutex>

#include "core/nn/kept.h"

namespace lectern::nn {

/// Weights rounded to 8 bits, made when they are first asked for and again when they have changed. Threads
/// may share one.
struct QuantizedWeights {
  struct Rounded {
    torch::Tensor integers;  ///< (outputs, inputs) int8
    torch::Tensor scales;    ///< (outputs): weight ≈ scale · integer
    torch::Tensor sums;      ///< (outputs): of the integers
  };

  std::mutex mutex;
  Kept<Rounded> kept;
};

/// y = xWᵀ + b with the factors rounded to 8 bits, those of each row and each output in their own range; sums
/// are exact. `rows` (rows, inputs), `weight` (outputs, inputs), `bias` (outputs), all float32 → (rows,
/// outputs). Not differentiable. Only where `hasFastInt8()`.
torch::Tensor quantizedLinear(const torch::Tensor& rows, const torch::Tensor& weight,
                              const torch::Tensor& bias, QuantizedWeights& quantized);

}  // namespace lectern::nn
