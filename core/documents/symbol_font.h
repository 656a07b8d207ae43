#pragma once

#include <string>
#include <string_view>

namespace lectern::documents {

/// What a character of the fonts Symbol, Wingdings and Wingdings 2 looks like, by its code there, which may
/// lie in the private range from U+F000 on: "≥" for F0B3 of Symbol. A space where Unicode has none, and for
/// other fonts.
char16_t symbolCharacter(std::string_view font, unsigned code);

/// The same for every private character of a text that is set in one of these fonts; other text as it is.
std::u16string withSymbols(std::string_view font, std::u16string text);

}  // namespace lectern::documents
