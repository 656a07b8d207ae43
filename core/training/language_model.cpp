#include "core/training/language_model.h"

#include "core/nn/bmm.h"
#include "core/nn/masked.h"

namespace lectern::training {
namespace {

// What each counts for beside the other. Both parts then fall about as far in a run.
constexpr double kWordWeight = 0.5, kStateWeight = 8;

}  // namespace

LanguageModelImpl::LanguageModelImpl(reader::ReaderNetwork reader, const reader::ReaderOptions& options,
                                     int64_t stateSize)
    : reader_(register_module("reader", std::move(reader))),
      next_(register_module("next", nn::Linear(options.hiddenSize, options.wordSize))),
      previous_(register_module("previous", nn::Linear(options.hiddenSize, options.wordSize))) {
  if (stateSize > 0) {
    state_ = register_module("state", nn::Linear(2 * options.hiddenSize + options.wordSize, stateSize));
  }
}

torch::Tensor LanguageModelImpl::loss(const reader::ReaderBatch& passages, const torch::Tensor& states) {
  const torch::Tensor read = reader_->readAlone(passages);  // (batch, passage, 2 · hidden)
  const torch::Tensor ofWords = wordLoss(read, passages);
  if (!state_) return ofWords;
  const torch::Tensor isWord = nn::sequenceMask(passages.passageLengths, read.size(1));
  const torch::Tensor rows = passages.wordRows.index({passages.passage}).index({isWord});
  const torch::Tensor known = torch::cat({read.index({isWord}), reader_->wordVectors(rows).detach()}, 1);
  const torch::Tensor missed = (state_(known) - states).square().mean();
  return kWordWeight * ofWords + kStateWeight * missed;
}

torch::Tensor LanguageModelImpl::wordLoss(const torch::Tensor& read, const reader::ReaderBatch& passages) {
  const torch::Tensor rows = passages.wordRows.index({passages.passage});  // (batch, passage)
  const int64_t time = rows.size(1);
  const int64_t hidden = read.size(2) / 2;
  const torch::Tensor isWord = nn::sequenceMask(passages.passageLengths, time);

  const torch::Tensor hasNext = isWord.narrow(1, 1, time - 1);  // as many have one before
  if (!hasNext.any().item<bool>()) return 0 * read.sum();

  /// The summed cross-entropy of the words that are foretold from `said`, one for one.
  const auto crossEntropy = [&](const torch::Tensor& said, const torch::Tensor& words) {
    const auto [candidates, targets] = at::_unique(words, true, true);
    const torch::Tensor vectors = reader_->wordVectors(candidates).detach();  // (candidates, wordSize)
    const torch::Tensor logits = nn::bmm(said.unsqueeze(0), vectors.t().unsqueeze(0)).squeeze(0);
    return torch::nn::functional::cross_entropy(
        logits, targets, torch::nn::functional::CrossEntropyFuncOptions().reduction(torch::kSum));
  };
  const torch::Tensor before = read.narrow(1, 0, time - 1).narrow(2, 0, hidden).index({hasNext});
  const torch::Tensor after = read.narrow(1, 1, time - 1).narrow(2, hidden, hidden).index({hasNext});
  const torch::Tensor sum = crossEntropy(next_(before), rows.narrow(1, 1, time - 1).index({hasNext})) +
                            crossEntropy(previous_(after), rows.narrow(1, 0, time - 1).index({hasNext}));
  return sum / (2 * hasNext.sum());
}

}  // namespace lectern::training
