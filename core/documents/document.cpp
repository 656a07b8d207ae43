#include "core/documents/document.h"

#include <algorithm>

namespace lectern::documents {

std::string Document::name() const { return path.empty() ? title : path.string(); }

std::size_t Document::pageOf(std::size_t unit) const {
  const auto after = std::ranges::upper_bound(pages, unit, {}, &text::Range::begin);
  return static_cast<std::size_t>(after - pages.begin());
}

}  // namespace lectern::documents
