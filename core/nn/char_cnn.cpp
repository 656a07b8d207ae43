#include "core/nn/char_cnn.h"

#include "core/nn/masked.h"

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
  const torch::Tensor padded =
      torch::constant_pad_nd(characters, {options_.width / 2, options_.width / 2}, 0);
  const torch::Tensor letters = embedding_(padded);  // (words, length + width - 1, size)
  const torch::Tensor seen = letters.unfold(1, options_.width, 1)
                                 .reshape({characters.size(0), characters.size(1), -1});  // (…, size · width)
  const torch::Tensor mask = (characters != 0).unsqueeze(-1);
  // Below zero everywhere is zero after the ReLU, so an empty word gives zeros.
  return torch::relu(maskLogits(filters_(seen), mask).amax(1));  // (words, filters)
}

}  // namespace lectern::nn
