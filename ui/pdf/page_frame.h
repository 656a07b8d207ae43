#pragma once

#include <QRectF>
#include <QSizeF>
#include <filesystem>
#include <vector>

namespace lectern::pdf {

/// Which part of its space a page shows, and how it is turned: what Qt PDF draws a page by, but does not
/// tell. Lengths are points.
struct PageFrame {
  QRectF box;        ///< in the page's space, in which y grows upward: `top` is its lower edge
  int rotation = 0;  ///< 0, 90, 180 or 270 degrees clockwise

  /// The page's size as it is shown.
  QSizeF size() const;
  /// Where a rectangle of the page's space is shown, from the top left corner.
  QRectF shown(const QRectF& inPage) const;
  /// Where in the page's space a point of the shown page lies.
  QPointF inPage(const QPointF& shownAt) const;
};

/// The frames of a PDF file's pages, by ISO 32000-1, 14.11.2: the crop box as far as it lies in the media
/// box. Empty where the file is too damaged for it.
std::vector<PageFrame> readPageFrames(const std::filesystem::path& path);

}  // namespace lectern::pdf
