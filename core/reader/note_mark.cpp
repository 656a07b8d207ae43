#include "core/reader/note_mark.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "core/text/line.h"

namespace lectern::reader {
namespace {

constexpr std::u16string_view kSentenceEnds = u".?!";

bool isDigit(char16_t c) { return c >= u'0' && c <= u'9'; }
bool isOneOf(char16_t c, std::u16string_view set) { return set.find(c) != std::u16string_view::npos; }
bool isSpace(char16_t c) { return text::isLineEnd(c) || isOneOf(c, text::kSpace); }

/// What may be a mark, "7,10-12".
struct Mark {
  enum class Place { BehindSentence, BehindComma, BehindWord, BeginsLine };
  text::Range range;
  Place place;
  int first = 0, last = 0;     // the least of its numbers and the greatest
  std::u16string_view word{};  // before it
};

/// Reads what may be a mark at a unit that is a digit, behind no other.
std::optional<Mark> readMark(std::u16string_view text, std::size_t begin) {
  constexpr std::size_t kMostDigits = 3;
  Mark mark{{begin, begin}, Mark::Place::BehindSentence};
  for (std::size_t at = begin;;) {
    const std::size_t from = at;
    while (at < text.size() && isDigit(text[at])) ++at;
    const std::optional<int> number = text::numberOf(text.substr(from, at - from));
    if (at - from > kMostDigits || !number || (at > from && text[from] == u'0')) return {};
    mark.first = from == begin ? *number : std::min(mark.first, *number);
    mark.last = std::max(mark.last, *number);
    mark.range.end = at;
    const bool goesOn = at + 1 < text.size() && isOneOf(text[at], u",-–") && isDigit(text[at + 1]);
    if (!goesOn) break;
    ++at;
  }
  std::size_t behind = mark.range.end;
  while (behind < text.size() && isOneOf(text[behind], u".,;:?!)”’\"")) ++behind;
  if (behind < text.size() && !isSpace(text[behind])) return {};
  return mark;
}

/// The letters that end before a unit.
std::u16string_view lettersBefore(std::u16string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && u_isalpha(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

/// Whether the mark stands where one can, which is entered in it.
bool findPlace(std::u16string_view text, Mark& mark) {
  constexpr std::size_t kShortestWord = 4;
  constexpr std::array<std::u16string_view, 38> kNumbered{
      u"fig", u"figs", u"no",  u"nos", u"nr",   u"vol",   u"vols", u"pp",  u"sec",    u"sect",
      u"eq",  u"eqs",  u"ch",  u"art", u"tab",  u"exh",   u"app",  u"abs", u"par",    u"para",
      u"cl",  u"rs",   u"reg", u"sch", u"pt",   u"ca",    u"max",  u"min", u"approx", u"ex",
      u"exs", u"chap", u"pg",  u"ss",  u"arts", u"paras", u"lit",  u"ann"};
  const std::size_t begin = mark.range.begin;
  std::size_t before = begin;  // behind what stands before on the line
  while (before > 0 && isOneOf(text[before - 1], text::kSpace)) --before;
  if (before == 0) return false;
  if (text::isLineEnd(text[before - 1])) {
    while (before > 0 && isSpace(text[before - 1])) --before;
    const std::size_t behind = mark.range.end;
    const bool beginsSentence =
        behind + 1 < text.size() && text[behind] == u' ' && u_isupper(text[behind + 1]);
    mark.place = Mark::Place::BeginsLine;
    return before > 0 && beginsSentence && isOneOf(text[before - 1], kSentenceEnds);
  }
  if (before != begin) return false;
  const char16_t last = text[begin - 1];
  if (u_isalpha(last)) {
    mark.place = Mark::Place::BehindWord;
    mark.word = lettersBefore(text, begin);
    const std::size_t wordBegin = begin - mark.word.size();
    const bool isWhole =
        wordBegin == 0 || isSpace(text[wordBegin - 1]) || isOneOf(text[wordBegin - 1], u"(“‘\"-");
    return isWhole && mark.word.size() >= kShortestWord && u_islower(last);
  }
  if (!isOneOf(last, u".,;?!)”’\"")) return false;
  if (isOneOf(last, u",;)")) mark.place = Mark::Place::BehindComma;
  mark.word = lettersBefore(text, begin - 1);
  const bool isBehindText = !mark.word.empty() || (begin > 1 && isOneOf(text[begin - 2], u")”’\"%"));
  // In "Karl,1" and "f(x)2" it says something.
  const bool goesOn =
      isOneOf(last, u".?!”\"") ||
      (mark.range.end < text.size() && text[mark.range.end] == u' ' && mark.word.size() >= kShortestWord);
  const bool isLabel = last == u'.' && mark.word.size() == 1;  // "Figure B.1", "s.1"
  const auto isWord = [&](std::u16string_view known) {
    return std::ranges::equal(known, mark.word, {}, {}, [](char16_t c) { return u_tolower(c); });
  };
  return isBehindText && goesOn && !isLabel && std::ranges::none_of(kNumbered, isWord);
}

}  // namespace

std::vector<text::Range> findNoteMarks(std::u16string_view text) {
  constexpr int kFewest = 3, kMostPassedOver = 3;  // notes; so many may have no mark in the text
  constexpr int kMostAtOnce = 30;                  // notes that one mark refers to
  std::vector<Mark> marks;
  std::map<std::u16string_view, int> names;  // what a number stands behind, "Debconf", "POSIX.": how often
  const auto nameOf = [&](const Mark& mark) {
    const auto begin = static_cast<std::size_t>(mark.word.data() - text.data());
    return text.substr(begin, mark.range.begin - begin);
  };
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (!isDigit(text[i]) || isDigit(text[i - 1])) continue;
    if (i > 1 && isOneOf(text[i - 1], u",-–") && isDigit(text[i - 2])) continue;  // within such numbers
    std::optional<Mark> mark = readMark(text, i);
    if (!mark || !findPlace(text, *mark)) continue;
    if (!mark->word.empty()) ++names[nameOf(*mark)];
    marks.push_back(*mark);
    i = mark->range.end - 1;
  }
  std::vector<text::Range> found;
  int count = 0, certain = 0;  // notes so far, marks that can hardly be anything else
  for (const Mark& mark : marks) {
    const bool goesOn =
        mark.first <= count + (count == 0 ? 1 : kMostPassedOver) && mark.last <= count + kMostAtOnce;
    const bool mayBeName =
        mark.place == Mark::Place::BehindWord || (!mark.word.empty() && u_isupper(mark.word.front()));
    const bool isName = mayBeName && names[nameOf(mark)] > 1;
    const auto fits = [&] {
      switch (mark.place) {
        case Mark::Place::BehindSentence:
          return goesOn;
        case Mark::Place::BehindComma:
          return goesOn && certain >= kFewest;
        case Mark::Place::BehindWord:
          return goesOn && mark.first > count;
        case Mark::Place::BeginsLine:
          return count >= kFewest && mark.first == count + 1;
      }
      return false;
    };
    if (isName || !fits()) continue;
    found.push_back(mark.range);
    if (mark.place == Mark::Place::BehindSentence) ++certain;
    count = std::max(count, mark.last);
  }
  return count >= kFewest && certain >= kFewest ? found : std::vector<text::Range>();
}

}  // namespace lectern::reader
