#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/text/range.h"

namespace lectern::reader {

/// A line as one of a table of contents.
struct ContentsLine {
  std::vector<std::u16string_view> words = {};  ///< without the number of a page behind them
  std::optional<int> page = {};                 ///< that number
  bool hasLeader = false;                       ///< whether points lead to it
};

/// The tables of contents among the lines of a text, as ranges of lines: those that come again farther down
/// as headings, one after the other, with others between; behind "Contents", with numbers of sections, or
/// with points that lead to pages. Verses and rows that come twice have none between.
std::vector<text::Range> findContents(const std::vector<ContentsLine>& lines);

}  // namespace lectern::reader
