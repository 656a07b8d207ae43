#include "core/nn/time_order.h"

namespace lectern::nn {
namespace {

struct MoveRows : torch::autograd::Function<MoveRows> {
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& rows,
                               const torch::Tensor& index, const torch::Tensor& inverse) {
    context->save_for_backward({inverse});
    return rows.index_select(0, index);
  }
  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                               torch::autograd::tensor_list gradients) {
    const torch::Tensor inverse = context->get_saved_variables()[0];
    return {gradients[0].contiguous().index_select(0, inverse), torch::Tensor(), torch::Tensor()};
  }
};

}  // namespace

torch::Tensor moveRows(const torch::Tensor& rows, const torch::Tensor& index, const torch::Tensor& inverse) {
  return MoveRows::apply(rows, index, inverse);
}

TimeOrder timeOrder(const torch::Tensor& lengths, int64_t time, bool backwards) {
  const int64_t batch = lengths.size(0);
  const torch::Tensor rows = torch::arange(batch, lengths.options()).unsqueeze(1);  // (batch, 1)
  const torch::Tensor ends = lengths.unsqueeze(1);                                  // (batch, 1)
  torch::Tensor steps = torch::arange(time, lengths.options()).unsqueeze(0);        // (1, time)
  // Reversing the valid part twice gives it back, so one table of steps serves both ways.
  steps = backwards ? torch::where(steps < ends, ends - 1 - steps, steps) : steps.expand({batch, time});
  return {(rows * time + steps).t().reshape(-1), (steps * batch + rows).reshape(-1)};
}

}  // namespace lectern::nn
