#include "core/text/unicode.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <stdexcept>

#include "core/text/code_points.h"

namespace lectern::text {

std::u16string toUtf16(std::string_view utf8) {
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  return {text.getBuffer(), static_cast<std::size_t>(text.length())};
}

std::string toUtf8(std::u16string_view utf16) {
  const icu::UnicodeString text(false, utf16.data(), static_cast<int32_t>(utf16.size()));
  std::string utf8;
  return text.toUTF8String(utf8);
}

CodePointMap::CodePointMap(std::u16string_view text) {
  starts_.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size();) {
    starts_.push_back(i);
    i = nextCodePoint(text, i);
  }
  starts_.push_back(text.size());
}

std::size_t CodePointMap::toUtf16(std::size_t codePoint) const {
  if (codePoint >= starts_.size()) throw std::out_of_range("code point past the end of the text");
  return starts_[codePoint];
}

std::size_t CodePointMap::toCodePoint(std::size_t unit) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), unit);
  return static_cast<std::size_t>(after - starts_.begin()) - 1;
}

}  // namespace lectern::text
