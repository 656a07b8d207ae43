#include "core/text/sentence_splitter.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "core/text/code_points.h"

namespace lectern::text {
namespace {

using namespace std::string_view_literals;

/// Abbreviations that a name, a number or an example follows: never the end of a sentence. Sorted.
constexpr std::array kOpenAbbreviations = {
    u"adm"sv, u"capt"sv, u"cf"sv,  u"cmdr"sv, u"col"sv,  u"dr"sv,   u"e.g"sv,  u"eg"sv,     u"fr"sv,
    u"gen"sv, u"gov"sv,  u"hon"sv, u"i.e"sv,  u"ie"sv,   u"lt"sv,   u"maj"sv,  u"messrs"sv, u"mme"sv,
    u"mr"sv,  u"mrs"sv,  u"ms"sv,  u"mt"sv,   u"ph.d"sv, u"pres"sv, u"prof"sv, u"rep"sv,    u"rev"sv,
    u"sen"sv, u"sgt"sv,  u"st"sv,  u"supt"sv, u"viz"sv,  u"vs"sv};

/// Abbreviations that stand inside a sentence as often as at its end. Sorted.
constexpr std::array kClosingAbbreviations = {u"al"sv,  u"bros"sv, u"co"sv,  u"corp"sv, u"dept"sv,
                                              u"est"sv, u"etc"sv,  u"ft"sv,  u"inc"sv,  u"jr"sv,
                                              u"ltd"sv, u"sr"sv,   u"univ"sv};

/// Abbreviations only before a number ("No. 5", "Jan. 3"); alone they are words. Sorted.
constexpr std::array kNumberAbbreviations = {
    u"app"sv,  u"approx"sv, u"apr"sv, u"apt"sv,  u"art"sv,  u"aug"sv, u"bldg"sv, u"ca"sv,
    u"ch"sv,   u"cir"sv,    u"cl"sv,  u"dec"sv,  u"ed"sv,   u"eds"sv, u"eq"sv,   u"eqs"sv,
    u"exh"sv,  u"ext"sv,    u"feb"sv, u"fig"sv,  u"figs"sv, u"fl"sv,  u"jan"sv,  u"jul"sv,
    u"jun"sv,  u"mar"sv,    u"no"sv,  u"nos"sv,  u"nov"sv,  u"nr"sv,  u"oct"sv,  u"op"sv,
    u"para"sv, u"paras"sv,  u"pp"sv,  u"ref"sv,  u"refs"sv, u"rm"sv,  u"sec"sv,  u"sect"sv,
    u"sep"sv,  u"sept"sv,   u"ste"sv, u"supp"sv, u"tab"sv,  u"tel"sv, u"vol"sv,  u"vols"sv};

/// Those of them that a letter may count, "Art. I": others end a sentence before "I". Sorted.
constexpr std::array kLettered = {u"app"sv, u"art"sv,  u"ch"sv,  u"exh"sv, u"fig"sv,
                                  u"sec"sv, u"sect"sv, u"tab"sv, u"vol"sv};

/// Words that open a sentence far more often than they follow an abbreviation. Sorted.
constexpr std::array kOpeners = {
    u"A"sv,     u"After"sv, u"Although"sv, u"An"sv,    u"And"sv,   u"As"sv,      u"At"sv,    u"But"sv,
    u"By"sv,    u"For"sv,   u"He"sv,       u"His"sv,   u"How"sv,   u"However"sv, u"If"sv,    u"In"sv,
    u"It"sv,    u"Its"sv,   u"On"sv,       u"She"sv,   u"Since"sv, u"So"sv,      u"That"sv,  u"The"sv,
    u"Their"sv, u"Then"sv,  u"There"sv,    u"These"sv, u"They"sv,  u"This"sv,    u"Those"sv, u"Though"sv,
    u"We"sv,    u"What"sv,  u"When"sv,     u"While"sv, u"Who"sv,   u"Why"sv,     u"With"sv,  u"You"sv};

constexpr std::size_t kLongestWord = 12;  // of the lists, and so as far as a word is looked at

static_assert(std::ranges::is_sorted(kOpenAbbreviations) && std::ranges::is_sorted(kClosingAbbreviations) &&
              std::ranges::is_sorted(kNumberAbbreviations) && std::ranges::is_sorted(kLettered) &&
              std::ranges::is_sorted(kOpeners));

template <std::size_t size>
bool holds(const std::array<std::u16string_view, size>& sorted, std::u16string_view word) {
  return std::ranges::binary_search(sorted, word);
}

bool isSpace(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }
bool isLetter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }
bool isMark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }
bool isDigit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }
bool isEastAsianEnd(char32_t c) { return c == U'。' || c == U'！' || c == U'？' || c == U'｡'; }
bool isEnd(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == U'…' || c == U'‼' || isEastAsianEnd(c);
}

