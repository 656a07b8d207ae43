#pragma once

#include <set>
#include <string>

namespace lectern::documents {

/// Tells which headers and footers of pages are read: every text once, and none that only counts pages.
class PageMargins {
 public:
  /// Whether one with these words is to be read.
  bool take(const std::u16string& words);

 private:
  std::set<std::u16string> taken_;
};

}  // namespace lectern::documents
