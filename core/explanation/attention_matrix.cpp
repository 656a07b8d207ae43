#include "core/explanation/attention_matrix.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>
#include <utility>

namespace lectern::explanation {
namespace {

constexpr double kLeast = 1e-4;  // of what has a shade by its logarithm

double scaled(double value, double strongest) { return strongest > 0 ? value / strongest : 0; }

/// `values`, rows of `width`, with rows for columns.
std::vector<float> transposed(const std::vector<float>& values, std::size_t width) {
  std::vector<float> result(values.size());
  const std::size_t height = width == 0 ? 0 : values.size() / width;
  for (std::size_t i = 0; i < height; ++i) {
    for (std::size_t j = 0; j < width; ++j) result[j * height + i] = values[i * width + j];
  }
  return result;
}

}  // namespace

std::vector<WeightedRange> AttentionMatrix::weights(std::size_t row) const {
  std::vector<WeightedRange> result;
  if (row >= rowCount()) return result;
  float strongest = 0;
  for (std::size_t i = questionColumns; i < columns.size(); ++i) strongest = std::max(strongest, at(row, i));
  for (std::size_t i = questionColumns; i < columns.size(); ++i)
    result.push_back({columns[i], scaled(at(row, i), strongest)});
  return result;
}

AttentionMatrix attentionMatrix(const answering::Prediction& prediction, std::size_t window,
                                AttentionSource source, std::size_t head) {
  AttentionMatrix matrix;
  if (window >= prediction.attention.size()) return matrix;
  const answering::WindowAttention& of = prediction.attention[window];
  switch (source) {
    case AttentionSource::QuestionToPassage:
      matrix.rows = prediction.questionTokens;
      matrix.values = of.questionToPassage;
      break;
    case AttentionSource::PassageToQuestion:
      matrix.rows = prediction.questionTokens;
      matrix.values = transposed(of.passageToQuestion, prediction.questionTokens.size());
      break;
    case AttentionSource::SelfAttention:
      if (head >= of.selfAttention.size()) return matrix;
      matrix.rows = of.tokens;
      matrix.values = of.selfAttention[head];
      break;
    case AttentionSource::Ends:
      matrix.values = of.start;
      matrix.values.insert(matrix.values.end(), of.end.begin(), of.end.end());
      break;
  }
  matrix.columns = of.tokens;
  return matrix;
}

std::vector<double> shades(const AttentionMatrix& matrix, Normalization normalization) {
  std::vector<double> result(matrix.values.begin(), matrix.values.end());
  const auto width = static_cast<std::ptrdiff_t>(matrix.columns.size());
  const auto scale = [](auto begin, auto end) {
    const double strongest = begin == end ? 0 : *std::max_element(begin, end);
    std::transform(begin, end, begin, [&](double value) { return scaled(value, strongest); });
  };
  switch (normalization) {
    case Normalization::None:
      break;
    case Normalization::ByRow:
      for (auto row = result.begin(); width > 0 && row != result.end(); row += width) scale(row, row + width);
      break;
    case Normalization::OverAll:
      scale(result.begin(), result.end());
      break;
    case Normalization::Logarithmic:
      for (double& value : result) value = 1 - std::log10(std::max(value, kLeast)) / std::log10(kLeast);
      break;
  }
  for (double& value : result) value = std::clamp(value, 0.0, 1.0);
  return result;
}

void keepShown(std::vector<double>& shades, std::size_t width, const ShownCells& shown) {
  for (std::size_t begin = 0; width > 0 && begin < shades.size(); begin += width) {
    const std::span<double> row(&shades[begin], width);
    double least = shown.least;
    if (shown.strongest > 0 && shown.strongest < width) {
      std::vector<double> sorted(row.begin(), row.end());
      const auto weakest = sorted.begin() + static_cast<std::ptrdiff_t>(shown.strongest) - 1;
      std::ranges::nth_element(sorted, weakest, std::greater());
      least = std::max(least, *weakest);
    }
    for (double& shade : row) {
      if (shade < least) shade = 0;
    }
  }
}

std::size_t headCount(const answering::Prediction& prediction) {
  return prediction.attention.empty() ? 0 : prediction.attention.front().selfAttention.size();
}

std::optional<std::size_t> windowOf(const answering::Prediction& prediction, text::Range range) {
  const auto wordsOf = [](const answering::WindowAttention& window) {
    return window.tokens.empty() ? text::Range()
                                 : text::Range{window.tokens.front().begin, window.tokens.back().end};
  };
  const auto answer = std::ranges::find(prediction.answers, range, &answering::Answer::range);
  if (answer != prediction.answers.end()) {
    const auto gave = std::ranges::find(prediction.attention, answer->window, wordsOf);
    if (gave != prediction.attention.end()) return gave - prediction.attention.begin();
  }
  std::optional<std::size_t> best;
  std::pair<std::size_t, std::size_t> most;  // how much of it a window holds, how far from its edges
  for (std::size_t i = 0; i < prediction.attention.size(); ++i) {
    const text::Range window = wordsOf(prediction.attention[i]);
    const text::Range held{std::max(range.begin, window.begin), std::min(range.end, window.end)};
    if (held.begin >= held.end) continue;
    const std::pair now(held.length(), std::min(held.begin - window.begin, window.end - held.end));
    if (!best || now > most) {
      best = i;
      most = now;
    }
  }
  return best;
}

}  // namespace lectern::explanation