/// Quotes and brackets that close, and the straight ones. “ and ‘ close in German.
bool isCloser(char32_t c) {
  if (c == '"' || c == '\'' || c == U'“' || c == U'‘') return true;
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION;
}

bool isOpener(char32_t c) {
  if (c == '"' || c == '\'') return true;
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION;
}

/// "J", "U.S", "p.m": single letters with points between them. Ideographs are words, not initials.
bool isInitials(std::u16string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool ideograph = u_hasBinaryProperty(word[i], UCHAR_IDEOGRAPHIC) != 0;
    if (i % 2 == 0 ? !isLetter(word[i]) || ideograph : word[i] != u'.') return false;
  }
  return word.size() % 2 == 1;
}

std::u16string inSmallLetters(std::u16string_view word) {
  std::u16string small;
  for (const char16_t c : word) small.push_back(static_cast<char16_t>(u_tolower(c)));
  return small;
}

/// Whether a run of white space holds an empty line or U+2029, and so ends a paragraph.
bool isParagraphBreak(std::u16string_view space) {
  int lineEnds = 0;
  for (std::size_t i = 0; i < space.size(); ++i) {
    const char16_t c = space[i];
    const bool isCarriageReturn = c == u'\r' && !space.substr(i + 1).starts_with(u'\n');
    if (c == u'\u2029') return true;
    if (c == u'\n' || isCarriageReturn || c == u'\u2028' || c == u'\u0085') ++lineEnds;
  }
  return lineEnds >= 2;
}

/// One pass over a text. Looks ahead and back a bounded way from each sentence end, so it stays linear.
class Splitter {
 public:
  explicit Splitter(std::u16string_view text) : text_(text) {}

  std::vector<Range> run() {
    while (position_ < text_.size()) {
      const char32_t c = at(position_);
      if (isSpace(c)) {
        skipSpace();
        continue;
      }
      if (!open_) begin_ = position_;
      open_ = true;
      if (isEnd(c)) {
        scanEnd();
      } else {
        position_ = next(position_);
        last_ = position_;
      }
    }
    close();
    return std::move(sentences_);
  }

 private:
  char32_t at(std::size_t i) const { return codePointAt(text_, i); }
  std::size_t next(std::size_t i) const { return nextCodePoint(text_, i); }

  void close() {
    if (open_) sentences_.push_back({begin_, last_});
    open_ = false;
  }

  /// Passes a run of white space; an empty line in it closes the sentence.
  void skipSpace() {
    const std::size_t begin = position_;
    while (position_ < text_.size() && isSpace(text_[position_])) ++position_;
    if (isParagraphBreak(text_.substr(begin, position_ - begin))) close();
  }

  /// Passes a run of end marks with what closes after it, and decides whether the sentence ends there.
  void scanEnd() {
    const std::size_t mark = position_;
    bool eastAsian = false;
    while (isEnd(at(position_))) {
      eastAsian = eastAsian || isEastAsianEnd(at(position_));
      position_ = next(position_);
    }
    const bool onePoint = position_ == mark + 1 && text_[mark] == u'.';
    while (isCloser(at(position_))) position_ = next(position_);
    passNoteMarks();
    last_ = position_;
    if (eastAsian || (isFollowedByEnd(onePoint) && !(onePoint && isAbbreviation(mark)))) close();
  }

