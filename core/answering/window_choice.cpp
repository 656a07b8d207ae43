#include "core/answering/window_choice.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace lectern::answering {
namespace {

using Match = std::vector<std::vector<double>>;  // of each token of each text

/// Indices of the `most` windows that own the places that match best, in order; of all where nothing matches.
std::vector<std::size_t> bestWindows(const std::vector<WindowScores>& windows, const Match& match,
                                     std::size_t most) {
  std::vector<std::size_t> chosen(windows.size());
  std::iota(chosen.begin(), chosen.end(), 0);
  std::vector<double> best(windows.size());
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const Window& window = windows[i].window;
    for (std::size_t token = window.ownedBegin; token < window.ownedEnd; ++token) {
      best[i] = std::max(best[i], match[windows[i].text][token]);
    }
  }
  if (std::ranges::max(best) > 0) {
    std::ranges::stable_sort(chosen, std::greater(), [&](std::size_t i) { return best[i]; });
    chosen.resize(most);
    std::ranges::sort(chosen);
  }
  return chosen;
}

}  // namespace

std::vector<WindowScores> windowsToRead(const PreparedTexts& texts, const AskedQuestion& question,
                                        std::size_t most) {
  const std::vector<WindowScores>& all = texts.windows;
  if (question.encoded.words.empty()) return {};
  if (!texts.match) return all;
  const Match match = texts.match->scores(question.text, question.encoded);
  std::vector<WindowScores> chosen;
  if (most == 0 || all.size() <= most) {
    chosen = all;
  } else {
    for (const std::size_t i : bestWindows(all, match, most)) chosen.push_back(all[i]);
  }
  double strongest = 0;
  for (const std::vector<double>& ofText : match) {
    for (const double value : ofText) strongest = std::max(strongest, value);
  }
  for (WindowScores& window : chosen) {
    for (std::size_t token = window.window.begin; token < window.window.end; ++token)
      window.lessMatch.push_back(static_cast<float>(match[window.text][token] - strongest));
  }
  return chosen;
}

void addMatch(std::span<WindowScores> windows) {
  /// What a place's lexical match counts for beside the scores of the network: fitted by maximum likelihood
  /// over whole articles (EXPERIMENTS.md).
  constexpr float kWeight = 0.3f;
  for (WindowScores& window : windows) {
    for (std::size_t i = 0; i < window.lessMatch.size(); ++i)
      window.start[i] += kWeight * window.lessMatch[i];
  }
}

text::Range wordsOf(const WindowScores& scores, const std::vector<reader::EncodedText>& encoded) {
  const std::vector<text::Range>& tokens = encoded[scores.text].tokens;
  text::Range range;
  for (std::size_t i = scores.window.begin; i < scores.window.end; ++i) {
    if (tokens[i].empty()) continue;
    if (range.empty()) range.begin = tokens[i].begin;
    range.end = tokens[i].end;
  }
  return range;
}

}  // namespace lectern::answering
