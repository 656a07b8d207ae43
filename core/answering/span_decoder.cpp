#include "core/answering/span_decoder.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <tuple>

#include "core/base/progress.h"
#include "core/text/range.h"

namespace lectern::answering {
namespace {

constexpr std::size_t kWeighed = 80;  // spans whose worth is compared; the rest have next to no probability
constexpr std::size_t kRivals = 3;    // of each text, that an answer has its margin over

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

/// Calls `visit(first, last, score)` for each span that may be an answer and begins at token `i`, in text
/// order.
template <typename Visit>
void forEachSpanFrom(const WindowScores& scores, std::size_t i, std::size_t maxTokens, Visit visit) {
  const Window& window = scores.window;
  const auto is = [&](const std::vector<bool>& tokens, std::size_t token) {
    return !tokens.empty() && tokens[token - window.begin];
  };
  if (is(scores.isLayout, i)) return;
  const auto start = static_cast<double>(scores.start[i - window.begin]);
  bool hasWord = false;
  for (std::size_t j = i; j < std::min(i + maxTokens, window.end); ++j) {
    if (j > i && is(scores.beginsParagraph, j)) break;
    hasWord = hasWord || !is(scores.isPunctuation, j);
    if (hasWord && !is(scores.isLayout, j))
      visit(i, j, start + static_cast<double>(scores.end[j - window.begin]));
  }
}

/// The same for all tokens that a window owns.
template <typename Visit>
void forEachSpan(const WindowScores& scores, std::size_t maxTokens, Visit visit) {
  for (std::size_t i = scores.window.ownedBegin; i < scores.window.ownedEnd; ++i)
    forEachSpanFrom(scores, i, maxTokens, visit);
}

/// Likelier spans first; equal ones in text order, so that the same question always has the same answers.
bool isBefore(const DecodedSpan& a, const DecodedSpan& b) {
  if (a.score != b.score) return a.score > b.score;
  return std::tie(a.window, a.begin, a.last) < std::tie(b.window, b.begin, b.last);
}

/// The first `count` spans, in order, of those that come one by one.
class FirstSpans {
 public:
  explicit FirstSpans(std::size_t count) : count_(count) {}

  void add(const DecodedSpan& span) {
    if (heap_.size() == count_) {
      if (!isBefore(span, heap_.front())) return;
      std::ranges::pop_heap(heap_, isBefore);
      heap_.pop_back();
    }
    heap_.push_back(span);
    std::ranges::push_heap(heap_, isBefore);
  }
  std::vector<DecodedSpan> take() {
    std::ranges::sort_heap(heap_, isBefore);
    return std::move(heap_);
  }

 private:
  std::size_t count_;
  std::vector<DecodedSpan> heap_;  // its last span is in front
};

/// Which windows are of a text.
using WindowsByText = std::map<std::size_t, std::vector<std::size_t>>;

text::Range tokensOf(const DecodedSpan& span) { return {span.begin, span.last + 1}; }

bool overlap(const DecodedSpan& a, const DecodedSpan& b) { return tokensOf(a).overlap(tokensOf(b)) > 0; }

bool overlapAny(const DecodedSpan& span, std::span<const DecodedSpan> others) {
  return std::ranges::any_of(others, [&](const DecodedSpan& other) { return overlap(span, other); });
}

/// What the answer is worth if `truth` is right: half for the very span, half for F1 of the tokens.
double worth(const DecodedSpan& answer, const DecodedSpan& truth) {
  const text::Range given = tokensOf(answer);
  const text::Range gold = tokensOf(truth);
  const auto shared = static_cast<double>(given.overlap(gold));
  const double f1 = 2 * shared / static_cast<double>(given.length() + gold.length());
  return 0.5 * (given == gold ? 1 : 0) + 0.5 * f1;
}

/// Puts spans, the likeliest first, in the order of their expected worth (minimum Bayes risk): where the ends
/// are in doubt, the span that agrees with most of the others.
void orderByExpectedWorth(std::vector<DecodedSpan>& spans, std::span<const WindowScores> windows) {
  std::vector<std::pair<double, DecodedSpan>> weighed;
  std::vector<double> chances;  // of each, next to the likeliest
  for (const DecodedSpan& span : spans) chances.push_back(std::exp(span.score - spans[0].score));
  for (const DecodedSpan& answer : spans) {
    double expected = 0;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      if (windows[answer.window].text == windows[spans[i].window].text)
        expected += chances[i] * worth(answer, spans[i]);
    }
    weighed.emplace_back(expected, answer);
  }
  std::ranges::stable_sort(weighed, std::ranges::greater(), &std::pair<double, DecodedSpan>::first);
  std::ranges::transform(weighed, spans.begin(), &std::pair<double, DecodedSpan>::second);
}

/// The tokens of a text that an answer has taken.
class TakenTokens {
 public:
  void take(const DecodedSpan& span) {
    if (isTaken_.size() <= span.last) isTaken_.resize(span.last + 1);
    for (std::size_t token = span.begin; token <= span.last; ++token) isTaken_[token] = true;
  }
  bool hold(std::size_t token) const { return token < isTaken_.size() && isTaken_[token]; }

