#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/documents/text_builder.h"

namespace lectern::documents {

/// Makes nested lists of items that come one after another, each with its level, as word processors have
/// them.
class ListNesting {
 public:
  explicit ListNesting(TextBuilder& builder) : builder_(builder) {}

  /// The words up to the next item, or to `close`, are an item of `list` at a level, from 0, marked by a
  /// label where that is not empty, else by a number or a bullet.
  void beginItem(const std::string& list, int level, std::optional<int> number, std::u16string label);
  /// What comes is in no list.
  void close();

 private:
  struct Open {
    std::string list;
    std::optional<int> next;  // number that the builder gives the next item
    bool hasItem = false;     // an item is open
  };
  void closeTo(std::size_t depth);

  TextBuilder& builder_;
  std::vector<Open> open_;
};

}  // namespace lectern::documents
