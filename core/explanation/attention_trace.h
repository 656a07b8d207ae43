#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/answering/answer.h"
#include "core/text/range.h"

namespace lectern::explanation {

/// A stretch of text and how strongly it is attended to, 0…1 of the strongest in the window.
struct WeightedRange {
  text::Range range;
  double weight = 0;
};

/// How strongly each passage token is read from question token `questionToken` (question → passage
/// attention), scaled so that the strongest is 1, in text order. Empty without a trace or for an index out of
/// range.
std::vector<WeightedRange> passageWeights(const answering::Prediction& prediction, std::size_t questionToken);

}  // namespace lectern::explanation
