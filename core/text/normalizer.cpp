#include "core/text/normalizer.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "core/base/error.h"

namespace lectern::text {
namespace {

bool isAsciiLower(char16_t c) { return c < 0x80 && !(c >= u'A' && c <= u'Z'); }
bool isAscii(char16_t c) { return c < 0x80; }
bool isAlwaysComposed(char16_t c) { return c < 0x300; }

constexpr char16_t kFirstLigature = 0xFB00;
constexpr std::u16string_view kLigatures[] = {u"ff", u"fi", u"fl", u"ffi", u"ffl", u"st", u"st"};

void requireNormalized(UErrorCode status) {
  if (U_FAILURE(status)) throw Error(std::string("ICU cannot normalize text: ") + u_errorName(status));
}

icu::UnicodeString asIcu(std::u16string_view text) {
  return icu::UnicodeString(false, text.data(), static_cast<int32_t>(text.size()));
}

std::u16string fromIcu(const icu::UnicodeString& text) {
  return std::u16string(text.getBuffer(), static_cast<std::size_t>(text.length()));
}

}  // namespace

std::u16string normalize(std::u16string_view text) {
  if (std::ranges::all_of(text, isAsciiLower)) return std::u16string(text);
  if (std::ranges::all_of(text, isAscii)) {
    std::u16string result(text);
    for (char16_t& c : result) {
      if (c >= u'A' && c <= u'Z') c = static_cast<char16_t>(c + 0x20);
    }
    return result;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKCInstance(status);
  icu::UnicodeString folded = form->normalize(asIcu(text), status);
  folded.foldCase();
  // Folding can undo the form ("ͅ" moves); once more makes the result stable.
  const icu::UnicodeString stable = form->normalize(folded, status);
  requireNormalized(status);
  std::u16string result = fromIcu(stable);
  std::ranges::replace_if(
      result, [](char16_t c) { return c == u'\u2019' || c == u'\u2018'; }, u'\'');
  return result;
}

std::u16string composed(std::u16string_view text) {
  if (std::ranges::all_of(text, isAlwaysComposed)) return std::u16string(text);
  std::u16string letters;
  for (const char16_t c : text) {
    const auto ligature = static_cast<std::size_t>(c - kFirstLigature);
    if (c >= kFirstLigature && ligature < std::size(kLigatures)) {
      letters += kLigatures[ligature];
    } else {
      letters += c;
    }
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString result =
      icu::Normalizer2::getNFCInstance(status)->normalize(asIcu(letters), status);
  requireNormalized(status);
  return fromIcu(result);
}

}  // namespace lectern::text
