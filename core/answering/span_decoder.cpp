#include "core/answering/span_decoder.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <ranges>

#include "core/text/range.h"

namespace lectern::answering {
namespace {

constexpr std::size_t kWeighed = 80;  // spans whose worth is compared; the rest have next to no probability

/// log Σ exp of numbers that come one by one.
class LogSum {
 public:
  void add(double value) {
    if (value <= max_) {
      sum_ += std::exp(value - max_);
    } else {
      sum_ = sum_ * std::exp(max_ - value) + 1;
      max_ = value;
    }
  }
  double value() const { return sum_ > 0 ? max_ + std::log(sum_) : max_; }

 private:
  double max_ = -std::numeric_limits<double>::infinity();
  double sum_ = 0;
};

text::Range tokensOf(const DecodedSpan& span) { return {span.begin, span.last + 1}; }

bool overlap(const DecodedSpan& a, const DecodedSpan& b) { return tokensOf(a).overlap(tokensOf(b)) > 0; }

/// What the answer is worth if `truth` is right: half for the very span, half for F1 of the tokens.
double worth(const DecodedSpan& answer, const DecodedSpan& truth) {
  const text::Range given = tokensOf(answer);
  const text::Range gold = tokensOf(truth);
  const auto shared = static_cast<double>(given.overlap(gold));
  const double f1 = 2 * shared / static_cast<double>(given.length() + gold.length());
  return 0.5 * (given == gold ? 1 : 0) + 0.5 * f1;
}

/// Puts the likeliest spans in the order of their expected worth (minimum Bayes risk): where the ends are in
/// doubt, the span that agrees with most of the others.
void orderByExpectedWorth(std::vector<DecodedSpan>& spans, std::span<const WindowScores> windows) {
  const std::size_t count = std::min(spans.size(), kWeighed);
  std::vector<std::pair<double, DecodedSpan>> weighed;
  for (std::size_t i = 0; i < count; ++i) {
    double expected = 0;
    for (std::size_t j = 0; j < count; ++j) {
      if (windows[spans[i].window].text != windows[spans[j].window].text) continue;
      expected += std::exp(spans[j].score - spans[0].score) * worth(spans[i], spans[j]);
    }
    weighed.emplace_back(expected, spans[i]);
  }
  std::ranges::stable_sort(weighed, std::ranges::greater(), &std::pair<double, DecodedSpan>::first);
  std::ranges::copy(weighed | std::views::values, spans.begin());
}

}  // namespace

DecodedSpans decodeSpans(std::span<const WindowScores> windows, std::size_t maxTokens, std::size_t count) {
  DecodedSpans result;
  if (windows.empty()) return result;
  std::vector<DecodedSpan> spans;
  LogSum spanSum;
  LogSum noAnswerSum;
  for (std::size_t w = 0; w < windows.size(); ++w) {
    const WindowScores& scores = windows[w];
    const Window& window = scores.window;
    noAnswerSum.add(scores.noAnswer);
    const auto isWord = [&](std::size_t token) {
      return scores.isPunctuation.empty() || !scores.isPunctuation[token - window.begin];
    };
    for (std::size_t i = window.ownedBegin; i < window.ownedEnd; ++i) {
      bool hasWord = false;
      for (std::size_t j = i; j < std::min(i + maxTokens, window.end); ++j) {
        hasWord = hasWord || isWord(j);
        if (!hasWord) continue;
        const double score = static_cast<double>(scores.start[i - window.begin]) +
                             static_cast<double>(scores.end[j - window.begin]);
        spanSum.add(score);
        spans.push_back({w, i, j, score});
      }
    }
  }
  if (spans.empty()) return result;
  const double noAnswer = noAnswerSum.value() - std::log(static_cast<double>(windows.size()));
  LogSum all;
  all.add(spanSum.value());
  all.add(noAnswer);
  result.noAnswerProbability = std::exp(noAnswer - all.value());

  // Equal scores stand in text order, so that the same question always has the same answers.
  std::ranges::sort(spans, [](const DecodedSpan& a, const DecodedSpan& b) {
    if (a.score != b.score) return a.score > b.score;
    return std::tie(a.window, a.begin, a.last) < std::tie(b.window, b.begin, b.last);
  });
  orderByExpectedWorth(spans, windows);
  std::map<std::size_t, std::vector<DecodedSpan>> kept;  // by text
  std::size_t full = 0;
  std::size_t texts = 0;
  // The best has its margin over a second one, also where one is asked for.
  const std::size_t most = std::max<std::size_t>(count, 2);
  for (const WindowScores& window : windows) texts = std::max(texts, window.text + 1);
  for (const DecodedSpan& span : spans) {
    std::vector<DecodedSpan>& ofText = kept[windows[span.window].text];
    if (ofText.size() >= most) continue;
    if (std::ranges::any_of(ofText, [&](const DecodedSpan& other) { return overlap(span, other); })) continue;
    ofText.push_back(span);
    result.best.push_back(span);
    if (ofText.size() == most && ++full == texts) break;
  }
  for (std::size_t i = 0; i < result.best.size(); ++i) {
    DecodedSpan& span = result.best[i];
    span.probability = std::exp(span.score - all.value());
    if (result.best.size() > 1) span.margin = span.score - result.best[i == 0 ? 1 : 0].score;
    for (const DecodedSpan& other : spans) {
      const bool sameText = windows[other.window].text == windows[span.window].text;
      if (sameText && overlap(other, span)) span.overlapping += std::exp(other.score - all.value());
    }
  }
  std::map<std::size_t, std::size_t> handedOut;  // by text
  std::erase_if(result.best,
                [&](const DecodedSpan& span) { return ++handedOut[windows[span.window].text] > count; });
  return result;
}

}  // namespace lectern::answering
