#include "ui/pdf/pdf_pages.h"

#include <QPainter>
#include <QPdfSelection>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/documents/text_file.h"
#include "ui/pdf/highlight.h"
#include "ui/pdf/read_page.h"

namespace lectern::pdf {
namespace {

/// One rectangle for each line of `parts`, which come in the order of reading: parts side by side become one.
std::vector<QRectF> joinLines(const std::vector<QRectF>& parts) {
  std::vector<QRectF> lines;
  for (const QRectF& part : parts) {
    if (!lines.empty()) {
      QRectF& line = lines.back();
      const double shared = std::min(line.bottom(), part.bottom()) - std::max(line.top(), part.top());
      const double between = part.left() - line.right();
      const double height = std::max(line.height(), part.height());
      if (shared > 0.3 * std::min(line.height(), part.height()) && between > -height &&
          between < 2 * height) {
        line |= part;
        continue;
      }
    }
    lines.push_back(part);
  }
  return lines;
}

/// A place in a line.
struct LinePlace {
  std::size_t line = 0;
  QPointF at;
};

/// The place in one of `lines` that is nearest to another one, rather beside it than above or below; there is
/// a line.
LinePlace nearestIn(const std::vector<QRectF>& lines, const QPointF& place) {
  constexpr double kInset = 0.1;  // from the edges, which may be those of another line
  constexpr double kBeside = 10;
  LinePlace nearest;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const QRectF& line = lines[i];
    const QPointF inLine(std::max(line.left() + kInset, std::min(place.x(), line.right() - kInset)),
                         std::max(line.top() + kInset, std::min(place.y(), line.bottom() - kInset)));
    const QPointF way = place - inLine;
    const double distance = std::hypot(way.x(), kBeside * way.y());
    if (distance < least) {
      least = distance;
      nearest = {i, inLine};
    }
  }
  return nearest;
}

}  // namespace

PdfPages::PdfPages(std::shared_ptr<const documents::Document> document)
    : document_(std::move(document)), file_(QFile::decodeName(document_->path.c_str())) {
  const std::string name = quoted(document_->path);
  if (!file_.open(QIODevice::ReadOnly)) {
    throw FileError("cannot open " + name + ": " + file_.errorString().toStdString());
  }
  pdf_.load(&file_);
  const int count = pdf_.status() == QPdfDocument::Status::Ready ? pdf_.pageCount() : 0;
  if (static_cast<std::size_t>(count) != document_->pages.size()) {
    throw FormatError(name + " has changed since it was opened");
  }
  frames_ = readPageFrames(document_->path);
  frames_.resize(static_cast<std::size_t>(count));
  for (int page = 0; page < count; ++page) {
    // What is drawn is Qt PDF's to say; another size would set highlights beside their words.
    PageFrame& frame = frames_[static_cast<std::size_t>(page)];
    const QSizeF size = pdf_.pagePointSize(page);
    const QSizeF miss = size - frame.size();
    if (std::abs(miss.width()) > 1 || std::abs(miss.height()) > 1) frame = {QRectF(QPointF(), size), 0};
  }
}

QImage PdfPages::render(int page, QSize pixels) {
  QImage picture(pixels, QImage::Format_RGB32);
  picture.fill(Qt::white);
  QPdfDocumentRenderOptions options;
  options.setRenderFlags(QPdfDocumentRenderOptions::RenderFlag::Annotations);  // a reader's own highlights
  QPainter(&picture).drawImage(picture.rect(), pdf_.render(page, pixels, options));
  return picture;
}

std::vector<QRectF> PdfPages::outline(int page, text::Range range) {
  const Words& words = wordsOf(page);
  const std::size_t begin = std::max(range.begin, words.begin) - words.begin;
  const std::size_t end = std::min(std::max(range.end, words.begin) - words.begin, words.page.text.size());
  if (!words.asRead || begin >= end) return {};
  const double height = size(page).height();
  std::vector<QRectF> parts;
  int character = characterAt(page, words.page.sources[begin]);
  int left = characterAt(page, words.page.sources[end - 1]) + 1 - character;
  while (left > 0) {
    const QPdfSelection part = pdf_.getSelectionAtIndex(page, character, left);
    for (const QPolygonF& outline : part.bounds()) {
      const QRectF box = outline.boundingRect();  // as if the page were neither turned nor cropped
      parts.emplace_back(box.left(), height - box.bottom(), box.width(), box.height());
    }
    // It outlines as many characters as its text has units, which are fewer where glyphs have none.
    const int told = std::max<int>(1, static_cast<int>(part.text().size()));
    character += told;
    left -= told;
  }
  std::vector<QRectF> lines = joinLines(parts);
  const PageFrame& frame = frames_.at(static_cast<std::size_t>(page));
  std::ranges::transform(lines, lines.begin(), [&](const QRectF& line) { return frame.shown(line); });
  return lines;
}

