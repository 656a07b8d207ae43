#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "core/data/squad.h"
#include "core/text/range.h"

namespace lectern::training {

/// What another encoder makes of the words of the training paragraphs in their contexts: hidden states to
/// learn from (hints, Romero et al. 2015). That encoder may cut a text otherwise than the reader, into its
/// own pieces.
class ContextStates {
 public:
  /// Reads a CompanionFile that also holds, for all paragraphs of `datasets` one after the other,
  ///   "counts" int32 (paragraphs): pieces of each,
  ///   "ranges" int32 (pieces, 2): where a piece begins and ends in its paragraph, in UTF-16 units; they
  ///       begin in order,
  ///   "states" int8 (pieces, size), "scales" float32 (size): a state is its numbers times the scales.
  /// Throws FileError; FormatError for a file that is not so, or not of these paragraphs.
  ContextStates(const std::filesystem::path& path, const std::vector<data::SquadDataset>& datasets);

  /// Numbers of a state.
  std::int64_t size() const { return scales_.size(0); }

  /// (tokens, size): the mean of the states of the pieces that touch each token of a paragraph; 0 where none
  /// does. `paragraph` counts through all datasets; the tokens stand in order.
  torch::Tensor ofTokens(std::size_t paragraph, std::span<const text::Range> tokens) const;

 private:
  torch::Tensor ranges_, states_, scales_;
  std::vector<std::int64_t> begins_;  // of each paragraph's pieces, and one past the last
};

}  // namespace lectern::training
