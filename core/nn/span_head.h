#pragma once

#include <torch/torch.h>

#include "core/nn/lstm.h"

namespace lectern::nn {

/// Points at the two ends of the answer, and says how likely there is none (Clark and Gardner 2018).
class SpanHeadImpl : public torch::nn::Module {
 public:
  struct Output {
    torch::Tensor start;     ///< logits (batch, passage); kMasked past the end
    torch::Tensor end;       ///< logits (batch, passage); kMasked past the end
    torch::Tensor noAnswer;  ///< logit (batch)
  };

  /// `size`: features of the passage states; `hiddenSize`: of one direction of the two LSTMs.
  SpanHeadImpl(int64_t size, int64_t hiddenSize);

  /// `states` (batch, passage, size), `lengths` (batch); `dropout` is variational, on what the LSTMs read.
  Output forward(const torch::Tensor& states, const torch::Tensor& lengths, double dropout);

 private:
  Lstm startLstm_{nullptr}, endLstm_{nullptr};
  torch::nn::Linear start_{nullptr}, end_{nullptr}, noAnswerHidden_{nullptr}, noAnswer_{nullptr};
};
TORCH_MODULE(SpanHead);

/// log Σ exp(start(i) + end(j)) over all spans i ≤ j < i + maxTokens: (batch, passage) twice → (batch).
torch::Tensor spanLogSumExp(const torch::Tensor& start, const torch::Tensor& end, int64_t maxTokens);

}  // namespace lectern::nn
