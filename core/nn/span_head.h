#pragma once

#include <torch/torch.h>

#include "core/nn/attention.h"
#include "core/nn/linear.h"
#include "core/nn/lstm.h"

namespace lectern::nn {

/// Settings of a SpanHead.
struct SpanHeadOptions {
  int64_t size = 0;         ///< features of the passage states
  int64_t hiddenSize = 0;   ///< of one direction of its LSTMs
  int64_t supportSize = 0;  ///< features by which question and passage are compared for the no-answer logit
  int64_t lstms = 1;  ///< 0: the ends are read off the states; 1: off a BiLSTM over them; 2: the end has a
                      ///< BiLSTM of its own, which sees the start's states too (Clark and Gardner 2018)
};

/// What passage and question were before they met; scores as of BiAttention.
struct Sides {
  torch::Tensor passage, passageMask, question, questionMask, scores;
};

/// Points at the two ends of the answer, and says how likely there is none (Clark and Gardner 2018).
class SpanHeadImpl : public torch::nn::Module {
 public:
  struct Output {
    torch::Tensor start;     ///< logits (batch, passage); kMasked past the end
    torch::Tensor end;       ///< logits (batch, passage); kMasked past the end
    torch::Tensor noAnswer;  ///< logit (batch)
  };

  /// Throws std::invalid_argument for another number of LSTMs.
  explicit SpanHeadImpl(const SpanHeadOptions& options);

  /// `states` (batch, passage, size), `lengths` (batch); `sides` are read when there is a support size;
  /// `dropout` is variational, on what the LSTMs read.
  Output forward(const torch::Tensor& states, const torch::Tensor& lengths, const Sides& sides,
                 double dropout);

 private:
  Lstm startLstm_{nullptr}, endLstm_{nullptr};  // null where there is none
  QuestionSupport support_{nullptr};            // likewise
  torch::nn::Linear start_{nullptr}, end_{nullptr},
      noAnswer_{nullptr};  // logits are summed in float32 throughout
  Linear noAnswerHidden_{nullptr};
};
TORCH_MODULE(SpanHead);

/// log Σ exp(start(i) + end(j)) over all spans i ≤ j < i + maxTokens: (batch, passage) twice → (batch).
torch::Tensor spanLogSumExp(const torch::Tensor& start, const torch::Tensor& end, int64_t maxTokens);

}  // namespace lectern::nn
