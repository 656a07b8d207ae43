#include "core/nn/masked.h"

namespace lectern::nn {
namespace {

/// Moves the rows of a (rows, size) matrix by an index that is its own inverse, so that the gradient takes the
/// same way back without scattered additions.
struct MoveRows : torch::autograd::Function<MoveRows> {
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& rows,
                               const torch::Tensor& index) {
    context->save_for_backward({index});
    return rows.index_select(0, index);
  }
  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                               torch::autograd::tensor_list gradients) {
    const torch::Tensor index = context->get_saved_variables()[0];
    return {gradients[0].contiguous().index_select(0, index), torch::Tensor()};
  }
};

}  // namespace

torch::Tensor sequenceMask(const torch::Tensor& lengths, int64_t size) {
  return torch::arange(size, lengths.options()).unsqueeze(0) < lengths.unsqueeze(1);  // (batch, size)
}

torch::Tensor maskLogits(const torch::Tensor& logits, const torch::Tensor& mask) {
  return logits.masked_fill(mask.logical_not(), kMasked);
}

torch::Tensor maskedSoftmax(const torch::Tensor& logits, const torch::Tensor& mask, int64_t dim) {
  return torch::softmax(maskLogits(logits, mask), dim) * mask.to(logits.dtype());
}

torch::Tensor reverseValid(const torch::Tensor& sequence, const torch::Tensor& lengths) {
  const int64_t batch = sequence.size(0);
  const int64_t time = sequence.size(1);
  const torch::Tensor steps = torch::arange(time, lengths.options()).unsqueeze(0);         // (1, time)
  const torch::Tensor ends = lengths.unsqueeze(1);                                         // (batch, 1)
  const torch::Tensor moved = torch::where(steps < ends, ends - 1 - steps, steps);         // (batch, time)
  const torch::Tensor rows = torch::arange(batch, lengths.options()).unsqueeze(1) * time;  // (batch, 1)
  const torch::Tensor flat = sequence.reshape({batch * time, -1});
  return MoveRows::apply(flat, (moved + rows).reshape(-1)).view(sequence.sizes());
}

}  // namespace lectern::nn
