#include "ui/pdf/page_frame.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace lectern::pdf {
namespace {

/// The rectangle of a page's attribute, which may stand in the nodes above it; empty where there is none.
QRectF boxOf(QPDFPageObjectHelper& page, const char* name) {
  QPDFObjectHandle box = page.getAttribute(name, false);
  if (!box.isRectangle()) return {};
  const QPDFObjectHandle::Rectangle corners = box.getArrayAsRectangle();
  return QRectF(QPointF(corners.llx, corners.lly), QPointF(corners.urx, corners.ury)).normalized();
}

PageFrame frameOf(QPDFPageObjectHelper page) {
  constexpr double kLetterWidth = 612, kLetterHeight = 792;  // what Qt PDF takes where no box stands
  QRectF media = boxOf(page, "/MediaBox");
  if (media.isEmpty()) media = QRectF(0, 0, kLetterWidth, kLetterHeight);
  const QRectF crop = boxOf(page, "/CropBox");
  QPDFObjectHandle turned = page.getAttribute("/Rotate", false);
  const int rotation = turned.isInteger() ? turned.getIntValueAsInt() % 360 : 0;
  return {crop.isEmpty() ? media : crop & media, (rotation + 360) % 360 / 90 * 90};
}

}  // namespace

QSizeF PageFrame::size() const { return rotation % 180 == 0 ? box.size() : box.size().transposed(); }

QRectF PageFrame::shown(const QRectF& inPage) const {
  const QRectF r = inPage.translated(-box.topLeft());
  switch (rotation) {
    case 90:
      return {r.top(), r.left(), r.height(), r.width()};
    case 180:
      return {box.width() - r.right(), r.top(), r.width(), r.height()};
    case 270:
      return {box.height() - r.bottom(), box.width() - r.right(), r.height(), r.width()};
    default:
      return {r.left(), box.height() - r.bottom(), r.width(), r.height()};
  }
}

QPointF PageFrame::inPage(const QPointF& shownAt) const {
  const double x = shownAt.x(), y = shownAt.y();
  switch (rotation) {
    case 90:
      return box.topLeft() + QPointF(y, x);
    case 180:
      return box.topLeft() + QPointF(box.width() - x, y);
    case 270:
      return box.topLeft() + QPointF(box.width() - y, box.height() - x);
    default:
      return box.topLeft() + QPointF(x, box.height() - y);
  }
}

std::vector<PageFrame> readPageFrames(const std::filesystem::path& path) {
  std::vector<PageFrame> frames;
  try {
    QPDF file;
    file.setSuppressWarnings(true);
    file.processFile(path.c_str());
    for (const QPDFPageObjectHelper& page : QPDFPageDocumentHelper(file).getAllPages())
      frames.push_back(frameOf(page));
  } catch (const std::exception&) {
    frames.clear();  // qpdf forgives less than Qt PDF does
  }
  return frames;
}

}  // namespace lectern::pdf
