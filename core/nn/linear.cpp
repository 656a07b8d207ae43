#include "core/nn/linear.h"

#include "core/nn/precision.h"
#include "core/nn/product.h"

namespace lectern::nn {
namespace {

torch::Tensor multiply(const torch::Tensor& x, const torch::Tensor& w, const torch::Tensor& bias) {
  return product(x, w.t()).add_(bias);
}

/// y = xWᵀ + b where the factors are rounded to `type`, in the backward pass too.
struct FastLinear : torch::autograd::Function<FastLinear> {
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& rows,
                               const torch::Tensor& weight, const torch::Tensor& bias, torch::Dtype type) {
    const torch::Tensor x = rows.to(type).contiguous();    // (rows, inputs)
    const torch::Tensor w = weight.to(type).contiguous();  // (outputs, inputs)
    context->save_for_backward({x, w});
    return multiply(x, w, bias);
  }

  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                               torch::autograd::tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const torch::Tensor& x = saved[0];
    const torch::Tensor& w = saved[1];
    const torch::Tensor gradient = gradients[0].to(x.scalar_type()).contiguous();  // (rows, outputs)
    return {context->needs_input_grad(0) ? product(gradient, w) : torch::Tensor(),
            transposedProduct(gradient, x), gradients[0].sum(0), torch::Tensor()};
  }
};

}  // namespace

torch::Tensor linear(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                     Backend backend, Kept<RoundedWeights>* rounded) {
  if (!usesOneDnn(backend, input)) return torch::linear(input, weight, bias);
  std::vector<int64_t> sizes = input.sizes().vec();
  const torch::Tensor rows = input.reshape({-1, sizes.back()});
  sizes.back() = weight.size(0);
  const torch::Dtype type = precision() == Precision::BFloat16 ? torch::kBFloat16 : torch::kFloat32;
  const auto result = [&] {
    if (torch::GradMode::is_enabled()) return FastLinear::apply(rows, weight, bias, type);
    if (precision() == Precision::Int8 && rounded != nullptr) {
      return quantizedLinear(roundRows(rows), weight, bias, *rounded);
    }
    return multiply(rows.to(type).contiguous(), weight.to(type), bias);
  };
  return result().view(sizes);
}

}  // namespace lectern::nn
