#pragma once

namespace lectern::nn {

/// What is done to the scores between passage and question before they become weights, to see what hangs on
/// them (Jain and Wallace 2019). What aligns words before they are read (`AlignedWords`) stays as it is.
enum class AttentionChange {
  None,
  Uniform,  ///< every pair has the same score
  /// the scores of a passage word are dealt out anew among the words of the question, and their maxima among
  /// the words of the passage
  Permuted,
};

}  // namespace lectern::nn
