#include "core/nn/linear.h"

#include "core/nn/precision.h"
#include "core/nn/product.h"

namespace lectern::nn {
namespace {

torch::Tensor rounded(const torch::Tensor& tensor) { return tensor.to(torch::kBFloat16); }

struct RoundedLinear : torch::autograd::Function<RoundedLinear> {
  static torch::Tensor multiply(const torch::Tensor& x, const torch::Tensor& w, const torch::Tensor& bias) {
    return product(x, w.t()).add_(bias);
  }

  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& rows,
                               const torch::Tensor& weight, const torch::Tensor& bias) {
    const torch::Tensor x = rounded(rows).contiguous();    // (rows, inputs)
    const torch::Tensor w = rounded(weight).contiguous();  // (outputs, inputs)
    context->save_for_backward({x, w});
    return multiply(x, w, bias);
  }

  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                               torch::autograd::tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const torch::Tensor gradient = rounded(gradients[0]).contiguous();  // (rows, outputs)
    const torch::Tensor rows = context->needs_input_grad(0) ? product(gradient, saved[1]) : torch::Tensor();
    return {rows, transposedProduct(gradient, saved[0]), gradients[0].sum(0)};
  }
};

}  // namespace

torch::Tensor LinearImpl::forward(const torch::Tensor& input) {
  if (precision() == Precision::Float32 || input.scalar_type() != torch::kFloat32) {
    return torch::nn::LinearImpl::forward(input);
  }
  std::vector<int64_t> sizes = input.sizes().vec();
  const torch::Tensor rows = input.reshape({-1, sizes.back()});
  sizes.back() = weight.size(0);
  const torch::Tensor result =
      torch::GradMode::is_enabled()
          ? RoundedLinear::apply(rows, weight, bias)
          : RoundedLinear::multiply(rounded(rows).contiguous(), rounded(weight), bias);
  return result.view(sizes);
}

}  // namespace lectern::nn
