#pragma once

#include <torch/torch.h>

#include <memory>

#include "core/nn/attention_change.h"
#include "core/nn/attention_scores.h"
#include "core/nn/gated_fusion.h"
#include "core/nn/linear.h"
#include "core/nn/lstm.h"

namespace lectern::nn {

/// One side of an attention: what scores compare, what is taken in, and which positions are there.
struct AttentionSide {
  torch::Tensor keys;    ///< (batch, time, features)
  torch::Tensor states;  ///< (batch, time, size)
  torch::Tensor mask;    ///< bool (batch, time)
};

/// Attention in both directions between passage and question (Seo et al. 2017).
class BiAttentionImpl : public torch::nn::Module {
 public:
  struct Output {
    torch::Tensor states;             ///< [h; c; h∘c; q2c∘c] (batch, passage, 4·size)
    torch::Tensor passageToQuestion;  ///< softmax over the question (batch, passage, question)
    torch::Tensor scores;             ///< before any softmax (batch, passage, question)
  };

  /// `keySize` features of a key.
  BiAttentionImpl(ScoreKind kind, int64_t keySize);

  /// The states are h of the passage and u of the question, of one size.
  Output forward(const AttentionSide& passage, const AttentionSide& question,
                 AttentionChange change = AttentionChange::None);

 private:
  std::shared_ptr<AttentionScore> score_;
};
TORCH_MODULE(BiAttention);

/// Each word of one side as the other side's words that are most like it (Chen et al. 2017): with
/// α(x) = ReLU(Wx), Σⱼ softmaxⱼ(α(x)·α(yⱼ)) yⱼ.
class AlignedWordsImpl : public torch::nn::Module {
 public:
  /// Words of `size` features are compared by `compared` ones.
  AlignedWordsImpl(int64_t size, int64_t compared);

  /// `x` (batch, n, size), `y` (batch, m, size), `mask` of y, bool (batch, m) → (batch, n, size).
  torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& y, const torch::Tensor& mask);

 private:
  Linear project_{nullptr};
};
TORCH_MODULE(AlignedWords);

/// How well the passage supports each word of the question near the answer that was found: what a question
/// with a wrong name or number lacks. A question state u is compared with the passage's states v that its
/// scores choose there, ReLU(W [u; v; u∘v; |u−v|]), and the comparisons are pooled by maximum and mean.
class QuestionSupportImpl : public torch::nn::Module {
 public:
  /// `size` of the states, `compared` features of a comparison.
  QuestionSupportImpl(int64_t size, int64_t compared);

  /// `passage` (batch, passage, size) and `question` (batch, question, size) with bool masks, `scores`
  /// between them (batch, passage, question), `answer` the mean of the probabilities that the answer begins
  /// and that it ends at a token (batch, passage) → (batch, 2 · compared).
  torch::Tensor forward(const torch::Tensor& passage, const torch::Tensor& passageMask,
                        const torch::Tensor& question, const torch::Tensor& questionMask,
                        const torch::Tensor& scores, const torch::Tensor& answer);

 private:
  Linear compare_{nullptr};
};
TORCH_MODULE(QuestionSupport);

/// Scaled-dot self-attention of 1…n heads over a sequence; a state does not attend to itself.
/// The heads' contexts a are joined to the states, [m; a; m∘a], and taken in by GatedFusion, or added back:
/// m + ReLU(W [m; a; m∘a]).
class SelfAttentionImpl : public torch::nn::Module {
 public:
  struct Output {
    torch::Tensor states;   ///< (batch, time, size)
    torch::Tensor weights;  ///< (batch, heads, time, time); rows sum to 1, or 0 for a sequence of one
  };

  /// `size` must be a multiple of `heads`.
  SelfAttentionImpl(int64_t size, int64_t heads, bool isGated = false);

  /// `states` (batch, time, size), `mask` bool (batch, time).
  Output forward(const torch::Tensor& states, const torch::Tensor& mask);

 private:
  int64_t heads_;
  Linear query_{nullptr}, key_{nullptr};
  Linear fuse_{nullptr};              // null where the fusion is gated
  GatedFusion gatedFusion_{nullptr};  // null where it is not
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