 private:
  std::vector<bool> isTaken_;
};

/// The best span of those that begin at a token and have none that is taken; one of no probability where all
/// have.
DecodedSpan bestFrom(std::size_t w, std::size_t begin, std::span<const WindowScores> windows,
                     std::size_t maxTokens, const TakenTokens& taken) {
  DecodedSpan best{w, begin, begin, -std::numeric_limits<double>::infinity()};
  bool isFree = true;
  std::size_t next = begin;  // not looked at yet
  forEachSpanFrom(windows[w], begin, maxTokens, [&](std::size_t i, std::size_t j, double score) {
    for (; isFree && next <= j; ++next) isFree = !taken.hold(next);
    if (isFree && score > best.score) best = {w, i, j, score};
  });
  return best;
}

/// Adds to `taken`, spans of one text, the best of its others that overlap none, until there are `most`.
void takeOthers(std::vector<DecodedSpan>& taken, std::span<const WindowScores> windows,
                std::span<const std::size_t> ofText, std::size_t maxTokens, std::size_t most,
                const std::stop_token& stop) {
  if (taken.size() >= most) return;
  TakenTokens tokens;
  for (const DecodedSpan& span : taken) tokens.take(span);
  std::vector<DecodedSpan> best;  // that begins at each token
  for (const std::size_t w : ofText) {
    throwIfStopped(stop);
    for (std::size_t i = windows[w].window.ownedBegin; i < windows[w].window.ownedEnd; ++i)
      best.push_back(bestFrom(w, i, windows, maxTokens, tokens));
  }
  while (taken.size() < most) {
    const auto first = std::ranges::min_element(best, isBefore);
    if (first == best.end() || std::isinf(first->score)) return;
    const DecodedSpan span = *first;
    taken.push_back(span);
    tokens.take(span);
    for (DecodedSpan& other : best) {
      if (overlap(other, span)) other = bestFrom(other.window, other.begin, windows, maxTokens, tokens);
    }
  }
}

/// Up to `most` spans of each text that do not overlap, best first: of `likeliest`, which are in order, while
/// there are any, then of all the others.
std::vector<DecodedSpan> pickApart(std::span<const DecodedSpan> likeliest,
                                   std::span<const WindowScores> windows, const WindowsByText& windowsOf,
                                   std::size_t maxTokens, std::size_t most, const std::stop_token& stop) {
  std::vector<DecodedSpan> picked;
  std::map<std::size_t, std::vector<DecodedSpan>> pickedOf;  // by text
  for (const DecodedSpan& span : likeliest) {
    std::vector<DecodedSpan>& ofText = pickedOf[windows[span.window].text];
    if (ofText.size() == most || overlapAny(span, ofText)) continue;
    ofText.push_back(span);
    picked.push_back(span);
  }
  const auto others = static_cast<std::ptrdiff_t>(picked.size());
  for (const auto& [text, itsWindows] : windowsOf) {
    std::vector<DecodedSpan>& ofText = pickedOf[text];
    const auto known = static_cast<std::ptrdiff_t>(ofText.size());
    takeOthers(ofText, windows, itsWindows, maxTokens, most, stop);
    picked.insert(picked.end(), ofText.begin() + known, ofText.end());
  }
  std::sort(picked.begin() + others, picked.end(), isBefore);
  return picked;
}

/// The words of a span, as SQuAD's rules compare answers; none where they are not known.
std::vector<int32_t> wordsOf(const DecodedSpan& span, std::span<const WindowScores> windows) {
  const WindowScores& scores = windows[span.window];
  if (scores.words.empty()) return {};
  const auto tokens =
      std::span(scores.words).subspan(span.begin - scores.window.begin, tokensOf(span).length());
  std::vector<int32_t> words;
  std::ranges::copy_if(tokens, std::back_inserter(words),
                       [](int32_t word) { return word != WindowScores::kNoWord; });
  return words;
}

/// Whether one has the other's words in a row, "12 days" and "12 days earlier": the same answer cut
/// otherwise.
bool areAkin(std::span<const int32_t> a, std::span<const int32_t> b) {
  if (a.size() < b.size()) std::swap(a, b);
  return !b.empty() && !std::ranges::search(a, b).empty();
}

/// Adds to what is known of a span the likeliest other ones of its words ("the Rhine" and "Rhine") and those
/// of akin words elsewhere, and takes its margin over the best of others; `least` where no other one has
/// other words.
void compareWording(DecodedSpan& span, std::span<const DecodedSpan> rivals,
                    std::span<const DecodedSpan> likeliest, std::span<const WindowScores> windows,
                    double logSum, double least) {
  const std::vector<int32_t> words = wordsOf(span, windows);
  for (const DecodedSpan& other : likeliest) {
    const bool isHere = windows[other.window].text == windows[span.window].text && overlap(other, span);
    if (isHere && tokensOf(other) == tokensOf(span)) continue;
    const std::vector<int32_t> otherWords = wordsOf(other, windows);
    const double probability = std::exp(other.score - logSum);
    if (!words.empty() && words == otherWords) span.probability += probability;
    if (!isHere && areAkin(words, otherWords)) span.overlapping += probability;
  }
  if (rivals.size() < 2) return;
  const auto rival = std::ranges::find_if(rivals, [&](const DecodedSpan& other) {
    const bool isItself = std::tie(other.window, other.begin) == std::tie(span.window, span.begin);
    return !isItself && !areAkin(words, wordsOf(other, windows));
  });
  span.margin = span.score - (rival != rivals.end() ? rival->score : least);
}

/// Keeps the first `count` spans of each text.
void keepFirst(std::vector<DecodedSpan>& spans, std::span<const WindowScores> windows, std::size_t count) {
  std::map<std::size_t, std::size_t> kept;  // by text
  std::erase_if(spans, [&](const DecodedSpan& span) { return ++kept[windows[span.window].text] > count; });
}

/// The probability of all spans that share a token with `span`.
double probabilityAround(const DecodedSpan& span, std::span<const WindowScores> windows,
                         std::span<const std::size_t> ofText, std::size_t maxTokens, double logSum) {
  double sum = 0;
  for (const std::size_t w : ofText) {
    const Window& window = windows[w].window;
    if (window.ownedBegin > span.last || window.ownedEnd + maxTokens <= span.begin) continue;
    forEachSpan(windows[w], maxTokens, [&](std::size_t i, std::size_t j, double score) {
      if (overlap({w, i, j}, span)) sum += std::exp(score - logSum);
    });
  }
  return sum;
}

}  // namespace

