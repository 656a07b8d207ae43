#pragma once

#include <string_view>

#include "core/reader/options.h"
#include "core/reader/word_table.h"

namespace lectern::answering {

/// Whether a text, `encoded` by `table`, does not read like the language that the reader was trained on. Few
/// words, and those of small cells, tell nothing.
bool looksForeign(const reader::WordTable& table, const reader::EncodedText& encoded,
                  std::u16string_view source, const reader::ReaderOptions& options);

/// Whether a question does not: its letters are of another script with no frequent word of English among
/// them, it begins with another language's question word and has at most one, or it has several words, none
/// that is frequent, and few that are known. Only told of English.
bool questionLooksForeign(const reader::WordTable& table, const reader::EncodedText& encoded,
                          std::u16string_view question, const reader::ReaderOptions& options);

}  // namespace lectern::answering
