#include "core/nn/masked.h"

namespace lectern::nn {

torch::Tensor sequenceMask(const torch::Tensor& lengths, int64_t size) {
  return torch::arange(size, lengths.options()).unsqueeze(0) < lengths.unsqueeze(1);  // (batch, size)
}

torch::Tensor maskLogits(const torch::Tensor& logits, const torch::Tensor& mask) {
  return logits.masked_fill(mask.logical_not(), kMasked);
}

torch::Tensor maskedSoftmax(const torch::Tensor& logits, const torch::Tensor& mask, int64_t dim) {
  return torch::softmax(maskLogits(logits, mask), dim) * mask.to(logits.dtype());
}

}  // namespace lectern::nn
