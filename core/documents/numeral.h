#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lectern::documents {

/// A number as lists write it, by its format's name in ECMA-376 (17.18.59): "lowerLetter" makes 2 "b" and 28
/// "bb", "upperRoman" 4 "IV"; "lowerAlpha" and "upperAlpha" make 28 "ab", as HTML has it; "decimal" where the
/// format is another one, or cannot write the number.
std::u16string numeral(int number, std::string_view format);

/// The format that HTML and OpenDocument name by its first number: "a", "A", "i" or "I"; else "decimal".
std::string_view formatBySign(std::string_view sign);

/// A whole number in an attribute, at most 999,999,999 either way, so that it can be counted on from; nothing
/// where it is none.
std::optional<int> toNumber(std::string_view value);

}  // namespace lectern::documents
