#include "app/desktop/pdf_page_source.h"

#include "ui/pdf/pdf_pages.h"

namespace lectern::app {
namespace {

/// What Qt PDF draws, as the window asks for it: the rooms of the window do not know of PDF.
class PdfPageSource : public jobs::PageSource {
 public:
  explicit PdfPageSource(const jobs::DocumentPtr& document) : pages_(document) {}

  std::vector<QSizeF> sizes() override {
    std::vector<QSizeF> sizes;
    for (int page = 0; page < pages_.count(); ++page) sizes.push_back(pages_.size(page));
    return sizes;
  }
  QImage render(int page, QSize pixels) override { return pages_.render(page, pixels); }
  std::vector<QRectF> outline(int page, text::Range range) override { return pages_.outline(page, range); }
  text::Range between(int page, QPointF from, QPointF to) override { return pages_.between(page, from, to); }
  void saveMarked(const std::vector<jobs::PageMark>& marks, const std::filesystem::path& path) override {
    std::vector<pdf::Mark> ofPdf;
    for (const jobs::PageMark& mark : marks) ofPdf.push_back({mark.parts, mark.note.toStdString()});
    pages_.saveMarked(ofPdf, path);
  }

 private:
  pdf::PdfPages pages_;
};

}  // namespace

std::unique_ptr<jobs::PageSource> openPdfPages(const jobs::DocumentPtr& document) {
  return std::make_unique<PdfPageSource>(document);
}

}  // namespace lectern::app
