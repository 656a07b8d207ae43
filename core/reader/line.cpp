#include "core/reader/line.h"

#include <unicode/uchar.h>

namespace lectern::reader {
namespace {

constexpr std::size_t kNarrowest = 40, kWidest = 120;  // units; of the lines of a text that is wrapped
constexpr std::size_t kRagged = 12;                    // share of a line that may be left free before its end
constexpr std::size_t kLongestKey = 30;                // units
constexpr std::u16string_view kEnds = u".:;!?,…–-。！？：；，";
constexpr std::u16string_view kClosers = u"\"”’')]»";

bool endsWith(std::u16string_view line, std::u16string_view marks) {
  const std::size_t last = line.find_last_not_of(kClosers);
  return last != std::u16string_view::npos && marks.find(line[last]) != std::u16string_view::npos;
}

}  // namespace

bool isLineEnd(char16_t c) { return c == u'\n' || c == u'\u0085' || c == u'\u2028' || c == u'\u2029'; }

std::u16string_view trimmed(std::u16string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::u16string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

bool endsWithMark(std::u16string_view line) { return endsWith(line, kEnds); }

std::u16string_view firstWord(std::u16string_view line) { return line.substr(0, line.find_first_of(kSpace)); }

bool hasBullet(std::u16string_view line) {
  return line.size() > 2 && std::u16string_view(u"-*•").find(line[0]) != std::u16string_view::npos &&
         line[1] == u' ';
}

bool hasKey(std::u16string_view line) {
  if (hasBullet(line)) line = trimmed(line.substr(2));
  const std::size_t colon = line.find(u':');
  return colon != std::u16string_view::npos && colon >= 2 && colon <= kLongestKey &&
         colon + 2 < line.size() && kSpace.find(line[colon + 1]) != std::u16string_view::npos;
}

bool endsWithinSentence(std::u16string_view line, std::u16string_view next) {
  return line.size() >= kNarrowest && !next.empty() && u_islower(static_cast<UChar32>(next.front())) &&
         !endsWith(line, u".:;!?");
}

bool goesOn(std::u16string_view line, std::u16string_view next, std::size_t longest) {
  if (line.size() < kNarrowest || next.empty()) return false;
  if (endsWithinSentence(line, next)) return true;
  if (hasBullet(next) || hasKey(next)) return false;
  const std::size_t ragged = longest / kRagged;
  return longest <= kWidest && line.size() + 1 + firstWord(next).size() + ragged > longest;
}

}  // namespace lectern::reader
