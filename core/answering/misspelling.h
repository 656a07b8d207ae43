#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/reader/word_table.h"

namespace lectern::answering {

/// Whether one slip of the hand makes `a` of `b` (Damerau 1964): a letter too many, a letter too few, another
/// one, or two neighbours exchanged, but not the first letter. Equal words differ by none.
bool isOneSlip(std::u16string_view a, std::u16string_view b);

/// Reads words of a question that the reader does not know, of five letters or more, and that stand in none
/// of the texts, as the first word of the texts that is one slip away: changes `encoded`, the question's.
/// Returns a plain sentence for each.
std::vector<std::string> readMisspelled(std::u16string_view question, reader::EncodedText& encoded,
                                        const std::vector<std::u16string_view>& texts,
                                        const std::vector<reader::EncodedText>& encodedTexts,
                                        const reader::WordTable& table);

}  // namespace lectern::answering
