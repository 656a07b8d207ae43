#include "core/nn/char_cnn.h"

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
  const int64_t width = options_.width;
  const torch::Tensor isCharacter = characters != 0;
  // What each filter sees around every character, of all words one after the other; padding is not read.
  const torch::Tensor windows = torch::constant_pad_nd(characters, {width / 2, width / 2}, 0)
                                    .unfold(1, width, 1)
                                    .index({isCharacter});  // (characters, width)
  if (windows.size(0) == 0) {                               // which LibTorch cannot reduce
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

}  // namespace lectern::nn
