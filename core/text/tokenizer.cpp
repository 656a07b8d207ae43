#include "core/text/tokenizer.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <memory>
#include <string>

#include "core/base/error.h"
#include "core/text/code_points.h"
#include "core/text/normalizer.h"

namespace lectern::text {
namespace {

constexpr char32_t kZeroWidthJoiner = 0x200D;

/// What a code point can be part of.
enum class Kind { Space, Letter, Digit, Mark, Dictionary, Symbol };

bool isDictionaryScript(UScriptCode script) {
  switch (script) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

bool isVariationOrModifier(char32_t c) {
  return c == 0xFE0E || c == 0xFE0F || u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EMOJI_MODIFIER);
}

bool isRegionalIndicator(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

Kind kindOf(char32_t c) {
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Kind::Letter;
    if (c >= '0' && c <= '9') return Kind::Digit;
    return c <= ' ' || c == 0x7F ? Kind::Space : Kind::Symbol;
  }
  const auto point = static_cast<UChar32>(c);
  switch (u_charType(point)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
      return Kind::Letter;
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER: {
      UErrorCode status = U_ZERO_ERROR;
      const UScriptCode script = uscript_getScript(point, &status);
      const bool joined = c == 0x30FC || c == 0xFF70;  // the Kana length mark has the script Common
      return joined || isDictionaryScript(script) ? Kind::Dictionary : Kind::Letter;
    }
    case U_DECIMAL_DIGIT_NUMBER:
      return Kind::Digit;
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_ENCLOSING_MARK:
      return Kind::Mark;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_UNASSIGNED:
    case U_SURROGATE:
      return Kind::Space;
    default:
      return Kind::Symbol;
  }
}

bool isApostrophe(char32_t c) { return c == '\'' || c == 0x2019; }

/// One pass over a text, cutting it into tokens.
class Scanner {
 public:
  explicit Scanner(std::u16string_view text) : text_(text) {}

  std::vector<Range> run() {
    while (position_ < text_.size()) {
      switch (kindAt(position_)) {
        case Kind::Space:
          position_ = next(position_);
          break;
        case Kind::Letter:
        case Kind::Digit:
          scanWord();
          break;
        case Kind::Dictionary:
          scanDictionaryRun();
          break;
        case Kind::Mark:
        case Kind::Symbol:
          scanSymbol();
          break;
      }
    }
    return std::move(tokens_);
  }

 private:
  char32_t at(std::size_t i) const { return codePointAt(text_, i); }
  std::size_t next(std::size_t i) const { return nextCodePoint(text_, i); }
  Kind kindAt(std::size_t i) const { return i < text_.size() ? kindOf(at(i)) : Kind::Space; }
  bool isWordAt(std::size_t i) const {
    const Kind kind = kindAt(i);
    return kind == Kind::Letter || kind == Kind::Digit;
  }

  /// A run of letters and digits with their marks, the separators of numbers, points of initials and inner
  /// apostrophes; then its clitics are cut off.
  void scanWord() {
    const std::size_t begin = position_;
    std::size_t end = next(begin);
    while (end < text_.size()) {
      const Kind kind = kindAt(end);
      if (kind == Kind::Letter || kind == Kind::Digit || kind == Kind::Mark) {
        end = next(end);
      } else if (isFormatInWord(end) || joinsNumber(end) || joinsWord(begin, end)) {
        end = next(end);
      } else if (endsInitials(begin, end)) {
        end = next(end);
        break;
      } else {
        break;
      }
    }
    addWord({begin, end});
    position_ = end;
  }

  /// Soft hyphens and joiners between two letters do not end a word.
  bool isFormatInWord(std::size_t i) const { return isUnseenInWord(at(i)) && isWordAt(next(i)); }

  bool joinsNumber(std::size_t i) const {
    const char32_t c = at(i);
    return (c == ',' || c == '.') && kindAt(i - 1) == Kind::Digit && kindAt(i + 1) == Kind::Digit;
  }

  bool joinsWord(std::size_t begin, std::size_t i) const {
    const char32_t c = at(i);
    if (isApostrophe(c)) return kindAt(i + 1) == Kind::Letter;
    return c == '.' && isSingleLetters(begin, i) && kindAt(i + 1) == Kind::Letter && !isWordAt(i + 2);
  }

