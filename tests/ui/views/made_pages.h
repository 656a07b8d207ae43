#pragma once

#include <QImage>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "ui/jobs/page_service.h"

namespace lectern::test {

inline constexpr int kPages = 20, kColumns = 50, kLines = 40;  // of a page
inline constexpr double kWide = 8, kHigh = 16, kEdge = 72;     // points: of a character, and the margin

/// Twenty pages of lines such as "p03 l17 ..........".
inline jobs::DocumentPtr makeDocument(const std::string& name) {
  auto document = std::make_shared<documents::Document>();
  document->path = "/none/" + name;
  document->title = name;
  document->format = "pdf";
  for (int page = 0; page < kPages; ++page) {
    const std::size_t begin = document->text.size();
    for (int line = 0; line < kLines; ++line) {
      const QString words = QString("p%1 l%2 ").arg(page, 2, 10, QChar('0')).arg(line, 2, 10, QChar('0'));
      document->text += words.leftJustified(kColumns - 1, '.').toStdU16String() + u'\n';
    }
    document->pages.push_back({begin, document->text.size()});
  }
  document->paragraphs = document->pages;
  return document;
}

inline std::size_t unitAt(int page, int line, int column = 0) {
  return static_cast<std::size_t>((page * kLines + line) * kColumns + column);
}

/// Pages with a grey picture, on which every character stands in a box of its own.
class Pages : public jobs::PageSource {
 public:
  explicit Pages(std::vector<QSizeF> sizes) : sizes_(std::move(sizes)) {}
  std::vector<QSizeF> sizes() override { return sizes_; }
  QImage render(int, QSize pixels) override {
    QImage picture(pixels, QImage::Format_RGB32);
    picture.fill(QColor(200, 200, 200));
    return picture;
  }
  std::vector<QRectF> outline(int page, text::Range range) override {
    std::vector<QRectF> boxes;
    for (std::size_t unit = std::max(range.begin, unitAt(page, 0));
         unit < std::min(range.end, unitAt(page + 1, 0)); ++unit) {
      const auto at = static_cast<int>(unit - unitAt(page, 0));
      boxes.emplace_back(kEdge + at % kColumns * kWide, kEdge + at / kColumns * kHigh, kWide, kHigh);
    }
    return boxes;
  }
  text::Range between(int page, QPointF from, QPointF to) override {
    const auto unit = [&](QPointF at) {
      return unitAt(page, static_cast<int>((at.y() - kEdge) / kHigh),
                    static_cast<int>((at.x() - kEdge) / kWide));
    };
    return {std::min(unit(from), unit(to)), std::max(unit(from), unit(to))};
  }
  void saveMarked(const std::vector<jobs::PageMark>& marks, const std::filesystem::path& path) override {
    std::string content;
    for (const jobs::PageMark& mark : marks) {
      content += mark.note.toStdString() + " " + std::to_string(mark.parts.size()) + "\n";
    }
    writeFileAtomically(path, content);
  }

 private:
  std::vector<QSizeF> sizes_;
};

}  // namespace lectern::test
