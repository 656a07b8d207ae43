#include "core/nn/highway.h"

namespace lectern::nn {
namespace {

constexpr double kGateBias = -2;  // at first most features are passed on

}  // namespace

HighwayImpl::HighwayImpl(int64_t size, int64_t layers) {
  register_module("mixes", mixes_);
  register_module("gates", gates_);
  for (int64_t i = 0; i < layers; ++i) {
    mixes_->push_back(Linear(size, size));
    Linear gate(size, size);
    torch::nn::init::constant_(gate->bias, kGateBias);
    gates_->push_back(gate);
  }
}

torch::Tensor HighwayImpl::forward(const torch::Tensor& features) {
  torch::Tensor passed = features;
  for (std::size_t i = 0; i < mixes_->size(); ++i) {
    const torch::Tensor mixed = torch::relu(mixes_->at<LinearImpl>(i).forward(passed));
    const torch::Tensor gate = torch::sigmoid(gates_->at<LinearImpl>(i).forward(passed));
    passed = torch::lerp(passed, mixed, gate);
  }
  return passed;
}

}  // namespace lectern::nn
