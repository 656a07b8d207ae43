#pragma once

#include <torch/torch.h>

#include <utility>

#include "core/nn/attention.h"
#include "core/nn/char_cnn.h"
#include "core/nn/highway.h"
#include "core/nn/linear.h"
#include "core/nn/lstm.h"
#include "core/nn/span_head.h"
#include "core/reader/embeddings.h"
#include "core/reader/featurizer.h"
#include "core/reader/options.h"

namespace lectern::reader {

/// The span reader. In the order of `forward`, with the options that choose:
///
/// 1. Words: a vector, with an offset where it is a frequent word of questions (Chen et al. 2017), joined to
///    a character CNN's features, under highway layers (Seo et al. 2017, `highwayLayers`).
/// 2. The encoder, one BiLSTM for question and passage: reads a word, its features, and the words of the
///    other side that it aligns with (Chen et al. 2017, `alignedSize`).
/// 3. Attention in both directions (Seo et al. 2017, `attentionScore`), which may compare words beside states
///    (Huang et al. 2018, `historyOfWord`).
/// 4. What is attended to is merged into the passage's states, by a ReLU layer or through gates
///    (Hu et al. 2018, `gatedFusion`).
/// 5. The modelling BiLSTM, and self-attention over it (Clark and Gardner 2018, `selfAttentionHeads`), merged
///    the same way.
/// 6. The span head: logits of the answer's two ends (`spanLstms`) and of no answer, which sees how well the
///    passage covers each word of the question (`supportSize`).
class ReaderNetworkImpl : public torch::nn::Module {
 public:
  struct Output {
    torch::Tensor start;              ///< logits (batch, passage); nn::kMasked past the end
    torch::Tensor end;                ///< logits (batch, passage); nn::kMasked past the end
    torch::Tensor noAnswer;           ///< logit (batch)
    torch::Tensor passageToQuestion;  ///< weights (batch, passage, question)
    torch::Tensor attentionScores;    ///< the scores before any softmax (batch, passage, question)
    torch::Tensor selfAttention;      ///< weights (batch, heads, passage, passage)
    torch::Tensor passageWords;       ///< before any context (batch, passage, wordSize + characterFilters)
    torch::Tensor questionWords;      ///< the same (batch, question, wordSize + characterFilters)
  };

  /// `vectors` are those of the vocabulary's rows from `options.trainedWords` on; they stay as they are.
  ReaderNetworkImpl(const ReaderOptions& options, QuantizedVectors vectors);

  Output forward(const ReaderBatch& batch, nn::AttentionChange change = nn::AttentionChange::None);

  /// The encoder's states of passages that no question is asked about (batch, passage, 2 · hidden), those of
  /// the forward LSTM first.
  torch::Tensor readAlone(const ReaderBatch& passages);

  /// The vectors of rows of the vocabulary (n, int64): (n, wordSize).
  torch::Tensor wordVectors(const torch::Tensor& rows);

  /// Share of features dropped while training (variational dropout).
  void setDropout(double rate) { dropout_ = rate; }

 private:
  /// One side before it meets the other.
  struct Side {
    torch::Tensor words;   ///< (batch, time, wordSize + characterFilters)
    torch::Tensor states;  ///< (batch, time, 2 · hidden)
    torch::Tensor mask;    ///< bool (batch, time)
  };

  torch::Tensor embedWords(const ReaderBatch& batch);
  /// Passage and question.
  std::pair<Side, Side> encode(const ReaderBatch& batch);
  nn::AttentionSide attended(const Side& side) const;
  torch::Tensor dropped(const torch::Tensor& sequence) const;

  ReaderOptions options_;
  QuantizedVectors vectors_;
  double dropout_ = 0;
  torch::nn::Embedding trainedWords_{nullptr}, questionWords_{nullptr};
  nn::CharCnn charCnn_{nullptr};
  nn::Highway highway_{nullptr};       // null where there are no such layers
  nn::AlignedWords aligned_{nullptr};  // null where words are not aligned
  nn::Lstm encoder_{nullptr}, modelling_{nullptr};
  nn::BiAttention attention_{nullptr};
  nn::Linear merge_{nullptr};            // null where the fusion is gated
  nn::GatedFusion gatedMerge_{nullptr};  // null where it is not
  nn::SelfAttention selfAttention_{nullptr};
  nn::SpanHead head_{nullptr};
};
TORCH_MODULE(ReaderNetwork);

}  // namespace lectern::reader
