#pragma once

#include <torch/torch.h>

#include "core/nn/linear.h"
#include "core/reader/featurizer.h"
#include "core/reader/network.h"
#include "core/reader/options.h"

namespace lectern::training {

/// Foretells the word after each of a passage's words from the states of the reader's forward LSTM, and the
/// word before it from those of its backward LSTM (Peters et al. 2018). No question is needed for it, and
/// what the reader's word layers and encoder learn by it is a good place to begin from. Beside the words it
/// may foretell what another encoder makes of a word in its context: from both states of the word and from
/// its vector, so that the states need only hold what the context adds to it.
class LanguageModelImpl : public torch::nn::Module {
 public:
  /// `reader` is trained in place. `stateSize`: numbers of the other encoder's states; 0: words alone.
  LanguageModelImpl(reader::ReaderNetwork reader, const reader::ReaderOptions& options,
                    int64_t stateSize = 0);

  /// The mean cross-entropy over all words that are foretold, both ways. A word's probability is the softmax,
  /// over the words that are foretold in the batch, of vᵀ(Wh + b) with the word's vector v and the state h.
  /// With `states` (words of all passages, stateSize) it is ½ of that and 8 times the mean square by which
  /// W[h; h'; v] + b misses them.
  torch::Tensor loss(const reader::ReaderBatch& passages, const torch::Tensor& states = {});

 private:
  torch::Tensor wordLoss(const torch::Tensor& read, const reader::ReaderBatch& passages);

  reader::ReaderNetwork reader_{nullptr};
  nn::Linear next_{nullptr}, previous_{nullptr};
  nn::Linear state_{nullptr};  // null where words alone are learned
};
TORCH_MODULE(LanguageModel);

}  // namespace lectern::training
