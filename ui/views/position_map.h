#pragma once

#include <cstddef>
#include <vector>

#include "core/text/range.h"

namespace lectern::views {

/// A half-open stretch of positions in a QTextDocument.
struct ViewRange {
  int begin = 0;
  int end = 0;

  bool empty() const { return begin >= end; }
  auto operator<=>(const ViewRange&) const = default;
};

/// Positions in a document's text and in the QTextDocument that shows it, both ways.
///
/// The view shows the text in runs that agree unit by unit; what lies between two runs (empty lines, line
/// breaks that became block ends, Markdown's marks) is not shown.
class PositionMap {
 public:
  /// Adds a run: `document` is shown from view position `view` on. Runs come in order and do not overlap.
  void append(text::Range document, int view);

  /// Where the range is shown; parts that are not shown fall away, so the result may be empty.
  ViewRange toView(text::Range range) const;

  /// The unit of the text at a view position; between runs, the nearest unit before.
  std::size_t toDocument(int position) const;

  /// What of the text stands in the view's range.
  text::Range toDocument(ViewRange range) const;

 private:
  struct Run {
    text::Range document;
    int view = 0;

    int viewEnd() const { return view + static_cast<int>(document.length()); }
  };
  std::vector<Run> runs_;
};

}  // namespace lectern::views
