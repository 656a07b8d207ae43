#pragma once

#include <QRectF>
#include <QSizeF>
#include <utility>
#include <vector>

namespace lectern::views {

/// Where pages lie that stand one below the other, in the middle of a column. Pages count from 0; sizes of
/// pages are points, places pixels from the column's top left corner. Pages lie on whole pixels, so that
/// their pictures stay sharp.
class PageLayout {
 public:
  /// Begins anew with pages of these sizes, laid out with `place` to come.
  explicit PageLayout(const std::vector<QSizeF>& sizes = {});

  /// Lays the pages out for a column of `width` pixels; `zoom` times as large as fits, and as `most` pixels a
  /// point at most.
  void place(double width, double most, double zoom);

  int count() const { return static_cast<int>(sizes_.size()); }
  bool isEmpty() const { return sizes_.empty(); }
  /// Pixels a point.
  double scale() const { return scale_; }
  double width() const { return width_; }
  double height() const { return height_; }

  QRectF rect(int page) const;
  /// Rectangles on a page, in points from its corner.
  std::vector<QRectF> rectsOn(int page, const std::vector<QRectF>& inPoints) const;
  /// The first and the last page between two heights; the last is before the first where there is no page.
  std::pair<int, int> between(double top, double bottom) const;

 private:
  std::vector<QSizeF> sizes_;
  std::vector<double> tops_;
  double scale_ = 1;
  double width_ = 0;
  double height_ = 0;
};

}  // namespace lectern::views
