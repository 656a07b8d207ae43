#include "core/explanation/agreement.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lectern::explanation {
namespace {

/// Ranks from 1, equal values sharing the mean of theirs.
std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<double> result;
  for (const double value : values) {
    const auto less = std::ranges::count_if(values, [&](double other) { return other < value; });
    const auto same = std::ranges::count(values, value);
    result.push_back(static_cast<double>(less) + static_cast<double>(same + 1) / 2);
  }
  return result;
}

/// Pearson's correlation; nothing where all of either are the same.
std::optional<double> correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto count = static_cast<double>(a.size());
  const double meanA = std::accumulate(a.begin(), a.end(), 0.0) / count;
  const double meanB = std::accumulate(b.begin(), b.end(), 0.0) / count;
  double both = 0, ofA = 0, ofB = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    both += (a[i] - meanA) * (b[i] - meanB);
    ofA += (a[i] - meanA) * (a[i] - meanA);
    ofB += (b[i] - meanB) * (b[i] - meanB);
  }
  if (ofA == 0 || ofB == 0) return std::nullopt;
  return both / std::sqrt(ofA * ofB);
}

/// Indices of the words that are left out among the question's tokens.
std::vector<std::size_t> tokensOf(const Occlusion& occlusion, const answering::Prediction& prediction) {
  std::vector<std::size_t> indices;
  for (const text::Range& word : occlusion.words) {
    const auto token = std::ranges::find(prediction.questionTokens, word);
    indices.push_back(static_cast<std::size_t>(token - prediction.questionTokens.begin()));
  }
  return indices;
}

}  // namespace

std::optional<double> rankCorrelation(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() < 3) return std::nullopt;
  return correlation(ranks(a), ranks(b));
}

std::vector<double> attended(const Occlusion& occlusion, const answering::Prediction& prediction,
                             std::size_t window, text::Range answer) {
  const answering::WindowAttention& read = prediction.attention.at(window);
  const std::size_t width = prediction.questionTokens.size();
  std::vector<double> result;
  for (const std::size_t word : tokensOf(occlusion, prediction)) {
    double& sum = result.emplace_back();
    for (std::size_t t = 0; t < read.tokens.size(); ++t) {
      if (read.tokens[t].overlap(answer) > 0)
        sum += static_cast<double>(read.passageToQuestion[t * width + word]);
    }
  }
  return result;
}

std::vector<double> lost(const Occlusion& occlusion, text::Range answer) {
  std::vector<double> result;
  for (std::size_t row = 1; row <= occlusion.words.size(); ++row)
    result.push_back(occlusion.ofAnswer(answer, 0) - occlusion.ofAnswer(answer, row));
  return result;
}

std::vector<double> given(const Occlusion& occlusion, const answering::Prediction& prediction,
                          const answering::WindowGradient& gradient) {
  std::vector<double> result;
  if (gradient.question.empty()) return result;
  for (const std::size_t word : tokensOf(occlusion, prediction))
    result.push_back(std::abs(static_cast<double>(gradient.question.at(word))));
  return result;
}

}  // namespace lectern::explanation
