#include "core/text/accents.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "core/base/error.h"

namespace lectern::text {

std::u16string withoutAccents(std::u16string_view text) {
  if (std::ranges::all_of(text, [](char16_t c) { return c < 0x80; })) return std::u16string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFDInstance(status);
  const icu::UnicodeString decomposed =
      form->normalize(icu::UnicodeString(false, text.data(), static_cast<int32_t>(text.size())), status);
  if (U_FAILURE(status)) throw Error(std::string("ICU cannot decompose text: ") + u_errorName(status));
  std::u16string plain;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    if (c == 0x142) {  // ł and ø have no accent that comes off by itself
      plain += u'l';
    } else if (c == 0xF8) {
      plain += u'o';
    } else {
      plain.append(decomposed.getBuffer() + i, static_cast<std::size_t>(decomposed.moveIndex32(i, 1) - i));
    }
  }
  return plain;
}

}  // namespace lectern::text
