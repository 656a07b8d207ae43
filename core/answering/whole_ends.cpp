#include "core/answering/whole_ends.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "core/text/line.h"

namespace lectern::answering {
namespace {

constexpr std::size_t kLongest = 200;                                                // units
constexpr std::u16string_view kSpace = u" \t\r\n\u00A0\u2028\u2029<>()[]{}\"“”«»|";  // and brackets
constexpr std::u16string_view kAround = u"'‘’.,;:!?";
constexpr std::u16string_view kDigits = u"0123456789";
constexpr char16_t kFirstIdeograph = 0x2E80;  // scripts without spaces

bool isOneOf(char16_t c, std::u16string_view set) { return set.find(c) != std::u16string_view::npos; }
std::size_t countDigits(std::u16string_view words) {
  return static_cast<std::size_t>(
      std::ranges::count_if(words, [](char16_t c) { return isOneOf(c, kDigits); }));
}
bool isSmall(char16_t c) { return c >= u'a' && c <= u'z'; }
bool isLetter(char16_t c) { return isSmall(c) || (c >= u'A' && c <= u'Z'); }

/// What stands between white space or brackets and holds the unit, without the marks around it.
text::Range wordAround(std::u16string_view text, std::size_t unit) {
  std::size_t begin = unit, end = unit;
  const auto isSpace = [&](std::size_t i) { return text[i] >= kFirstIdeograph || isOneOf(text[i], kSpace); };
  while (begin > 0 && unit - begin < kLongest && !isSpace(begin - 1)) --begin;
  while (end < text.size() && end - unit < kLongest && !isSpace(end)) ++end;
  if (unit - begin == kLongest || end - unit == kLongest) return {unit, unit};
  while (begin < end && isOneOf(text[begin], kAround)) ++begin;
  while (end > begin && isOneOf(text[end - 1], kAround)) --end;
  return {begin, end};
}

/// Whether it is like "data.example", "data.example/docs" or "report.pdf": names joined by points, the last
/// one in small letters. Not "e.g", and not two sentences without a space, "there.The".
bool isDotted(std::u16string_view word) {
  const std::u16string_view names = word.substr(0, word.find(u'/'));
  const std::size_t last = names.rfind(u'.');
  if (last == std::u16string_view::npos || names.size() < last + 3 || names.find(u'.') < 2) return false;
  static const std::set<std::u16string_view> kOtherwise = {
      // a space is missing: "at noon.then we left"
      u"the",  u"then", u"they", u"this", u"that", u"these", u"those", u"there", u"when", u"where",
      u"what", u"who",  u"how",  u"and",  u"but",  u"she",   u"you",   u"his",   u"her",  u"their"};
  return std::ranges::all_of(names.substr(last + 1), isSmall) &&
         !kOtherwise.contains(names.substr(last + 1)) &&
         std::ranges::all_of(names.substr(0, last), [](char16_t c) {
           return isLetter(c) || isOneOf(c, kDigits) || isOneOf(c, u".-_");
         });
}

/// Of a word with an "@" the part that holds the unit, between marks that no mail address has:
/// "Email:info@north.example", "a@x.example,b@y.example".
text::Range mailAround(std::u16string_view text, text::Range word, std::size_t unit) {
  const auto isBound = [&](std::size_t i) { return isOneOf(text[i], u":,;/"); };
  text::Range part{unit, unit};
  while (part.begin > word.begin && !isBound(part.begin - 1)) --part.begin;
  while (part.end < word.end && !isBound(part.end)) ++part.end;
  return part;
}

/// A web address with brackets in it, ".../Mill_(grinding)", from its begin.
text::Range withBrackets(std::u16string_view text, text::Range word) {
  while (word.end < text.size() && text[word.end] == u'(') {
    const std::size_t close = text.find_first_of(kSpace, word.end + 1);
    if (close == std::u16string_view::npos || text[close] != u')') break;
    word.end = close + 1;
    while (word.end < text.size() && !isOneOf(text[word.end], kSpace)) ++word.end;
    while (word.end > close + 1 && isOneOf(text[word.end - 1], kAround)) --word.end;
  }
  return word;
}

bool isAddress(std::u16string_view word) {
  const std::size_t at = word.find(u'@');
  const bool isMail = at != std::u16string_view::npos && at > 0 && at + 1 < word.size() &&
                      isLetter(word[at + 1]) && word.find(u'.', at) != std::u16string_view::npos;
  return isMail || word.find(u"://") != std::u16string_view::npos || word.starts_with(u"www.") ||
         isDotted(word);
}

/// "FLT_200_A", "/etc/hosts"; not a blank that was filled in, "Lind____", nor emphasis, "_Emma_'s".
bool isIdentifier(std::u16string_view word) {
  const auto isWordAt = [&](std::size_t i) { return i < word.size() && u_isalnum(word[i]); };
  std::size_t lines = 0, joining = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] != u'_') continue;
    ++lines;
    if (i > 0 && isWordAt(i - 1) && isWordAt(i + 1)) ++joining;
  }
  return (lines > 0 && joining == lines) || (word.size() > 1 && word.front() == u'/' && isLetter(word[1]));
}

