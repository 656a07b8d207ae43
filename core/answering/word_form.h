#pragma once

#include <string>
#include <string_view>

namespace lectern::answering {

/// The number that a word says, in digits, an ordinal with "th" behind: equal for "1,000" and "1000", "two",
/// "2" and "II", "nineteenth" and "19th". Empty if it says none; "one" is as often a pronoun, and of Roman
/// numbers those of one letter are as often something else. A raised or lowered digit is none by itself.
std::u16string digitsOf(std::u16string_view spelling);

/// Whether it is a Roman number of two letters and more.
bool isRoman(std::u16string_view spelling);

/// Equal for two spellings of a word that differ only in accents, points, where it has no digits, hyphens or
/// apostrophes ("U.S.B.", "USB"), as a month or a weekday is shortened ("Dec"), in small digits ("CO₂"), by
/// the name of a Greek letter
/// ("alpha"), or as British and American English do ("defence", "defense").
std::u16string formOf(std::u16string_view spelling);

}  // namespace lectern::answering
