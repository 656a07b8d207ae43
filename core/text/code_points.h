#pragma once

#include <unicode/utf16.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace lectern::text {

/// The code point that begins at a unit, an unpaired surrogate as itself; 0 past the end.
inline char32_t codePointAt(std::u16string_view text, std::size_t unit) {
  if (unit >= text.size()) return 0;
  const char16_t first = text[unit];
  if (U16_IS_LEAD(first) && unit + 1 < text.size() && U16_IS_TRAIL(text[unit + 1])) {
    return static_cast<char32_t>(U16_GET_SUPPLEMENTARY(first, text[unit + 1]));
  }
  return first;
}

/// A code point as units, which is no surrogate.
inline std::u16string toUnits(char32_t point) {
  if (point <= 0xFFFF) return std::u16string(1, static_cast<char16_t>(point));
  return {static_cast<char16_t>(U16_LEAD(point)), static_cast<char16_t>(U16_TRAIL(point))};
}

/// The unit behind the code point that begins at `unit`.
inline std::size_t nextCodePoint(std::u16string_view text, std::size_t unit) {
  return unit + (codePointAt(text, unit) > 0xFFFF ? 2 : 1);
}

/// Soft hyphens and joiners: within a word, and not seen.
constexpr bool isUnseenInWord(char32_t c) { return c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060; }

}  // namespace lectern::text