/// "2023-11-02", "2/11/2023", "2.11.23".
bool isDate(std::u16string_view word) {
  std::size_t separators = 0, digits = 0;
  char16_t separator = 0;
  for (const char16_t c : word) {
    if (isOneOf(c, kDigits)) {
      ++digits;
      continue;
    }
    if (!isOneOf(c, u"-/.") || digits == 0 || digits == 3 || digits > 4 || (separator != 0 && c != separator))
      return false;
    separator = c;
    ++separators;
    digits = 0;
  }
  return separators == 2 && (digits == 1 || digits == 2 || digits == 4);
}

/// Whether it begins with "+", with the code of an area in brackets, "(020)", which is no number of a list,
/// "(1)", or without them, "01522 ".
bool beginsAsTelephone(std::u16string_view number) {
  constexpr std::size_t kFewestOfWhole = 9;
  const std::size_t close = number.find(u')'), gap = number.find_first_not_of(kDigits);
  const std::size_t digits = countDigits(number);
  if (number.starts_with(u'0') && gap != std::u16string_view::npos && gap >= 3 && digits >= kFewestOfWhole)
    return true;
  constexpr std::size_t kOfThree = 4;  // "(1992)" is a year
  if (number.find(u'+', 1) != std::u16string_view::npos) return false;
  return number.starts_with(u'+') || (number.starts_with(u'(') && close != std::u16string_view::npos &&
                                      (close == kOfThree || number[1] == u'0'));
}

/// Whether groups of digits are of a row rather than of one number: two brackets, "12.5 8.3", a date, or
/// times, "0724 0754".
bool isRowOfNumbers(std::u16string_view number) {
  const std::size_t bracket = number.rfind(u'(');
  if (std::ranges::count(number, u'(') > 1 || (bracket != std::u16string_view::npos && bracket > 5))
    return true;
  std::size_t groups = 0, times = 0;
  for (std::size_t begin = 0; begin < number.size();) {
    const std::size_t end = std::min(number.find_first_of(u" \u00A0", begin), number.size());
    const std::u16string_view group = number.substr(begin, end - begin);
    begin = end + 1;
    if (group.empty()) continue;
    if (group.size() < number.size() && (isOneOf(u'.', group) || isDate(group))) return true;
    ++groups;
    if (group.size() == 4 && group.front() == u'0') ++times;
  }
  return groups > 1 && times == groups;
}

/// "+44 (0)20 7946 0018" around a part of it, of seven digits or more.
text::Range withWholeTelephone(std::u16string_view text, text::Range range) {
  constexpr std::u16string_view kParts = u"+()0123456789 .-\u00A0";
  constexpr std::size_t kFewestDigits = 7, kWholeNumber = 10, kLongestNumber = 30;
  const auto isPart = [&](char16_t c) { return isOneOf(c, kParts); };
  const auto isGap = [&](std::size_t i) {  // between columns
    return i > 0 && i < text.size() && text[i - 1] == u' ' && text[i] == u' ';
  };
  const auto isSpaceAt = [&](std::size_t i) { return i >= text.size() || text[i] == u' '; };
  const auto isEnd = [&](std::size_t i) {  // of a sentence, or a dash
    return isSpaceAt(i + 1) && (text[i] == u'.' || (text[i] == u'-' && i > 0 && isSpaceAt(i - 1)));
  };
  const auto goesOn = [&](std::size_t i) { return isPart(text[i]) && !isEnd(i); };
  if (!std::ranges::all_of(range.of(text), isPart)) return range;
  if (beginsAsTelephone(range.of(text)) && countDigits(range.of(text)) >= kWholeNumber) return range;
  text::Range whole = range;
  while (whole.begin > 0 && goesOn(whole.begin - 1) && !isGap(whole.begin - 1)) --whole.begin;
  while (whole.end < text.size() && goesOn(whole.end) && !isGap(whole.end + 1)) ++whole.end;
  while (whole.begin < range.begin && !isOneOf(text[whole.begin], u"+(0123456789")) ++whole.begin;
  const auto isDigitAt = [&](std::size_t i) { return isOneOf(text[i], kDigits); };
  if (whole.end < text.size() && (isLetter(text[whole.end]) || isOneOf(text[whole.end], u"/:"))) {
    constexpr std::size_t kHour = 2;  // digits, "020 7946 0018 8am"
    const std::size_t group = text.substr(0, whole.end).find_last_of(u" \u00A0") + 1;
    if (group > range.end && whole.end - group <= kHour) whole.end = group;
  }
  while (whole.end > range.end && !isDigitAt(whole.end - 1)) --whole.end;
  const std::u16string_view number = whole.of(text);
  const std::size_t digits = countDigits(number);
  const bool isBalanced = std::ranges::count(number, u'(') == std::ranges::count(number, u')');
  const bool isNumber = beginsAsTelephone(number) && isBalanced && number.size() <= kLongestNumber &&
                        digits >= kFewestDigits && !isRowOfNumbers(number);
  return isNumber ? whole : range;
}

