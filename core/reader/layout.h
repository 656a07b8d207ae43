#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "core/text/range.h"

namespace lectern::reader {

/// A word that is read between two tokens of a text but stands in neither's place: what the layout says.
struct LayoutWord {
  std::size_t before;                        ///< the token that it is read before
  std::u16string_view mark = {};             ///< a punctuation mark, or else
  std::optional<std::size_t> repeated = {};  ///< the token that it repeats
};

/// What a person sees and the tokens do not tell.
struct Layout {
  std::vector<LayoutWord> words = {};  ///< in the order of the text
  /// The tokens that begin a paragraph, or a cell, but the first, in order: no answer goes over them.
  std::vector<std::size_t> paragraphs = {};
};

/// The layout of a text; its words are read:
/// - where a line ends without a mark and goes on in no other, as wrapped ones do: "." before an empty line,
///   else ";"; the empty lines of double-spaced prose count for nothing, nor do those at the end of a page
///   within a sentence or a table;
/// - in a table: "," behind the cells of the first row, in the others the words of the row's first cell,
///   or, where that is empty or counts the rows, of the next one that begins with a letter, and the column's,
///   without brackets behind them, before each cell, ":" between these and the cell, ";" behind it. Where the
///   first row is counted, too, there are no names of columns. Cells are between tabs,
///   bars or leading points, or three spaces and more, or two where three lines and more have as many cells
///   that stand under one another; the first row has three and more of them, as many as the next; the table
///   ends with an empty line, or where two lines follow one another that are no rows of it. Behind tabs last
///   cells may be missing, between spaces a cell is in the column that it stands under;
/// - in a row of two ":" between;
/// - behind the number of a clause, "5.1 The tenant …": ".";
/// - before "Key: value" and rows of two, the words of the heading above, whose record they are: a short line
///   without a mark at its end that comes first, behind an empty line, or behind such ones.
///
/// Readers learn from paragraphs, in which there is none of it: this says it in words that they know.
Layout layoutOf(std::u16string_view text, const std::vector<text::Range>& tokens);

}  // namespace lectern::reader
