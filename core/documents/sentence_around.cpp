#include "core/documents/sentence_around.h"

#include <unicode/utf16.h>

#include <algorithm>

#include "core/text/line.h"
#include "core/text/sentence_splitter.h"

namespace lectern::documents {
namespace {

/// A longer "sentence" is a list or a log without full stops.
constexpr std::size_t kLongest = 600;  // UTF-16 units

constexpr std::size_t kLongestRow = 200;  // UTF-16 units, of a table that has not several tabs

/// What is shown of a longer one to either side of the answer.
constexpr std::size_t kShown = 300;  // UTF-16 units

/// A book without paragraphs must not be split whole.
constexpr std::size_t kReach = 4000;  // UTF-16 units to either side

text::Range linesAround(const std::u16string& text, const text::Range& place) {
  const std::size_t lineBreak = place.begin == 0 ? std::u16string::npos : text.rfind(u'\n', place.begin - 1);
  return {lineBreak == std::u16string::npos ? 0 : lineBreak + 1,
          std::min(text.find(u'\n', place.end), text.size())};
}

/// Whether three spaces stand between words, not behind a sentence.
bool hasColumn(std::u16string_view words) {
  for (std::size_t gap = words.find(u"   "); gap != std::u16string_view::npos;
       gap = words.find(u"   ", words.find_first_not_of(u' ', gap))) {
    if (!text::endsWithMark(words.substr(0, gap))) return true;
  }
  return false;
}

/// Whether a tab or a column of spaces stands between words (before all of them it is an indentation), or
/// points that lead from one to the next.
bool isTableRow(std::u16string_view line) {
  const std::u16string_view words = text::trimmed(line);
  const auto tabs = std::ranges::count(words, u'\t');
  if (words.size() > kLongestRow) return tabs > 1;  // one is behind the number of a clause
  return tabs > 0 || words.find(u"....") != std::u16string_view::npos || hasColumn(words);
}

/// Of what is around a place in a list or in "Key: value" lines: the item, or the line, that it stands in.
text::Range itemAround(std::u16string_view text, text::Range around, const text::Range& place) {
  const auto isItem = [&](std::size_t begin) {
    const std::u16string_view line = text::trimmed(text.substr(begin, text.find(u'\n', begin) - begin));
    const std::size_t end = begin - 1, before = text.rfind(u'\n', std::max<std::size_t>(end, 1) - 1) + 1;
    const bool isWrapped = text::endsWithinSentence(text::trimmed(text.substr(before, end - before)), line);
    return !isWrapped && (text::beginsItem(line) || text::hasKey(line));
  };
  for (std::size_t end = around.begin; end < around.end; ++end) {
    if (text[end] != u'\n' || !isItem(end + 1)) continue;
    if (end < place.begin) around.begin = end + 1;
    if (end >= place.end) return {around.begin, end};
  }
  return around;
}

text::Range paragraphAround(const Document& document, const text::Range& place) {
  const auto after = std::ranges::upper_bound(document.paragraphs, place.begin, {}, &text::Range::begin);
  if (after != document.paragraphs.begin() && std::prev(after)->contains(place)) return *std::prev(after);
  return linesAround(document.text, place);
}

/// What stands near the place of what is around it, from one white space to another where there is some, and
/// no character in halves.
text::Range nearOf(std::u16string_view text, const text::Range& around, const text::Range& place) {
  text::Range near = {std::max(around.begin, place.begin - std::min(place.begin, kShown)),
                      std::min(around.end, place.end + kShown)};
  if (near.begin > around.begin) {
    const std::size_t gap = text.find_first_of(u" \t\n", near.begin);
    if (gap < place.begin) near.begin = gap + 1;
  }
  if (near.end < around.end) {
    const std::size_t gap = text.find_last_of(u" \t\n", near.end - 1);
    if (gap != std::u16string_view::npos && gap >= place.end) near.end = gap;
  }
  const auto isTrail = [&](std::size_t at) {
    return at > 0 && at < text.size() && U16_IS_TRAIL(text[at]) && U16_IS_LEAD(text[at - 1]);
  };
  if (isTrail(near.begin)) ++near.begin;
  if (isTrail(near.end)) --near.end;
  return near;
}

}  // namespace

text::Range sentenceAround(const Document& document, const text::Range& place) {
  const auto withinReach = [&](const text::Range& range) {
    return text::Range{std::max(range.begin, place.begin - std::min(place.begin, kReach)),
                       std::min(range.end, place.end + kReach)};
  };
  const text::Range row = withinReach(linesAround(document.text, place));
  if (isTableRow(row.of(document.text))) return row;
  const text::Range paragraph = withinReach(paragraphAround(document, place));
  text::Range around = place;
  for (text::Range sentence : text::splitSentences(paragraph.of(document.text))) {
    sentence = {sentence.begin + paragraph.begin, sentence.end + paragraph.begin};
    if (sentence.overlap(place) == 0) continue;
    around = {std::min(around.begin, sentence.begin), std::max(around.end, sentence.end)};
  }
  around = itemAround(document.text, around, place);
  const text::Range lines = linesAround(document.text, place);
  if (around.length() > kLongest)
    around = {std::max(around.begin, lines.begin), std::min(around.end, lines.end)};
  if (around.length() > kLongest) around = nearOf(document.text, around, place);
  return around;
}

}  // namespace lectern::documents
