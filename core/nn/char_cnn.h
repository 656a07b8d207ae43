#pragma once

#include <torch/torch.h>

#include "core/nn/linear.h"

namespace lectern::nn {

/// Settings of a CharCnn.
struct CharCnnOptions {
  int64_t characters = 0;      ///< size of the alphabet; character 0 is padding
  int64_t characterSize = 16;  ///< features of a character
  int64_t filters = 80;        ///< features of a word
  int64_t width = 5;           ///< characters a filter sees, odd
};

/// Reads words letter by letter (Kim 2014): a convolution over the characters, centred on each of them, then
/// the maximum over the word, then ReLU.
class CharCnnImpl : public torch::nn::Module {
 public:
  explicit CharCnnImpl(const CharCnnOptions& options);

  /// `characters` (words, length) int64, padded behind with 0 → (words, filters). A word of no characters is
  /// all zero.
  torch::Tensor forward(const torch::Tensor& characters);

 private:
  /// `forward` where nothing is differentiated: what a character gives to the filters is worked out once a
  /// call.
  torch::Tensor infer(const torch::Tensor& characters) const;

  CharCnnOptions options_;
  torch::nn::Embedding embedding_{nullptr};
  Linear filters_{nullptr};
};
TORCH_MODULE(CharCnn);

}  // namespace lectern::nn
