#pragma once

#include <string_view>
#include <vector>

namespace lectern::text {

/// What a line is that stands at the top or the bottom of several pages.
enum class RunningHead {
  None,      ///< it does not
  First,     ///< it is news: it stands there first, and in no sentence that goes on
  Repeated,  ///< another page shortly before or behind has it, or it does nothing but count the pages
};

/// What each line of each page is. Running heads and feet are among the three lines at the top or the bottom;
/// their words are the same on one of the next pages, and so are the numbers, or these have grown as the
/// pages do. Where most lines of a page are so, none is one: it is a form, unless each of them
/// is the head of a page that is none. Pages are lines with something on them.
std::vector<std::vector<RunningHead>> findRunningHeads(
    const std::vector<std::vector<std::u16string_view>>& pages);

}  // namespace lectern::text
