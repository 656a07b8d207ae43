#pragma once

#include "core/reader/word_table.h"

namespace lectern::answering {

/// Whether a word is one of the some 150 most frequent of questions, which say little of what is asked:
/// "what", "the", "first".
inline bool isFunctionWord(const reader::Word& word) { return word.rarity < 0.45F; }

}  // namespace lectern::answering
