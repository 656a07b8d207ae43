#include "core/explanation/attention_trace.h"

#include <algorithm>

namespace lectern::explanation {

std::vector<WeightedRange> passageWeights(const answering::Prediction& prediction,
                                          std::size_t questionToken) {
  const std::size_t questions = prediction.questionTokens.size();
  std::vector<WeightedRange> weights;
  if (questionToken >= questions) return weights;
  for (const answering::WindowAttention& window : prediction.attention) {
    const std::size_t passage = window.tokens.size();
    const auto begin =
        window.questionToPassage.begin() + static_cast<std::ptrdiff_t>(questionToken * passage);
    const float strongest = *std::max_element(begin, begin + static_cast<std::ptrdiff_t>(passage));
    for (std::size_t i = 0; i < passage; ++i) {
      const double weight =
          static_cast<double>(begin[static_cast<std::ptrdiff_t>(i)]) / std::max(strongest, 1e-30f);
      weights.push_back({window.tokens[i], weight});
    }
  }
  // Windows overlap: a token that two of them hold keeps its stronger weight.
  std::ranges::sort(weights, [](const WeightedRange& a, const WeightedRange& b) {
    return a.range.begin != b.range.begin ? a.range.begin < b.range.begin : a.weight > b.weight;
  });
  const auto repeated =
      std::ranges::unique(weights, {}, [](const WeightedRange& w) { return w.range.begin; });
  weights.erase(repeated.begin(), repeated.end());
  return weights;
}

}  // namespace lectern::explanation
