#pragma once

#include <torch/torch.h>

#include <memory>

#include "core/nn/backend.h"
#include "core/nn/quantized_linear.h"

namespace lectern::nn {

/// y = xWᵀ + b in `nn::precision()`: `input` (…, inputs), `weight` (outputs, inputs), `bias` (outputs) →
/// (…, outputs), float32 in any precision. Differentiable. In integers only with `rounded`, which keeps the
/// weights for the next call, and where nothing is differentiated.
torch::Tensor linear(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                     Backend backend, Kept<RoundedWeights>* rounded = nullptr);

/// LibTorch's linear layer with `weight` and `bias`, computed by `linear`.
class LinearImpl : public torch::nn::LinearImpl {
 public:
  using torch::nn::LinearImpl::LinearImpl;

  torch::Tensor forward(const torch::Tensor& input) {
    return linear(input, weight, bias, backend_, rounded_.get());
  }

  void setBackend(Backend backend) { backend_ = backend; }
  Backend backend() const { return backend_; }

 private:
  Backend backend_ = Backend::Fastest;
  std::shared_ptr<Kept<RoundedWeights>> rounded_ = std::make_shared<Kept<RoundedWeights>>();
};
TORCH_MODULE(Linear);

}  // namespace lectern::nn
