#include "core/answering/windows.h"

#include <algorithm>

#include "core/text/sentence_splitter.h"

namespace lectern::answering {
namespace {

/// The first token of every sentence, in order.
std::vector<std::size_t> sentenceStarts(std::u16string_view text, std::span<const text::Range> tokens) {
  std::vector<std::size_t> starts;
  std::size_t token = 0;
  for (const text::Range& sentence : text::splitSentences(text)) {
    while (token < tokens.size() && tokens[token].begin < sentence.begin) ++token;
    if (token < tokens.size() && (starts.empty() || starts.back() != token)) starts.push_back(token);
  }
  return starts;
}

/// Gives every token that two neighbours share to the one in whose inside it stands deeper.
void shareOut(std::vector<Window>& windows) {
  for (std::size_t i = 0; i + 1 < windows.size(); ++i) {
    const std::size_t middle = (windows[i + 1].begin + windows[i].end) / 2;
    windows[i].ownedEnd = middle;
    windows[i + 1].ownedBegin = middle;
  }
  windows.front().ownedBegin = windows.front().begin;
  windows.back().ownedEnd = windows.back().end;
}

}  // namespace

std::vector<Window> cutWindows(std::u16string_view text, std::span<const text::Range> tokens,
                               std::size_t maxTokens, std::size_t overlap) {
  std::vector<Window> windows;
  if (tokens.empty()) return windows;
  const std::vector<std::size_t> starts =
      tokens.size() > maxTokens ? sentenceStarts(text, tokens) : std::vector<std::size_t>();
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::size_t end = std::min(begin + maxTokens, tokens.size());
    if (end < tokens.size()) {
      // A sentence begins where the one before it ended; one longer than half a window is cut anywhere.
      const auto after = std::ranges::upper_bound(starts, end);
      if (after != starts.begin() && *(after - 1) > begin + maxTokens / 2) end = *(after - 1);
    }
    windows.push_back({begin, end, begin, end});
    if (end == tokens.size()) break;
    // Where no sentence begins within the overlap, a long one is being cut: its pieces overlap whole.
    const std::size_t from = std::max(begin + 1, end - std::min(overlap, end));
    const auto next = std::ranges::lower_bound(starts, from);
    begin = next != starts.end() && *next < end ? *next : from;
  }
  shareOut(windows);
  return windows;
}

}  // namespace lectern::answering
