#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/reader/word_table.h"

namespace lectern::answering {

/// Whether one slip of the hand makes `a` of `b` (Damerau 1964): a letter too many, a letter too few, another
/// one, or two neighbours exchanged, but not the first letter. Equal words differ by none.
bool isOneSlip(std::u16string_view a, std::u16string_view b);

/// Reads words of a question that stand in none of the texts as they are meant: changes `encoded`, the
/// question's, and returns a plain sentence for each.
/// - A number as the same one that the texts have, spelled otherwise: "1000" and "1,000", "2" and "two".
/// - A word that the reader does not know, of five letters or more, as the first word of the texts that is
/// one
///   slip away.
/// - Else one of three letters or more, in small letters or the question's first, that the reader does not
///   know or seldom met ("teh"), as the most frequent word of the reader's that is one slip away.
std::vector<std::string> readAsMeant(std::u16string_view question, reader::EncodedText& encoded,
                                     const std::vector<std::u16string_view>& texts,
                                     const std::vector<reader::EncodedText>& encodedTexts,
                                     const reader::Vocabulary& vocabulary, reader::WordTable& table);

}  // namespace lectern::answering
