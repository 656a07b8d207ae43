#pragma once

#include <torch/torch.h>

#include "core/nn/processor.h"

namespace lectern::nn {

/// What multiplies the parameters of LSTMs and linear layers.
enum class Backend {
  Fastest,  ///< oneDNN, and loops that go with it, where it is built in and the numbers are float32, else
            ///< LibTorch
  LibTorch,
};

/// Whether oneDNN is what computes on `input`.
inline bool usesOneDnn(Backend backend, const torch::Tensor& input) {
  return hasOneDnn() && backend == Backend::Fastest && input.scalar_type() == torch::kFloat32;
}

}  // namespace lectern::nn