  /// Whether [begin, i) is single letters with points between them: "U", "U.S", "e.g".
  bool isSingleLetters(std::size_t begin, std::size_t i) const {
    constexpr std::size_t kLongest = 20;  // no initials are longer, and a look back costs little
    if (i - begin > kLongest) return false;
    for (std::size_t k = begin; k < i; k += 2) {
      if (kindOf(text_[k]) != Kind::Letter) return false;
      if (k + 1 < i && text_[k + 1] != u'.') return false;
    }
    return (i - begin) % 2 == 1;
  }

  /// The point after initials belongs to them: "U.S." is one token, the point after "me" is not.
  bool endsInitials(std::size_t begin, std::size_t i) const {
    return at(i) == '.' && i - begin >= 3 && isSingleLetters(begin, i);
  }

  void addWord(Range word) {
    const std::size_t clitic = cliticStart(word);
    if (clitic > word.begin && clitic < word.end) {
      tokens_.push_back({word.begin, clitic});
      tokens_.push_back({clitic, word.end});
    } else {
      tokens_.push_back(word);
    }
  }

  /// Where the English clitic of a word begins, or its end: 's 'll 're 've 'd 'm and n't.
  std::size_t cliticStart(Range word) const {
    const std::u16string_view letters = word.of(text_);
    const std::size_t apostrophe = letters.find_last_of(u"'\u2019");
    if (apostrophe == std::u16string_view::npos || apostrophe == 0) return word.end;
    const std::u16string tail = normalize(letters.substr(apostrophe + 1));
    static constexpr std::array<std::u16string_view, 6> kTails = {u"s", u"ll", u"re", u"ve", u"d", u"m"};
    for (const std::u16string_view known : kTails) {
      if (tail == known) return word.begin + apostrophe;
    }
    const char16_t before = letters[apostrophe - 1];
    if (tail == u"t" && (before == u'n' || before == u'N') && apostrophe >= 2)
      return word.begin + apostrophe - 1;
    return word.end;
  }

  /// One mark, symbol or emoji with what belongs to it; three points in a row are one token.
  void scanSymbol() {
    const std::size_t begin = position_;
    const char32_t first = at(begin);
    std::size_t end = next(begin);
    if (first == '.' || first == '-') {
      while (at(end) == first) end = next(end);
    } else if (isRegionalIndicator(first) && isRegionalIndicator(at(end))) {
      end = next(end);
    }
    while (end < text_.size()) {
      const char32_t c = at(end);
      if (isVariationOrModifier(c) || kindAt(end) == Kind::Mark) {
        end = next(end);
      } else if (c == kZeroWidthJoiner && kindAt(next(end)) == Kind::Symbol) {
        end = next(next(end));
      } else if (c >= 0xE0020 && c <= 0xE007F) {  // tags of flags such as Scotland's
        end = next(end);
      } else {
        break;
      }
    }
    tokens_.push_back({begin, end});
    position_ = end;
  }

  /// A run of a script without spaces, cut by ICU's dictionary.
  void scanDictionaryRun() {
    const std::size_t begin = position_;
    std::size_t end = begin;
    while (kindAt(end) == Kind::Dictionary || (end > begin && kindAt(end) == Kind::Mark)) end = next(end);

    UErrorCode status = U_ZERO_ERROR;
    if (!words_) {
      words_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
      if (U_FAILURE(status)) throw Error(std::string("ICU has no word rules: ") + u_errorName(status));
    }
    const icu::UnicodeString run(text_.data() + begin, static_cast<int32_t>(end - begin));
    words_->setText(run);
    int32_t from = words_->first();
    for (int32_t to = words_->next(); to != icu::BreakIterator::DONE; from = to, to = words_->next()) {
      tokens_.push_back({begin + static_cast<std::size_t>(from), begin + static_cast<std::size_t>(to)});
    }
    position_ = end;
  }

  std::u16string_view text_;
  std::size_t position_ = 0;
  std::vector<Range> tokens_;
  std::unique_ptr<icu::BreakIterator> words_;
};

}  // namespace

std::vector<Range> tokenize(std::u16string_view text) { return Scanner(text).run(); }

bool isPunctuation(std::u16string_view token) {
  for (std::size_t unit = 0; unit < token.size(); unit = nextCodePoint(token, unit)) {
    if (!u_ispunct(static_cast<UChar32>(codePointAt(token, unit)))) return false;
  }
  return true;
}

bool beginsWithLetter(std::u16string_view token) {
  return !token.empty() && u_isalpha(static_cast<UChar32>(codePointAt(token, 0)));
}

}  // namespace lectern::text
