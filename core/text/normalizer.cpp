#include "core/text/normalizer.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "core/base/error.h"

namespace lectern::text {
namespace {

bool isAsciiLower(char16_t c) { return c < 0x80 && !(c >= u'A' && c <= u'Z'); }
bool isAscii(char16_t c) { return c < 0x80; }

}  // namespace

std::u16string normalize(std::u16string_view text) {
  if (std::ranges::all_of(text, isAsciiLower)) return std::u16string(text);
  std::u16string result;
  if (std::ranges::all_of(text, isAscii)) {
    result.assign(text);
    for (char16_t& c : result) {
      if (c >= u'A' && c <= u'Z') c = static_cast<char16_t>(c + 0x20);
    }
    return result;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKCInstance(status);
  icu::UnicodeString folded =
      form->normalize(icu::UnicodeString(false, text.data(), static_cast<int32_t>(text.size())), status);
  folded.foldCase();
  // Folding can undo the form ("ͅ" moves); once more makes the result stable.
  const icu::UnicodeString stable = form->normalize(folded, status);
  if (U_FAILURE(status)) throw Error(std::string("ICU cannot normalize text: ") + u_errorName(status));
  result.assign(stable.getBuffer(), static_cast<std::size_t>(stable.length()));
  std::ranges::replace_if(
      result, [](char16_t c) { return c == u'\u2019' || c == u'\u2018'; }, u'\'');
  return result;
}

}  // namespace lectern::text
