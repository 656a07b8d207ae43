#pragma once

#include <string>
#include <string_view>

namespace lectern::documents {

/// A number as lists write it, by its format's name in ECMA-376 (17.18.59): "lowerLetter" makes 2 "b" and 28
/// "bb", "upperRoman" 4 "IV"; "decimal" where the format is another one, or cannot write the number.
std::u16string numeral(int number, std::string_view format);

}  // namespace lectern::documents