text::Range PdfPages::between(int page, QPointF from, QPointF to) {
  const Words& words = wordsOf(page);
  if (!words.asRead || words.lines.empty()) return {};
  const PageFrame& frame = frames_.at(static_cast<std::size_t>(page));
  const double height = size(page).height();
  const auto place = [&](const QPointF& shown) {
    const QPointF inPage = frame.inPage(shown);
    return nearestIn(words.lines, QPointF(inPage.x(), height - inPage.y()));
  };
  LinePlace begin = place(from), end = place(to);
  // Qt looks whether the second place is past the middle of its character, whichever comes first.
  const auto order = [](const LinePlace& each) { return std::pair(each.line, each.at.x()); };
  if (order(end) < order(begin)) std::swap(begin, end);
  const QPdfSelection selection = pdf_.getSelection(page, begin.at, end.at);
  if (selection.startIndex() < 0 || selection.endIndex() <= selection.startIndex()) return {};
  const std::vector<std::size_t>& sources = words.page.sources;
  const auto unit = [&](int character) {
    const auto at = std::ranges::lower_bound(sources, unitsIn(page, character));
    return words.begin + static_cast<std::size_t>(at - sources.begin());
  };
  return {unit(selection.startIndex()), unit(selection.endIndex())};
}

void PdfPages::saveMarked(const std::vector<Mark>& marks, const std::filesystem::path& path) {
  requireWritable(path, {document_->path});
  std::vector<Highlight> highlights;
  for (const Mark& mark : marks) {
    const std::size_t before = highlights.size();
    for (const text::Range& part : mark.parts) {
      for (std::size_t page = 0; page < frames_.size(); ++page) {
        if (document_->pages[page].overlap(part) == 0) continue;
        Highlight highlight{page, {}, mark.note};
        for (const QRectF& line : outline(static_cast<int>(page), part)) {
          const PageFrame& frame = frames_[page];
          highlight.lines.push_back(
              QRectF(frame.inPage(line.topLeft()), frame.inPage(line.bottomRight())).normalized());
        }
        if (!highlight.lines.empty()) highlights.push_back(std::move(highlight));
      }
    }
    if (highlights.size() == before) {
      throw FormatError(quoted(document_->path) + " has changed since it was opened; open it again");
    }
  }
  writeFileAtomically(path, withHighlights(document_->path, highlights));
}

PdfPages::Words& PdfPages::wordsOf(int page) {
  const auto known = words_.find(page);
  if (known != words_.end()) return known->second;
  const QPdfSelection all = pdf_.getAllText(page);
  Words& words = words_[page];
  words.page = readPage(all);
  words.begin = document_->pages.at(static_cast<std::size_t>(page)).begin;
  const std::u16string_view text = document_->text;
  words.asRead = text.substr(words.begin, words.page.text.size()) == words.page.text;
  words.characters = all.endIndex();
  words.meaningless = words.characters - static_cast<int>(all.text().size());
  for (const QPolygonF& line : all.bounds()) words.lines.push_back(line.boundingRect());
  return words;
}

std::size_t PdfPages::unitsIn(int page, int characters) {
  Words& words = wordsOf(page);
  if (characters == 0 || words.meaningless == 0) return static_cast<std::size_t>(characters);
  const auto known = words.units.find(characters);
  if (known != words.units.end()) return known->second;
  const auto units = static_cast<std::size_t>(pdf_.getSelectionAtIndex(page, 0, characters).text().size());
  words.units[characters] = units;
  return units;
}

int PdfPages::characterAt(int page, std::size_t unit) {
  // The last character that no more than `unit` units stand before.
  const Words& words = wordsOf(page);
  int last = static_cast<int>(unit);
  int beyond = std::min(words.characters, last + words.meaningless + 1);
  while (beyond - last > 1) {
    const int middle = last + (beyond - last) / 2;
    (unitsIn(page, middle) <= unit ? last : beyond) = middle;
  }
  return last;
}

}  // namespace lectern::pdf
