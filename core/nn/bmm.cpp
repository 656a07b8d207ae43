#include "core/nn/bmm.h"

#include "core/nn/backend.h"
#include "core/nn/product.h"

namespace lectern::nn {
namespace {

struct FastBmm : torch::autograd::Function<FastBmm> {
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& left,
                               const torch::Tensor& right) {
    context->save_for_backward({left, right});
    return batchProduct(left, right);
  }

  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                               torch::autograd::tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const torch::Tensor& left = saved[0];
    const torch::Tensor& right = saved[1];
    const torch::Tensor& gradient = gradients[0];  // (batch, n, m)
    return {context->needs_input_grad(0) ? batchProduct(gradient, right.transpose(1, 2)) : torch::Tensor(),
            context->needs_input_grad(1) ? batchProduct(left.transpose(1, 2), gradient) : torch::Tensor()};
  }
};

}  // namespace

torch::Tensor bmm(const torch::Tensor& left, const torch::Tensor& right) {
  TORCH_CHECK(
      left.dim() == 3 && right.dim() == 3 && left.size(0) == right.size(0) && left.size(2) == right.size(1),
      "matrices ", left.sizes(), " cannot be multiplied by ", right.sizes());
  if (!usesOneDnn(Backend::Fastest, left)) return torch::bmm(left, right);
  return torch::GradMode::is_enabled() ? FastBmm::apply(left, right) : batchProduct(left, right);
}

}  // namespace lectern::nn