/// Whether nothing but spaces stands before a place in its line.
bool isFirstOfLine(std::u16string_view text, std::size_t at) {
  const std::size_t before = text.substr(0, at).find_last_not_of(u" \u00A0");
  return before == std::u16string_view::npos || text[before] == u'\n';
}

/// Whether a mark begins its line and the line before or behind, too, so that it is none of a number.
bool isBullet(std::u16string_view text, std::size_t at) {
  if (text[at] == u'+' || text[at] == u'±' || text[at] == u'−' || !isFirstOfLine(text, at)) return false;
  const auto isSameAt = [&](std::size_t line) {
    const std::size_t first = text.find_first_not_of(u" \u00A0", line);
    return first != std::u16string_view::npos && text[first] == text[at];
  };
  const std::size_t begin = text.rfind(u'\n', at), end = text.find(u'\n', at);
  const bool hasBefore = at > 0 && begin != std::u16string_view::npos && begin > 0;
  const std::size_t before = hasBefore ? text.rfind(u'\n', begin - 1) : std::u16string_view::npos;
  return (hasBefore && isSameAt(before == std::u16string_view::npos ? 0 : before + 1)) ||
         (end != std::u16string_view::npos && isSameAt(end + 1));
}

/// "9am", "9.30pm"
bool isHour(std::u16string_view word) {
  return isOneOf(word.front(), kDigits) && (word.ends_with(u"am") || word.ends_with(u"pm") ||
                                            word.ends_with(u"a.m.") || word.ends_with(u"p.m."));
}

/// The sign belongs to the number where nothing stands before it; else it is a hyphen or a dash.
text::Range withSign(std::u16string_view text, text::Range range) {
  if (range.begin == 0 || !isOneOf(text[range.begin], u"0123456789$€£¥.")) return range;
  if (!isOneOf(text[range.begin - 1], u"-–−+±")) return range;
  if (isBullet(text, range.begin - 1)) return range;
  const std::u16string_view before = text.substr(0, range.begin - 1);
  const bool standsAlone = before.empty() || isOneOf(before.back(), u" \t\n\u00A0([{<>\"“:=~");
  const std::u16string_view beside = before.ends_with(u' ') ? before.substr(0, before.size() - 1) : before;
  const std::size_t word = beside.find_last_of(u" \t\n\u00A0") + 1;  // "9am -5pm"
  const bool isRange = word < beside.size() && isOneOf(text[range.begin - 1], u"-–") &&
                       (isOneOf(beside.back(), kDigits) || isHour(beside.substr(word)));
  return standsAlone && !isRange ? text::Range{range.begin - 1, range.end} : range;
}

/// "--port", ".deb" and ".05" with what they begin with, where nothing stands before it.
text::Range withBeginning(std::u16string_view text, text::Range range) {
  constexpr std::size_t kMost = 2;
  std::size_t begin = range.begin;
  while (begin > 0 && range.begin - begin < kMost && isOneOf(text[begin - 1], u"-.")) --begin;
  const std::u16string_view mark = text.substr(begin, range.begin - begin);
  const bool isMark = mark == u"-" || mark == u"--" || mark == u".";
  const bool isOneLetter = range.begin + 1 == text.size() || !isLetter(text[range.begin + 1]);  // "-q"
  if (mark == u"-" && isFirstOfLine(text, begin) && !isOneLetter) return range;                 // a bullet
  const bool isName = u_isupper(text[range.begin]) && range.length() > 1 && u_islower(text[range.begin + 1]);
  if (isName) return range;  // behind a dash
  const bool standsAlone = begin == 0 || isOneOf(text[begin - 1], u" \t\n\u00A0([{<>\"“'‘`,|=");
  const bool isOfIt = isLetter(text[range.begin]) || (mark == u"." && isOneOf(text[range.begin], kDigits));
  return isMark && standsAlone && isOfIt ? text::Range{begin, range.end} : range;
}

