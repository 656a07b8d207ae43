#include "core/answering/whole_address.h"

#include <algorithm>

namespace lectern::answering {
namespace {

constexpr std::size_t kLongest = 200;                                                // units
constexpr std::u16string_view kSpace = u" \t\r\n\u00A0\u2028\u2029<>()[]{}\"“”«»|";  // and brackets
constexpr std::u16string_view kAround = u"'‘’.,;:!?";
constexpr char16_t kFirstIdeograph = 0x2E80;  // scripts without spaces

/// What stands between white space or brackets and holds the unit, without the marks around it.
text::Range wordAround(std::u16string_view text, std::size_t unit) {
  std::size_t begin = unit, end = unit;
  const auto isSpace = [&](std::size_t i) {
    return text[i] >= kFirstIdeograph || kSpace.find(text[i]) != std::u16string_view::npos;
  };
  while (begin > 0 && unit - begin < kLongest && !isSpace(begin - 1)) --begin;
  while (end < text.size() && end - unit < kLongest && !isSpace(end)) ++end;
  if (unit - begin == kLongest || end - unit == kLongest) return {unit, unit};
  const auto isAround = [&](std::size_t i) { return kAround.find(text[i]) != std::u16string_view::npos; };
  while (begin < end && isAround(begin)) ++begin;
  while (end > begin && isAround(end - 1)) --end;
  return {begin, end};
}

bool isAddress(std::u16string_view word) {
  const std::size_t at = word.find(u'@');
  const bool isMail =
      at != std::u16string_view::npos && at > 0 && word.find(u'.', at) != std::u16string_view::npos;
  return isMail || word.find(u"://") != std::u16string_view::npos || word.starts_with(u"www.");
}

}  // namespace

text::Range withWholeAddresses(std::u16string_view text, text::Range range) {
  if (range.empty()) return range;
  const text::Range first = wordAround(text, range.begin), last = wordAround(text, range.end - 1);
  if (isAddress(first.of(text))) range.begin = std::min(range.begin, first.begin);
  if (isAddress(last.of(text))) range.end = std::max(range.end, last.end);
  return range;
}

}  // namespace lectern::answering
