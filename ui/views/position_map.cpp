#include "ui/views/position_map.h"

#include <algorithm>

namespace lectern::views {

void PositionMap::append(text::Range document, int view) {
  if (!document.empty()) {
    runs_.push_back({document, view});
  }
}

ViewRange PositionMap::toView(text::Range range) const {
  const auto first =
      std::upper_bound(runs_.begin(), runs_.end(), range.begin,
                       [](std::size_t unit, const Run& run) { return unit < run.document.end; });
  const auto beyond = std::lower_bound(first, runs_.end(), range.end, [](const Run& run, std::size_t unit) {
    return run.document.begin < unit;
  });
  if (first == beyond) {
    return {};
  }
  const Run& last = *std::prev(beyond);
  const std::size_t begin = std::max(range.begin, first->document.begin) - first->document.begin;
  const std::size_t end = std::min(range.end, last.document.end) - last.document.begin;
  return {first->view + static_cast<int>(begin), last.view + static_cast<int>(end)};
}

std::size_t PositionMap::toDocument(int position) const {
  const auto after = std::upper_bound(runs_.begin(), runs_.end(), position,
                                      [](int at, const Run& run) { return at < run.view; });
  if (after == runs_.begin()) {
    return runs_.empty() ? 0 : runs_.front().document.begin;
  }
  const Run& run = *std::prev(after);
  return run.document.begin + static_cast<std::size_t>(std::min(position, run.viewEnd()) - run.view);
}

text::Range PositionMap::toDocument(ViewRange range) const {
  if (range.empty()) {
    const std::size_t unit = toDocument(range.begin);
    return {unit, unit};
  }
  // A range that begins at the end of one run and goes on begins with the next run.
  auto first = std::upper_bound(runs_.begin(), runs_.end(), range.begin,
                                [](int at, const Run& run) { return at < run.viewEnd(); });
  const std::size_t end = toDocument(range.end);
  if (first == runs_.end()) {
    return {end, end};
  }
  const std::size_t begin =
      first->document.begin + static_cast<std::size_t>(std::max(0, range.begin - first->view));
  return {std::min(begin, end), end};
}

}  // namespace lectern::views