/// "not less than three months", "no later than 4 May" and "not exceeding £500" with what turns them round.
text::Range withNegation(std::u16string_view text, text::Range range) {
  const std::u16string_view words = range.of(text), first = text::firstWord(words);
  const std::u16string_view second = text::firstWord(text::trimmed(words.substr(first.size())));
  if (first != u"exceeding" && (second != u"than" || first.size() < 4)) return range;
  const std::size_t last = text.substr(0, range.begin).find_last_not_of(u" \n\u00A0");
  if (last == std::u16string_view::npos) return range;
  const std::u16string_view gap = text.substr(last + 1, range.begin - last - 1);
  const bool goesOn = gap.size() == 1 && (gap != u"\n" || isSmall(text[range.begin]));  // no form, no table
  if (!goesOn) return range;
  const text::Range before = wordAround(text, last);
  const std::u16string_view word = before.of(text);
  const bool isNegation = word == u"not" || word == u"Not" || word == u"no" || word == u"No";
  return isNegation && before.end == last + 1 ? text::Range{before.begin, range.end} : range;
}

/// Without marks that end what stands before an answer, "! fume hood", or open what comes behind it.
text::Range withoutStrayMarks(std::u16string_view text, text::Range range) {
  constexpr std::u16string_view kEnding = u"!?,;:", kOpening = u",;:";
  text::Range rest = range;
  while (rest.begin < rest.end && (isOneOf(text[rest.begin], kEnding) || text[rest.begin] == u' '))
    ++rest.begin;
  while (rest.end > rest.begin && (isOneOf(text[rest.end - 1], kOpening) || text[rest.end - 1] == u' '))
    --rest.end;
  return rest.empty() ? range : rest;
}

/// How long the number of a clause is that begins a line, with the space behind it, "3.2 The tenant"; 0 where
/// there is none before a word with a capital.
std::size_t clauseNumber(std::u16string_view line) {
  const std::u16string_view number = text::firstWord(line);
  const std::size_t word = number.size() + 1;
  const bool isNumber = number.size() > 1 &&
                        number.find_first_not_of(u"0123456789.") == std::u16string_view::npos &&
                        isOneOf(number.front(), kDigits) && isOneOf(u'.', number);
  const bool isBeforeWord = word + 1 < line.size() && u_isupper(line[word]) && u_islower(line[word + 1]);
  return isNumber && isBeforeWord ? word : 0;
}

/// "3.2 The tenant" without the number of its clause, where the line before or behind has one, too, or it
/// stands behind a sentence.
text::Range withoutClauseNumber(std::u16string_view text, text::Range range) {
  const std::size_t size = clauseNumber(range.of(text));
  if (size == 0 || size >= range.length()) return range;
  if (text.substr(0, range.begin).ends_with(u". ")) return {range.begin + size, range.end};
  if (range.begin > 0 && text[range.begin - 1] != u'\n') return range;
  const std::size_t last = text.substr(0, range.begin).find_last_not_of(u" \n");
  const std::size_t before =
      last == std::u16string_view::npos ? 0 : text.rfind(u'\n', last) + 1;  // 0 of none
  const std::size_t end = std::min(text.find(u'\n', range.begin), text.size());
  const std::size_t behind = std::min(text.find_first_not_of(u" \n", end), text.size());
  const bool isOneOfSeveral = (last != std::u16string_view::npos && clauseNumber(text.substr(before)) > 0) ||
                              clauseNumber(text.substr(behind)) > 0;
  return isOneOfSeveral ? text::Range{range.begin + size, range.end} : range;
}

/// Without the number of the next item of a list, "in May 2019\n2".
text::Range withoutNextNumber(std::u16string_view text, text::Range range) {
  const std::size_t lineEnd = range.of(text).rfind(u'\n');
  if (lineEnd == std::u16string_view::npos) return range;
  const std::size_t begin = range.begin + lineEnd + 1;
  const std::u16string_view line =
      text::trimmed(text.substr(begin, std::min(text.find(u'\n', begin), text.size()) - begin));
  const std::u16string_view number = text::firstWord(line),
                            found = text::trimmed(text.substr(begin, range.end - begin));
  if (!text::beginsItem(line) || !number.starts_with(found)) return range;
  const std::size_t last = range.of(text).substr(0, lineEnd).find_last_not_of(u" \t\r\n");
  return last == std::u16string_view::npos ? range : text::Range{range.begin, range.begin + last + 1};
}

