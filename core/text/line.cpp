#include "core/text/line.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "core/text/tokenizer.h"

namespace lectern::text {
namespace {

constexpr std::size_t kNarrowest = 40, kWidest = 120;  // units; of the lines of a text that is wrapped
constexpr std::size_t kRagged = 12;                    // share of a line that may be left free before its end
constexpr std::size_t kLongestKey = 30;                // units
constexpr std::u16string_view kLineEnds = u"\n\u0085\u2028\u2029";
constexpr std::u16string_view kEnds = u".:;!?,…–-‐。！？：；，";
constexpr std::u16string_view kBullets = u"-*•‣◦▪▫■□●○·→➢✓☐☑";
constexpr std::u16string_view kClosers = u"\"”’')]»";

/// Words behind which a sentence goes on. Not "in" and "on", which end "Log in" and "Turn on".
constexpr std::array<std::u16string_view, 20> kLeading{
    u"a",  u"an", u"the",  u"of",    u"to",  u"for",   u"and", u"or",   u"with", u"from",
    u"by", u"at", u"than", u"which", u"its", u"their", u"our", u"your", u"into", u"between"};

bool endsWith(std::u16string_view line, std::u16string_view marks) {
  const std::size_t last = line.find_last_not_of(kClosers);
  return last != std::u16string_view::npos && marks.find(line[last]) != std::u16string_view::npos;
}

}  // namespace

bool isLineEnd(char16_t c) { return kLineEnds.find(c) != std::u16string_view::npos; }

std::u16string_view trimmed(std::u16string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::u16string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

bool endsWithMark(std::u16string_view line) { return endsWith(line, kEnds); }

bool isDigits(std::u16string_view word) {
  return !word.empty() && word.find_first_not_of(u"0123456789") == std::u16string_view::npos;
}

std::optional<int> numberOf(std::u16string_view word) {
  constexpr std::size_t kMostDigits = 5;
  if (!isDigits(word) || word.size() > kMostDigits) return {};
  int number = 0;
  for (const char16_t digit : word) number = 10 * number + (digit - u'0');
  return number;
}

std::u16string_view firstWord(std::u16string_view line) { return line.substr(0, line.find_first_of(kSpace)); }

std::vector<std::u16string_view> wordsOf(std::u16string_view line) {
  std::vector<std::u16string_view> words;
  for (line = trimmed(line); !line.empty(); line = trimmed(line.substr(words.back().size())))
    words.push_back(firstWord(line));
  return words;
}

std::u16string unparted(std::u16string_view word) {
  if (std::ranges::none_of(word, isLineEnd)) return std::u16string(word);
  const std::vector<Range> parts = tokenize(word);
  return std::u16string(parts.front().of(word)) += parts.back().of(word);
}

bool hasBullet(std::u16string_view line) {
  return line.size() > 2 && kBullets.find(line[0]) != std::u16string_view::npos && line[1] == u' ';
}

bool beginsItem(std::u16string_view line) {
  if (hasBullet(line)) return true;
  constexpr std::size_t kMostDigits = 3;
  std::u16string_view number = firstWord(line);
  if (number.size() == line.size() || number.size() < 2) return false;
  const bool isInBrackets = number.front() == u'(';
  if (number.back() != u')' && (isInBrackets || number.back() != u'.')) return false;
  number = number.substr(isInBrackets ? 1 : 0, number.size() - (isInBrackets ? 2 : 1));
  const bool isLetter = number.size() == 1 && number[0] >= u'a' && number[0] <= u'z';
  return isLetter || (isDigits(number) && number.size() <= kMostDigits);
}

bool isLeader(std::u16string_view gap) {
  gap = trimmed(gap);
  return gap.size() >= 4 && gap.find_first_not_of(u". ") == std::u16string_view::npos;
}

bool isDrawn(char16_t c) { return c >= 0x2500 && c < 0x2580; }

bool isBar(char16_t c) { return c == u'|' || c == u'│' || c == u'┃' || c == u'║'; }

bool hasKey(std::u16string_view line) {
  if (hasBullet(line)) line = trimmed(line.substr(2));
  const std::size_t colon = line.find(u':');
  if (colon == std::u16string_view::npos || colon + 2 >= line.size()) return false;
  std::u16string_view key = line.substr(0, colon);
  if (key.ends_with(u')') && key.size() <= 2 * kLongestKey) key = trimmed(key.substr(0, key.rfind(u'(')));
  return key.size() >= 2 && key.size() <= kLongestKey &&
         kSpace.find(line[colon + 1]) != std::u16string_view::npos;
}

bool endsWithinSentence(std::u16string_view line, std::u16string_view next, std::size_t shortest) {
  return line.size() >= shortest && !next.empty() && u_islower(static_cast<UChar32>(next.front())) &&
         !beginsItem(next) && !endsWith(line, u".:;!?");
}

bool goesOn(std::u16string_view line, std::u16string_view next, std::size_t longest) {
  if (line.size() < kNarrowest || next.empty()) return false;
  if (endsWithinSentence(line, next)) return true;
  if (beginsItem(next) || hasKey(next)) return false;
  if (std::ranges::find(kLeading, wordsOf(line).back()) != kLeading.end()) return true;
  const std::size_t ragged = longest / kRagged;
  return longest <= kWidest && line.size() + 1 + firstWord(next).size() + ragged > longest;
}

}  // namespace lectern::text