DecodedSpans decodeSpans(std::span<const WindowScores> windows, std::size_t maxTokens, std::size_t count,
                         const std::stop_token& stop) {
  DecodedSpans result;
  if (windows.empty()) return result;
  FirstSpans first(kWeighed);
  LogSum spanSum;
  LogSum noAnswerSum;
  WindowsByText windowsOf;
  for (std::size_t w = 0; w < windows.size(); ++w) {
    windowsOf[windows[w].text].push_back(w);
    noAnswerSum.add(windows[w].noAnswer);
    forEachSpan(windows[w], maxTokens, [&](std::size_t i, std::size_t j, double score) {
      spanSum.add(score);
      first.add({w, i, j, score});
    });
  }
  std::vector<DecodedSpan> likeliest = first.take();
  if (likeliest.empty()) return result;
  const double noAnswer = noAnswerSum.value() - std::log(static_cast<double>(windows.size()));
  LogSum all;
  all.add(spanSum.value());
  all.add(noAnswer);
  result.noAnswerProbability = std::exp(noAnswer - all.value());

  orderByExpectedWorth(likeliest, windows);
  result.best = pickApart(likeliest, windows, windowsOf, maxTokens, std::max(count, kRivals), stop);
  std::vector<DecodedSpan> rivals = result.best;
  keepFirst(rivals, windows, kRivals);
  const double least = std::ranges::min(likeliest, {}, &DecodedSpan::score).score;
  for (DecodedSpan& span : result.best) {
    span.probability = std::exp(span.score - all.value());
    span.overlapping =
        probabilityAround(span, windows, windowsOf[windows[span.window].text], maxTokens, all.value());
    compareWording(span, rivals, likeliest, windows, all.value(), least);
  }
  keepFirst(result.best, windows, count);
  return result;
}

}  // namespace lectern::answering
