#pragma once

#include <torch/torch.h>

namespace lectern::test {

/// The gradient of `loss()` by `parameter`, element by element, from central differences. For float64.
template <class Loss>
torch::Tensor finiteDifferences(torch::Tensor parameter, const Loss& loss) {
  constexpr double kStep = 1e-6;
  const torch::NoGradGuard noGrad;
  torch::Tensor gradient = torch::empty_like(parameter);
  torch::Tensor values = parameter.view(-1);
  for (int64_t i = 0; i < values.size(0); ++i) {
    const double before = values[i].item<double>();
    values[i] = before + kStep;
    const double above = loss().template item<double>();
    values[i] = before - kStep;
    const double below = loss().template item<double>();
    values[i] = before;
    gradient.view(-1)[i] = (above - below) / (2 * kStep);
  }
  return gradient;
}

}  // namespace lectern::test
