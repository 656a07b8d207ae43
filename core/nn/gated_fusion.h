#pragma once

#include <torch/torch.h>

#include "core/nn/linear.h"

namespace lectern::nn {

/// How a state takes in what it attends to (Hu et al. 2018, "semantic fusion unit"): with the state x and the
/// joined features j, (1 − g)∘x + g∘tanh(Wj + b), where g = σ(Vj + c).
class GatedFusionImpl : public torch::nn::Module {
 public:
  GatedFusionImpl(int64_t joinedSize, int64_t size);

  /// `states` (…, size), `joined` (…, joinedSize) → (…, size).
  torch::Tensor forward(const torch::Tensor& states, const torch::Tensor& joined);

 private:
  Linear mix_, gate_;
};
TORCH_MODULE(GatedFusion);

}  // namespace lectern::nn
