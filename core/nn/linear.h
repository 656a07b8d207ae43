#pragma once

#include <torch/torch.h>

#include "core/nn/backend.h"
#include "core/nn/precision.h"

namespace lectern::nn {

/// LibTorch's linear layer, y = xWᵀ + b with `weight` and `bias`, that multiplies in `nn::precision()`.
class LinearImpl : public torch::nn::LinearImpl {
 public:
  using torch::nn::LinearImpl::LinearImpl;

  /// `input` (…, inputs) → (…, outputs), float32 in either precision.
  torch::Tensor forward(const torch::Tensor& input);

  void setBackend(Backend backend) { backend_ = backend; }

 private:
  Backend backend_ = Backend::Fastest;
};
TORCH_MODULE(Linear);

}  // namespace lectern::nn
