#pragma once

#include <QObject>
#include <optional>

#include "ui/jobs/page_service.h"

namespace lectern::views {

/// The words of pages that are selected with the mouse. Where the mouse is now counts; what it passed by
/// while words were looked for is left out.
class PageSelection : public QObject {
  Q_OBJECT

 public:
  using Point = jobs::PagePoint;

  /// `pages` must outlive it.
  explicit PageSelection(jobs::PageService& pages, QObject* parent = nullptr);

  /// Selects nothing, and begins at `from`; none: not on a page.
  void begin(std::optional<Point> from);
  /// Where it was begun.
  std::optional<Point> from() const { return from_; }
  /// Selects up to a point, of another page perhaps.
  void extendTo(const Point& to);
  /// Selects the word at a point.
  void selectWord(const Point& at);
  /// Selects a stretch of the document.
  void select(text::Range range);
  /// Whether anything has been selected, or looked for, since it was begun.
  bool isUsed() const { return isUsed_; }

  text::Range range() const { return range_; }
  /// Where the words stand; of a long stretch some pages may not be there.
  const jobs::PageLines& lines() const { return lines_; }

 Q_SIGNALS:
  void changed();

 private:
  void ask();

  jobs::PageService& pages_;
  std::optional<Point> from_;
  std::optional<Point> to_;  // to be asked for
  bool isUsed_ = false;
  bool isAsking_ = false;
  text::Range range_;
  jobs::PageLines lines_;
};

}  // namespace lectern::views
