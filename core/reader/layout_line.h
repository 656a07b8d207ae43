#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/text/range.h"

namespace lectern::reader {

inline constexpr std::size_t kColumns = 3;  ///< fewest of a table with names above its columns

/// Some tokens, half open.
struct TokenRange {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
};

/// A line of a text as it is laid out.
struct LayoutLine {
  /// From its first token on, or the rest of one that the line before parts, without white space at its end.
  std::u16string_view text;
  bool isBlank = false;
  bool isRule = false;    ///< a line that was drawn
  bool isProse = false;   ///< that a sentence fills, and goes on from to the next one
  bool isParted = false;  ///< its last word ends on the next line with something on it
  bool isRecord = false;  ///< that stands for itself, like those around it
  TokenRange tokens;
  std::vector<TokenRange> cells;
  std::size_t tabs = 0;   ///< and bars and leading points between cells
  std::size_t begin = 0;  ///< unit of the text
  /// 5 and 1, where a sentence begins behind "5.1"; 5 behind "Section 5". Empty: there is no number.
  std::vector<int> number;
  std::size_t numberTokens = 0;
};

/// The lines of a text, but for those that only part what belongs together: within double-spaced prose, and
/// where a sentence or a table goes on over the end of a page.
std::vector<LayoutLine> layoutLines(std::u16string_view text, const std::vector<text::Range>& tokens);

/// The length of the longest line of a line's paragraph, of those that are near.
std::size_t longestAround(const std::vector<LayoutLine>& lines, std::size_t line);

}  // namespace lectern::reader
