#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/answering/text_words.h"
#include "core/reader/word_table.h"

namespace lectern::answering {

/// Whether one slip of the hand makes `a` of `b` (Damerau 1964): a letter too many, a letter too few, another
/// one, or two neighbours exchanged, but not the first letter. Equal words differ by none.
bool isOneSlip(std::u16string_view a, std::u16string_view b);

/// Reads words of a question that stand in none of the texts as they are meant: changes `encoded`, the
/// question's (words that it gets more have empty ranges), and returns a plain sentence for each.
/// - A number as the same one that the texts have, spelled otherwise (`digitsOf`), and a word as one of the
///   same form (`formOf`): "2" and "two", "19th" and "nineteenth", "defence" and "defense"; also
///   of one word two with a hyphen between, and of these one: "email" and "e-mail", "21st" and
///   "twenty-first". One beside the same word before others, and of Roman numbers only such: "the 12th
///   amendment", "Amendment XII".
/// - A word that the reader does not know as the first word of the texts that is one slip away; one of three
///   or four letters only in small letters or as the question's first, and where no function word is as near.
/// - Else one of three letters or more, in small letters or the question's first, as the most frequent word
///   of the reader's that is one slip away; one that the reader seldom met only if two letters are exchanged
///   ("teh"). Where it is known, or has four letters at most, that must be a function word or stand in the
///   texts, be it inflected.
/// - An initial as the name that the texts have before the same surname: "J. Madison" and "James Madison".
std::vector<std::string> readAsMeant(std::u16string_view question, reader::EncodedText& encoded,
                                     const TextWords& known, const reader::Vocabulary& vocabulary,
                                     reader::WordTable& table);

}  // namespace lectern::answering
