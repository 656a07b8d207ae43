#include "core/documents/list_nesting.h"

#include <algorithm>
#include <utility>

namespace lectern::documents {

void ListNesting::beginItem(const std::string& list, int level, std::optional<int> number,
                            std::u16string label) {
  const auto depth = static_cast<std::size_t>(std::clamp(level, 0, 8)) + 1;
  closeTo(depth);
  if (open_.size() == depth) {
    if (open_.back().hasItem) builder_.endItem();
    open_.back().hasItem = false;
    if (open_.back().list != list || open_.back().next != number) closeTo(depth - 1);
  }
  while (open_.size() < depth) {
    const bool isInner = open_.size() + 1 == depth;
    builder_.beginList(isInner ? number : std::nullopt);
    open_.push_back({list, isInner ? number : std::nullopt});
  }
  builder_.beginItem(std::move(label));
  open_.back().hasItem = true;
  if (open_.back().next) ++*open_.back().next;
}

void ListNesting::close() { closeTo(0); }

void ListNesting::closeTo(std::size_t depth) {
  while (open_.size() > depth) {
    if (open_.back().hasItem) builder_.endItem();
    builder_.endList();
    open_.pop_back();
  }
}

}  // namespace lectern::documents
