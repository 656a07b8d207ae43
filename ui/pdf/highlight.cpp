#include "ui/pdf/highlight.h"

#include <QString>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <stdexcept>

#include "core/base/error.h"
#include "core/documents/text_file.h"

namespace lectern::pdf {
namespace {

constexpr const char* kYellow = "0.976 0.835 0.4";  // that of answers in the window

std::string numbers(std::initializer_list<double> values) {
  std::string text;
  for (const double value : values) text += QString::number(value, 'f', 3).toStdString() + ' ';
  return text;
}

std::string corners(const QRectF& r) { return numbers({r.left(), r.top(), r.right(), r.bottom()}); }

/// How it is drawn: yellow that darkens what lies below it, as a felt pen does.
QPDFObjectHandle looksOf(QPDF& file, const Highlight& highlight, const QRectF& all) {
  std::string drawn = std::string("/Pen gs ") + kYellow + " rg ";
  for (const QRectF& line : highlight.lines) {
    drawn += numbers({line.left(), line.top(), line.width(), line.height()}) + "re ";
  }
  QPDFObjectHandle form = QPDFObjectHandle::newStream(&file, drawn + "f\n");
  form.replaceDict(QPDFObjectHandle::parse(
      "<< /Type /XObject /Subtype /Form /BBox [" + corners(all) +
      "] /Resources << /ExtGState << /Pen << /Type /ExtGState /BM /Multiply >> >> >> >>"));
  return form;
}

QPDFObjectHandle annotationOf(QPDF& file, const Highlight& highlight) {
  QRectF all;
  std::string quads;  // of each line its upper corners, then its lower ones, as programs write them
  for (const QRectF& line : highlight.lines) {
    all |= line;
    quads += numbers({line.left(), line.bottom(), line.right(), line.bottom(), line.left(), line.top(),
                      line.right(), line.top()});
  }
  QPDFObjectHandle annotation = QPDFObjectHandle::parse(
      "<< /Type /Annot /Subtype /Highlight /F 4 /T (Lectern) /C [" + std::string(kYellow) + "] /Rect [" +
      corners(all) + "] /QuadPoints [" + quads + "] /AP << >> >>");
  annotation.replaceKey("/Contents", QPDFObjectHandle::newUnicodeString(highlight.note));
  annotation.getKey("/AP").replaceKey("/N", looksOf(file, highlight, all));
  return file.makeIndirectObject(annotation);
}

}  // namespace

std::string withHighlights(const std::filesystem::path& file, const std::vector<Highlight>& highlights) {
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processFile(file.c_str());
    const std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(pdf).getAllPages();
    for (const Highlight& highlight : highlights) {
      if (highlight.page >= pages.size()) throw std::runtime_error("a page cannot be found in it");
      QPDFObjectHandle page = QPDFPageObjectHelper(pages[highlight.page]).getObjectHandle();
      QPDFObjectHandle annotations = page.getKey("/Annots");  // several pages may share theirs
      annotations = annotations.isArray() ? annotations.shallowCopy() : QPDFObjectHandle::newArray();
      annotations.appendItem(annotationOf(pdf, highlight));
      page.replaceKey("/Annots", annotations);
    }
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.write();
    const auto bytes = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
  } catch (const std::exception& error) {
    throw FormatError("cannot write " + quoted(file) + " anew: " + error.what());
  }
}

}  // namespace lectern::pdf
