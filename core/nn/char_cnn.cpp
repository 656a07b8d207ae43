#include "core/nn/char_cnn.h"

#include "core/nn/character_filters.h"

namespace lectern::nn {

CharCnnImpl::CharCnnImpl(const CharCnnOptions& options) : options_(options) {
  if (options.width % 2 == 0) throw std::invalid_argument("the width of a character filter must be odd");
  embedding_ = register_module(
      "embedding",
      torch::nn::Embedding(
          torch::nn::EmbeddingOptions(options.characters, options.characterSize).padding_idx(0)));
  filters_ = register_module("filters", Linear(options.width * options.characterSize, options.filters));
}

torch::Tensor CharCnnImpl::forward(const torch::Tensor& characters) {
  if (!torch::GradMode::is_enabled() && usesOneDnn(filters_->backend(), filters_->weight)) {
    return infer(characters);
  }
  const int64_t width = options_.width;
  const torch::Tensor isCharacter = characters != 0;
  // What each filter sees around every character, of all words one after the other; padding is not read.
  const torch::Tensor windows = torch::constant_pad_nd(characters, {width / 2, width / 2}, 0)
                                    .unfold(1, width, 1)
                                    .index({isCharacter});  // (characters, width)
  if (windows.size(0) == 0) {
    // LibTorch cannot reduce nothing.
    return torch::zeros({characters.size(0), options_.filters}, filters_->weight.options());
  }
  const torch::Tensor seen = embedding_(windows).flatten(1);  // (characters, width · size)
  const torch::Tensor weight = filters_->weight.view({options_.filters, options_.characterSize, width})
                                   .transpose(1, 2)
                                   .flatten(1);  // (filters, width · size)
  const torch::Tensor found = linear(seen, weight, filters_->bias, filters_->backend());
  // A maximum that begins at 0 is the ReLU's, and that of an empty word.
  return torch::segment_reduce(found, "max", /*lengths=*/isCharacter.sum(1), /*indices=*/{},
                               /*offsets=*/{}, /*axis=*/0, /*unsafe=*/true,
                               /*initial=*/0);  // (words, filters)
}

torch::Tensor CharCnnImpl::infer(const torch::Tensor& characters) const {
  const auto [alphabet, characterSize, filters, width] = options_;
  const torch::Tensor weight =
      filters_->weight.view({filters, characterSize, width}).permute({1, 2, 0}).reshape({characterSize, -1});
  const torch::Tensor given = torch::mm(embedding_->weight, weight);  // (alphabet, width · filters)
  const torch::Tensor words = characters.contiguous();
  const torch::Tensor result = torch::empty({words.size(0), filters});
  filterWords(words.data_ptr<int64_t>(), words.size(0), words.size(1),
              {given.data_ptr<float>(), width, filters}, filters_->bias.data_ptr<float>(),
              result.data_ptr<float>());
  return result;
}

}  // namespace lectern::nn
