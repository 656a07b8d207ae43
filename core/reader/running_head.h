#pragma once

#include <string_view>
#include <vector>

namespace lectern::reader {

/// Of each line of each page whether it is a running head or foot: one of the three at the top or the bottom
/// of its page that a page shortly before has there too. The words are the same, and so are the numbers, or
/// they have grown as the pages do; the first head stays, which is news. Pages are lines with something on
/// them.
std::vector<std::vector<bool>> findRunningHeads(const std::vector<std::vector<std::u16string_view>>& pages);

}  // namespace lectern::reader
