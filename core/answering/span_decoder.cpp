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

/// The words of a span that count.
struct SpanWords {
  SpanWords(const DecodedSpan& span, const WindowScores& scores) {
    for (std::size_t token = span.begin; token <= span.last; ++token) {
      const auto word =
          scores.words.empty() ? static_cast<int32_t>(token) : scores.words[token - scores.window.begin];
      if (word >= 0) inOrder.push_back(word);
    }
    sorted = inOrder;
    std::ranges::sort(sorted);
  }
  std::vector<int32_t> inOrder, sorted;
};

/// What the answer is worth if `truth` is right: half for the very words, half for F1 of them.
double worth(const SpanWords& answer, const SpanWords& truth) {
  if (answer.inOrder == truth.inOrder) return 1;
  std::size_t shared = 0;
  for (auto a = answer.sorted.begin(), t = truth.sorted.begin();
       a != answer.sorted.end() && t != truth.sorted.end();) {
    const int32_t smaller = std::min(*a, *t);
    if (*a == *t) ++shared;
    if (*a == smaller) ++a;
    if (*t == smaller) ++t;
  }
  return static_cast<double>(shared) / static_cast<double>(answer.sorted.size() + truth.sorted.size());
}

/// Puts the likeliest spans in the order of their expected worth (minimum Bayes risk): where the ends are in
/// doubt, the span that agrees with most of the others; of places that say the same, the likeliest.
void orderByExpectedWorth(std::vector<DecodedSpan>& spans, std::span<const WindowScores> windows) {
  const std::size_t count = std::min(spans.size(), kWeighed);
  std::vector<SpanWords> words;
  std::vector<std::pair<double, DecodedSpan>> weighed;
  for (std::size_t i = 0; i < count; ++i) {
    words.emplace_back(spans[i], windows[spans[i].window]);
    weighed.emplace_back(0, spans[i]);
  }
  const auto share = [&](std::size_t i) { return std::exp(spans[i].score - spans[0].score); };
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      if (windows[spans[i].window].text != windows[spans[j].window].text) continue;
      const double both = worth(words[i], words[j]);
      weighed[i].first += share(j) * both;
      if (i != j) weighed[j].first += share(i) * both;
    }
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
      return scores.words.empty() || scores.words[token - window.begin] != kPunctuation;
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
