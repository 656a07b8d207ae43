#pragma once

#include <QObject>
#include <optional>

#include "ui/jobs/page_service.h"

namespace lectern::views {

/// The words of a page that are selected with the mouse. Where the mouse is now counts; what it passed by
/// while words were looked for is left out.
class PageSelection : public QObject {
  Q_OBJECT

 public:
  /// A point of a page, in points from its top left corner.
  struct Point {
    int page = 0;
    QPointF at;
  };

  /// `pages` must outlive it.
  explicit PageSelection(jobs::PageService& pages, QObject* parent = nullptr);

  /// Selects nothing, and begins at `from`; none: not on a page.
  void begin(std::optional<Point> from);
  /// Where it was begun.
  std::optional<Point> from() const { return from_; }
  /// Selects up to a point of the page where it was begun.
  void extendTo(QPointF at);
  /// Selects the word at a point.
  void selectWord(const Point& at);
  /// Whether anything has been selected, or looked for, since it was begun.
  bool isUsed() const { return isUsed_; }

  int page() const { return page_; }
  text::Range range() const { return range_; }
  /// Where the words stand on the page.
  const std::vector<QRectF>& lines() const { return lines_; }

 Q_SIGNALS:
  void changed();

 private:
  void ask();

  jobs::PageService& pages_;
  std::optional<Point> from_;
  std::optional<QPointF> to_;  // to be asked for
  bool isUsed_ = false;
  bool isAsking_ = false;
  int page_ = 0;
  text::Range range_;
  std::vector<QRectF> lines_;
};

}  // namespace lectern::views
