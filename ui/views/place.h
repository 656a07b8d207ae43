#pragma once

#include <cstddef>
#include <optional>

namespace lectern::views {

/// Where in a document somebody reads: what is at the top of the view.
struct Place {
  std::size_t unit = 0;        ///< of the document's text
  std::optional<double> page;  ///< pages above, the first one in view in part; where pages are shown
};

}  // namespace lectern::views