  /// Note marks such as "[3]" or "[note 1]" after the end of a sentence belong to it.
  void passNoteMarks() {
    constexpr std::size_t kLongestMark = 10;
    while (at(position_) == '[') {
      const std::size_t end = text_.substr(position_, kLongestMark).find(u']');
      if (end == std::u16string_view::npos || !isDigit(text_[position_ + end - 1])) return;
      position_ += end + 1;
    }
  }

  /// Whether what stands at the position lets a sentence end before it.
  bool isFollowedByEnd(bool onePoint) const {
    if (position_ >= text_.size()) return true;
    if (!isSpace(text_[position_])) {
      return !onePoint && u_hasBinaryProperty(static_cast<UChar32>(at(position_)), UCHAR_IDEOGRAPHIC);
    }
    const char32_t first = at(nextWord());
    return !(u_isULowercase(static_cast<UChar32>(first)) || isEnd(first));
  }

  /// Where the next word begins, past white space and opening marks.
  std::size_t nextWord() const {
    std::size_t i = position_;
    while (i < text_.size() && (isSpace(text_[i]) || isOpener(at(i)))) i = next(i);
    return i;
  }

  /// Whether the point at `mark` belongs to the word before it rather than to the sentence.
  bool isAbbreviation(std::size_t mark) const {
    std::size_t begin = mark;
    while (begin > begin_ && mark - begin <= kLongestWord && isWordUnit(text_[begin - 1])) --begin;
    if (begin == mark || mark - begin > kLongestWord) return false;

    const std::u16string_view written = text_.substr(begin, mark - begin);
    if (begin == begin_ && written.size() <= 3 && std::ranges::all_of(written, isDigit)) return true;
    const std::u16string word = inSmallLetters(written);
    if (holds(kOpenAbbreviations, word) || written == u"v") return true;  // "Smith v. The Queen"
    const std::size_t following = nextWord();
    if (holds(kNumberAbbreviations, word)) {
      const bool isLettered = holds(kLettered, word) && u_isupper(written.front()) != 0;
      return isNumber(following, isLettered);
    }
    if (holds(kClosingAbbreviations, word) || isInitials(written)) return !opensSentence(following);
    return false;
  }

  static bool isWordUnit(char16_t c) { return isLetter(c) || isMark(c) || isDigit(c) || c == u'.'; }

  /// Whether a number stands there: "5", "S1", "IV"; of one letter where that may be one.
  bool isNumber(std::size_t begin, bool mayBeLetter) const {
    std::size_t end = begin;
    while (end < text_.size() && end - begin <= kLongestWord && isLetter(text_[end])) ++end;
    if (end == begin || end - begin == 1) {
      return isDigit(at(end)) || (mayBeLetter && end > begin && u_isupper(text_[begin]) != 0);
    }
    return text_.substr(begin, end - begin).find_first_not_of(u"IVXLCDM") == std::u16string_view::npos;
  }

  bool opensSentence(std::size_t begin) const {
    if (begin >= text_.size()) return true;
    std::size_t end = begin;
    while (end < text_.size() && end - begin <= kLongestWord && isLetter(text_[end])) ++end;
    return holds(kOpeners, text_.substr(begin, end - begin));
  }

  std::u16string_view text_;
  std::size_t position_ = 0;
  std::size_t begin_ = 0;  // of the open sentence
  std::size_t last_ = 0;   // end of what the open sentence holds, without white space
  bool open_ = false;
  std::vector<Range> sentences_;
};

}  // namespace

std::vector<Range> splitSentences(std::u16string_view text) { return Splitter(text).run(); }

bool isAbbreviation(std::u16string_view word) {
  const std::u16string small = inSmallLetters(word);
  return holds(kOpenAbbreviations, small) || holds(kClosingAbbreviations, small) || isInitials(word);
}

}  // namespace lectern::text
