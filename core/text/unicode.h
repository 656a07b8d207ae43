#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::text {

/// UTF-8 to UTF-16; malformed bytes become U+FFFD.
std::u16string toUtf16(std::string_view utf8);

/// UTF-16 to UTF-8; an unpaired surrogate becomes U+FFFD.
std::string toUtf8(std::u16string_view utf16);

/// Positions of one text counted in code points, as SQuAD counts them, and in UTF-16 units, as Lectern does.
class CodePointMap {
 public:
  explicit CodePointMap(std::u16string_view text);

  /// Throws std::out_of_range when the text has fewer code points.
  std::size_t toUtf16(std::size_t codePoint) const;
  /// The code point that holds the unit; the text's length maps to its number of code points.
  std::size_t toCodePoint(std::size_t unit) const;
  std::size_t size() const { return starts_.size() - 1; }

 private:
  std::vector<std::size_t> starts_;  // first unit of every code point, then the length
};

}  // namespace lectern::text
