#pragma once

#include <torch/torch.h>

#include "core/nn/backend.h"
#include "core/nn/precision.h"

namespace lectern::nn {

/// y = xWᵀ + b in `nn::precision()`: `input` (…, inputs), `weight` (outputs, inputs), `bias` (outputs) →
/// (…, outputs), float32 in either precision. Differentiable.
torch::Tensor linear(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                     Backend backend);

/// LibTorch's linear layer with `weight` and `bias`, computed by `linear`.
class LinearImpl : public torch::nn::LinearImpl {
 public:
  using torch::nn::LinearImpl::LinearImpl;

  torch::Tensor forward(const torch::Tensor& input) { return linear(input, weight, bias, backend_); }

  void setBackend(Backend backend) { backend_ = backend; }
  Backend backend() const { return backend_; }

 private:
  Backend backend_ = Backend::Fastest;
};
TORCH_MODULE(Linear);

}  // namespace lectern::nn
