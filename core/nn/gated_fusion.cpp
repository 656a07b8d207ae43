#include "core/nn/gated_fusion.h"

namespace lectern::nn {

GatedFusionImpl::GatedFusionImpl(int64_t joinedSize, int64_t size)
    : mix_(register_module("mix", Linear(joinedSize, size))),
      gate_(register_module("gate", Linear(joinedSize, size))) {}

torch::Tensor GatedFusionImpl::forward(const torch::Tensor& states, const torch::Tensor& joined) {
  return torch::lerp(states, torch::tanh(mix_(joined)), torch::sigmoid(gate_(joined)));
}

}  // namespace lectern::nn
