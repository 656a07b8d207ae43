#include "core/evaluation/answer_normalization.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <string>
#include <vector>

namespace lectern::evaluation {
namespace {

/// What Python's `string.punctuation` holds.
bool isPunctuation(UChar32 c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/// What Python's `str.split()` splits at.
bool isSpace(UChar32 c) {
  return (c >= 0x1C && c <= 0x1F) || c == 0x85 || (c >= 0x09 && c <= 0x0D) ||
         u_hasBinaryProperty(c, UCHAR_WHITE_SPACE);
}

/// What `\w` matches in Python: letters, numbers and the underscore, no marks.
bool isWordCharacter(UChar32 c) { return c == '_' || (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK)) != 0; }

using CodePoints = std::vector<UChar32>;

/// Python's `re.sub(r"\b(a|an|the)\b", " ", text)`.
CodePoints withoutArticles(const CodePoints& text) {
  CodePoints result;
  for (std::size_t i = 0; i < text.size();) {
    if (!isWordCharacter(text[i])) {
      result.push_back(text[i++]);
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && isWordCharacter(text[end])) ++end;
    const std::u32string word(text.begin() + static_cast<std::ptrdiff_t>(i),
                              text.begin() + static_cast<std::ptrdiff_t>(end));
    if (word == U"a" || word == U"an" || word == U"the") {
      result.push_back(' ');
    } else {
      result.insert(result.end(), word.begin(), word.end());
    }
    i = end;
  }
  return result;
}

}  // namespace

std::string normalizeAnswer(std::string_view answer) {
  icu::UnicodeString lower =
      icu::UnicodeString::fromUTF8(icu::StringPiece(answer.data(), static_cast<int32_t>(answer.size())));
  lower.toLower(icu::Locale::getRoot());
  CodePoints kept;
  for (int32_t i = 0; i < lower.length(); i = lower.moveIndex32(i, 1)) {
    if (!isPunctuation(lower.char32At(i))) kept.push_back(lower.char32At(i));
  }
  icu::UnicodeString joined;
  bool space = false;
  for (const UChar32 c : withoutArticles(kept)) {
    if (isSpace(c)) {
      space = !joined.isEmpty();
      continue;
    }
    if (space) joined.append(u' ');
    space = false;
    joined.append(c);
  }
  std::string utf8;
  return joined.toUTF8String(utf8);
}

}  // namespace lectern::evaluation
