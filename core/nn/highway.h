#pragma once

#include <torch/torch.h>

#include "core/nn/linear.h"

namespace lectern::nn {

/// Layers that pass some features on and mix the others anew (Srivastava et al. 2015):
/// y = t∘ReLU(Wx + b) + (1 − t)∘x with the gate t = σ(Vx + c).
class HighwayImpl : public torch::nn::Module {
 public:
  HighwayImpl(int64_t size, int64_t layers);

  /// `features` (rows, size) → (rows, size).
  torch::Tensor forward(const torch::Tensor& features);

 private:
  torch::nn::ModuleList mixes_, gates_;
};
TORCH_MODULE(Highway);

}  // namespace lectern::nn
