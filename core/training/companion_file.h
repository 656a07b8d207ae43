#pragma once

#include <torch/torch.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/data/squad.h"
#include "core/reader/safetensors.h"

namespace lectern::training {

/// A safetensors file that another program made of the training data, to learn from beside it. Its "lengths",
/// int32 (paragraphs), are the UTF-16 units of each paragraph, all datasets one after the other.
class CompanionFile {
 public:
  /// `content` says in errors what the file should hold. Throws FileError; FormatError for a file of other
  /// paragraphs than those of `datasets`.
  CompanionFile(const std::filesystem::path& path, std::string content,
                const std::vector<data::SquadDataset>& datasets);

  /// Throws FormatError for a tensor that is missing, of another type or of other dimensions.
  torch::Tensor take(const char* name, torch::ScalarType type, std::int64_t dimensions);

  /// Throws FormatError that says so where the sizes of the tensors do not fit one another.
  void requireSizes(bool fit) const;

 private:
  std::string path_, content_;
  reader::NamedTensors tensors_;
};

}  // namespace lectern::training
