#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lectern::reader {

/// Words and their vectors, as a GloVe text file holds them.
struct WordVectors {
  std::vector<std::string> words;
  torch::Tensor vectors;  ///< (words, size), float32
};

/// Reads the first `limit` words of a GloVe text file ("word v1 … vn", a word a line, most frequent first);
/// the line of two counts with which word2vec's and fastText's begin is passed over. Throws FileError, or
/// FormatError that names the line.
WordVectors readGlove(const std::filesystem::path& path, std::size_t limit);

/// Vectors as they ship: int8 with a scale a row; a vector is `values · scale`.
struct QuantizedVectors {
  torch::Tensor values;  ///< (words, size), int8
  torch::Tensor scales;  ///< (words), float32

  static QuantizedVectors quantize(const torch::Tensor& vectors);
  /// The vectors of some rows: `rows` (n, int64) → (n, size), float32.
  torch::Tensor lookUp(const torch::Tensor& rows) const;
};

}  // namespace lectern::reader