/// "Oslo¹" without the mark of a note; behind a shorter word it may be of a unit, "km²".
text::Range withoutNoteMark(std::u16string_view text, text::Range range) {
  constexpr std::ptrdiff_t kShortestWord = 4;
  const std::u16string_view words = range.of(text);
  const std::size_t size = words.find_last_not_of(u"⁰¹²³⁴⁵⁶⁷⁸⁹") + 1;
  const std::u16string_view before = words.substr(0, size);
  const auto letters = std::find_if_not(before.rbegin(), before.rend(), isLetter) - before.rbegin();
  return size < words.size() && letters >= kShortestWord ? text::Range{range.begin, range.begin + size}
                                                         : range;
}

/// "(1815" and "Lund)" without the bracket.
text::Range withoutStrayBracket(std::u16string_view text, text::Range range) {
  constexpr std::u16string_view kOpen = u"([{", kClose = u")]}";
  const auto isStray = [&](bool atEnd) {
    const char16_t mark = text[atEnd ? range.end - 1 : range.begin];
    const std::size_t kind = (atEnd ? kClose : kOpen).find(mark);
    if (kind == std::u16string_view::npos || range.length() == 1) return false;
    const std::u16string_view words = range.of(text);
    if (std::ranges::count(words, kOpen[kind]) == std::ranges::count(words, kClose[kind])) return false;
    return true;
  };
  if (isStray(false)) ++range.begin;
  if (isStray(true)) --range.end;
  return range;
}

}  // namespace

text::Range withWholeEnds(std::u16string_view text, text::Range range) {
  if (range.empty()) return range;
  const std::size_t before = text.substr(0, range.begin).find_last_not_of(u" \t\u00A0");
  const bool beginsLine = before == std::u16string_view::npos || text::isLineEnd(text[before]);
  if (beginsLine && text::hasBullet(range.of(text)))
    range.begin = text.find_first_not_of(u" \u00A0", range.begin + 1);
  range = withoutStrayMarks(text, withoutClauseNumber(text, range));
  range = withoutNoteMark(text, withoutNextNumber(text, range));
  const auto around = [&](std::size_t unit) {
    const text::Range word = wordAround(text, unit);
    const std::u16string_view words = word.of(text);
    if (words.find(u"://") != std::u16string_view::npos) return withBrackets(text, word);
    const std::size_t at = words.find(u'@');  // "tube.example/@lind" is no mail address
    const bool isMail = at != std::u16string_view::npos && words.find(u'/') >= at;
    return isMail ? mailAround(text, word, unit) : word;
  };
  const text::Range first = around(range.begin), last = around(range.end - 1);
  const auto isWhole = [&](text::Range word) {
    return isAddress(word.of(text)) || isIdentifier(word.of(text)) || isDate(word.of(text));
  };
  if (isWhole(first)) range.begin = std::min(range.begin, first.begin);
  if (isWhole(last)) range.end = std::max(range.end, last.end);
  range = withBeginning(text, withSign(text, withWholeTelephone(text, range)));
  return withNegation(text, withoutStrayBracket(text, range));
}

text::Range withUnit(std::u16string_view text, text::Range range) {
  static const std::set<std::u16string_view> kUnits = {
      u"µl", u"μl", u"ml", u"mL", u"cl",  u"dl",   u"µg",  u"μg",  u"mg",  u"kg",  u"g",
      u"µm", u"μm", u"mm", u"cm", u"m",   u"km",   u"m²",  u"km²", u"m³",  u"ms",  u"µs",
      u"μs", u"mM", u"°C", u"°F", u"kW",  u"kWh",  u"MW",  u"Hz",  u"kHz", u"MHz", u"GHz",
      u"KB", u"MB", u"GB", u"TB", u"mph", u"km/h", u"m/s", u"ppm", u"kPa", u"mV",  u"mA"};
  if (range.of(text).find_first_not_of(u"0123456789.,") != std::u16string_view::npos) return range;
  const bool hasSpace = range.end < text.size() && isOneOf(text[range.end], u" \u00A0");
  const std::size_t begin = range.end + (hasSpace ? 1 : 0);
  std::size_t end = begin;
  while (end < text.size() && (u_isalpha(text[end]) || isOneOf(text[end], u"°²³/"))) ++end;
  return kUnits.contains(text.substr(begin, end - begin)) ? text::Range{range.begin, end} : range;
}

}  // namespace lectern::answering
