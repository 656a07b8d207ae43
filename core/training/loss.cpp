#include "core/training/loss.h"

#include "core/nn/masked.h"
#include "core/nn/span_head.h"

namespace lectern::training {

torch::Tensor sharedNormLoss(const reader::ReaderNetworkImpl::Output& output, const BatchTargets& targets,
                             int64_t maxTokens) {
  const torch::Tensor spanSums = nn::spanLogSumExp(output.start, output.end, maxTokens);  // (windows)
  const int64_t most = targets.windowCount.max().item<int64_t>();
  const torch::Tensor offsets = torch::arange(most, targets.firstWindow.options()).unsqueeze(0);  // (1, most)
  const torch::Tensor present = offsets < targets.windowCount.unsqueeze(1);  // (questions, most)
  const torch::Tensor index =
      torch::where(present, targets.firstWindow.unsqueeze(1) + offsets, targets.firstWindow.unsqueeze(1));
  const auto grouped = [&](const torch::Tensor& ofWindows) {
    return torch::logsumexp(
        nn::maskLogits(ofWindows.index_select(0, index.view(-1)).view(index.sizes()), present), 1);
  };
  const torch::Tensor spans = grouped(spanSums);  // (questions)
  const torch::Tensor noAnswer =
      grouped(output.noAnswer) - targets.windowCount.to(output.noAnswer.dtype()).log();  // (questions)

  // log P(i,j) is start(i) + end(j) less a constant, so that the shares of starts and of ends are enough.
  const auto expected = [&](const torch::Tensor& logits, const torch::Tensor& shares) {
    return (logits.index_select(0, targets.firstWindow) * shares).sum(1);  // (questions)
  };
  const torch::Tensor target = expected(output.start, targets.start) + expected(output.end, targets.end) +
                               noAnswer * targets.noAnswer;  // (questions)
  return (torch::logaddexp(spans, noAnswer) - target).mean();
}

}  // namespace lectern::training
