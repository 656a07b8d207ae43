#pragma once

namespace lectern::nn {

/// What is done to the scores between passage and question before they become weights, to see what hangs on
/// them (Jain and Wallace 2019).
enum class AttentionChange {
  None,
  Uniform,   ///< every pair has the same score
  Permuted,  ///< the scores of a passage word are dealt out anew among the words of the question
};

}  // namespace lectern::nn
