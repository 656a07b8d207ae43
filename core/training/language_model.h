#pragma once

#include <torch/torch.h>

#include "core/nn/linear.h"
#include "core/reader/featurizer.h"
#include "core/reader/network.h"
#include "core/reader/options.h"

namespace lectern::training {

/// Foretells the word after each of a passage's words from the states of the reader's forward LSTM, and the
/// word before it from those of its backward LSTM (Peters et al. 2018). No question is needed for it, and
/// what the reader's word layers and encoder learn by it is a good place to begin from.
class LanguageModelImpl : public torch::nn::Module {
 public:
  /// `reader` is trained in place.
  LanguageModelImpl(reader::ReaderNetwork reader, const reader::ReaderOptions& options);

  /// The mean cross-entropy over all words that are foretold, both ways. A word's probability is the softmax,
  /// over the words that are foretold in the batch, of vᵀ(Wh + b) with the word's vector v and the state h.
  torch::Tensor loss(const reader::ReaderBatch& passages);

 private:
  reader::ReaderNetwork reader_{nullptr};
  nn::Linear next_{nullptr}, previous_{nullptr};
};
TORCH_MODULE(LanguageModel);

}  // namespace lectern::training
