#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <string_view>

namespace lectern::text {

/// A half-open stretch [begin, end) of one text, in UTF-16 units.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t length() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(const Range& other) const { return begin <= other.begin && other.end <= end; }
  /// Number of units that both ranges hold.
  std::size_t overlap(const Range& other) const {
    const std::size_t from = std::max(begin, other.begin);
    const std::size_t to = std::min(end, other.end);
    return from < to ? to - from : 0;
  }
  /// The words of `text` that the range stands on.
  std::u16string_view of(std::u16string_view text) const { return text.substr(begin, length()); }

  auto operator<=>(const Range&) const = default;
};

}  // namespace lectern::text
