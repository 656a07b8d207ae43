#include "core/reader/ornament.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/reader/line.h"

namespace lectern::reader {
namespace {

constexpr std::size_t kShortestRule = 4;  // marks
constexpr std::size_t kQuotedLines = 2;   // fewest that are quotations, not "> 5"
constexpr std::size_t kNumberedLines = 4,
                      kNumbersApart = 10;  // fewest that are numbered, and the most from one to the next
constexpr std::u16string_view kRules = u"_=*~#";

bool isDigits(std::u16string_view word) {
  return !word.empty() && word.find_first_not_of(u"0123456789") == std::u16string_view::npos;
}

/// Where marks that refer to notes begin, "[3]" behind a word or a sentence, three tokens each; none where
/// there is one alone, which may be something else.
std::set<std::size_t> referencesIn(std::u16string_view text, const std::vector<text::Range>& tokens) {
  constexpr std::size_t kMostDigits = 3, kFewest = 2;
  const auto isGlued = [&](std::size_t i) { return tokens[i].begin == tokens[i - 1].end; };
  std::set<std::size_t> found;
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    if (tokens[i].of(text) != u"[" || tokens[i + 2].of(text) != u"]") continue;
    const std::u16string_view number = tokens[i + 1].of(text), before = tokens[i - 1].of(text);
    const bool isNumber = number.size() <= kMostDigits && isDigits(number);
    const bool isBehindText =
        before.size() > 1 || endsWithMark(before) || (before == u"]" && found.contains(i - 3));
    if (isNumber && isBehindText && isGlued(i) && isGlued(i + 1) && isGlued(i + 2)) found.insert(i);
  }
  return found.size() < kFewest ? std::set<std::size_t>() : found;
}

/// A line with something on it.
struct Line {
  std::size_t first = 0;      // token
  std::u16string_view text;   // without its number, if it has one
  std::optional<int> number;  // that it begins with
};

std::vector<Line> linesOf(std::u16string_view text, const std::vector<text::Range>& tokens) {
  constexpr std::size_t kMostDigits = 5;
  std::vector<Line> lines;
  std::size_t end = 0;  // of the last line
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0 && tokens[i].begin < end) continue;
    end = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(tokens[i].begin), text.end(), isLineEnd) -
          text.begin();
    const std::u16string_view whole = trimmed(text.substr(tokens[i].begin, end - tokens[i].begin));
    Line line{i, whole, {}};
    if (const std::u16string_view word = firstWord(whole); isDigits(word) && word.size() <= kMostDigits) {
      line.text = trimmed(whole.substr(word.size()));
      line.number = 0;
      for (const char16_t digit : word) *line.number = 10 * *line.number + (digit - u'0');
    }
    lines.push_back(line);
  }
  return lines;
}

/// The tokens that number the lines of prose, from 1 on each page or on through the text, each line or every
/// fifth: they grow as the lines do, and a third of the lines end within a sentence, unlike those of a list.
std::set<std::size_t> lineNumbersIn(std::u16string_view text, const std::vector<text::Range>& tokens) {
  const std::vector<Line> lines = linesOf(text, tokens);
  std::map<std::ptrdiff_t, std::vector<std::size_t>> counts;  // numbered lines, by where the count begins
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].number) counts[static_cast<std::ptrdiff_t>(i) - *lines[i].number].push_back(i);
  const auto isProse = [&](std::size_t first, std::size_t last) {
    std::size_t broken = 0;
    for (std::size_t i = first; i < last; ++i)
      if (endsWithinSentence(lines[i].text, lines[i + 1].text)) ++broken;
    return 3 * broken >= last - first;
  };
  std::set<std::size_t> found;
  for (const auto& [begin, numbered] : counts) {
    for (auto first = numbered.begin(), end = first; first != numbered.end(); first = end) {
      end = std::adjacent_find(first, numbered.end(),
                               [](std::size_t a, std::size_t b) { return b - a > kNumbersApart; });
      if (end != numbered.end()) ++end;
      if (static_cast<std::size_t>(end - first) < kNumberedLines || !isProse(*first, *std::prev(end)))
        continue;
      for (auto line = first; line != end; ++line) found.insert(lines[*line].first);
    }
  }
  return found;
}

}  // namespace

std::vector<text::Range> withoutOrnament(std::u16string_view text, const std::vector<text::Range>& tokens) {
  const std::set<std::size_t> references = referencesIn(text, tokens);
  const std::set<std::size_t> numbers = lineNumbersIn(text, tokens);
  std::vector<bool> isQuote(tokens.size());  // marks of quoted lines
  std::size_t quotedLines = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].of(text) != u">") continue;
    const std::size_t before = i > 0 ? tokens[i - 1].end : 0;
    const std::u16string_view gap = text.substr(before, tokens[i].begin - before);
    const bool beginsLine = i == 0 || std::ranges::any_of(gap, isLineEnd);
    isQuote[i] = beginsLine || isQuote[i - 1];
    if (beginsLine) ++quotedLines;
  }
  std::vector<text::Range> kept;
  for (std::size_t i = 0; i < tokens.size();) {
    if (references.contains(i)) {
      i += 3;
      continue;
    }
    std::size_t end = i + 1;  // of a run of the same mark
    const std::u16string_view mark = tokens[i].of(text);
    if (mark.size() == 1 && kRules.find(mark[0]) != std::u16string_view::npos) {
      while (end < tokens.size() && tokens[end].begin == tokens[end - 1].end && tokens[end].of(text) == mark)
        ++end;
    }
    const bool isOrnament =
        end - i >= kShortestRule || (isQuote[i] && quotedLines >= kQuotedLines) || numbers.contains(i);
    if (!isOrnament)
      kept.insert(kept.end(), tokens.begin() + static_cast<std::ptrdiff_t>(i),
                  tokens.begin() + static_cast<std::ptrdiff_t>(end));
    i = end;
  }
  return kept;
}

}  // namespace lectern::reader
