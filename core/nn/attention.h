#pragma once

#include <torch/torch.h>

#include <memory>

#include "core/nn/attention_scores.h"
#include "core/nn/lstm.h"

namespace lectern::nn {

/// Attention in both directions between passage and question (Seo et al. 2017).
class BiAttentionImpl : public torch::nn::Module {
 public:
  struct Output {
    torch::Tensor states;             ///< [h; c; h∘c; q2c∘c] (batch, passage, 4·size)
    torch::Tensor passageToQuestion;  ///< softmax over the question (batch, passage, question)
    torch::Tensor scores;             ///< before any softmax (batch, passage, question)
  };

  BiAttentionImpl(ScoreKind kind, int64_t size);

  /// `passage` h (batch, passage, size), `question` u (batch, question, size); the masks are bool
  /// (batch, passage) and (batch, question).
  Output forward(const torch::Tensor& passage, const torch::Tensor& passageMask,
                 const torch::Tensor& question, const torch::Tensor& questionMask);

 private:
  std::shared_ptr<AttentionScore> score_;
};
TORCH_MODULE(BiAttention);

/// Scaled-dot self-attention of 1…n heads over a sequence; a state does not attend to itself.
/// The heads' contexts a are joined to the states and added back: m + ReLU(W [m; a; m∘a]).
class SelfAttentionImpl : public torch::nn::Module {
 public:
  struct Output {
    torch::Tensor states;   ///< (batch, time, size)
    torch::Tensor weights;  ///< (batch, heads, time, time); rows sum to 1, or 0 for a sequence of one
  };

  /// `size` must be a multiple of `heads`.
  SelfAttentionImpl(int64_t size, int64_t heads);

  /// `states` (batch, time, size), `mask` bool (batch, time).
  Output forward(const torch::Tensor& states, const torch::Tensor& mask);

 private:
  int64_t heads_;
  torch::nn::Linear query_{nullptr}, key_{nullptr}, fuse_{nullptr};
};
TORCH_MODULE(SelfAttention);

/// The plain attention-over-LSTM encoder: a sequence as one vector. Every hidden state is scored against the
/// last one, the weighted sum of all states is joined to it: [Σ aᵢhᵢ; h_last].
class AttentiveLstmImpl : public torch::nn::Module {
 public:
  struct Output {
    torch::Tensor encoding;  ///< (batch, 2 · hidden)
    torch::Tensor weights;   ///< softmax over the valid steps (batch, time)
  };

  AttentiveLstmImpl(int64_t inputSize, int64_t hiddenSize, ScoreKind kind);

  /// `input` (batch, time, input), `lengths` (batch, int64, each 1…time).
  Output forward(const torch::Tensor& input, const torch::Tensor& lengths);

 private:
  Lstm lstm_{nullptr};
  std::shared_ptr<AttentionScore> score_;
};
TORCH_MODULE(AttentiveLstm);

}  // namespace lectern::nn
