#pragma once

#include <QFile>
#include <QImage>
#include <QPdfDocument>
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/documents/document.h"
#include "ui/pdf/page_frame.h"
#include "ui/pdf/page_text.h"

namespace lectern::pdf {

/// A stretch of a document to be marked, and a note to it in UTF-8.
struct Mark {
  std::vector<text::Range> parts;
  std::string note;
};

/// The pages of a PDF as they look, and where the words of its document stand on them.
///
/// Pages count from 0. Places are points, 1/72 of an inch, from the top left corner of the page as it is
/// shown. For one thread at a time; as with all of Qt PDF, threads with other files take turns.
///
///     PdfPages pages(document);
///     const QImage picture = pages.render(0, pages.size(0).toSize());
///     const std::vector<QRectF> lines = pages.outline(0, answer.range);
class PdfPages {
 public:
  /// Opens the file that `document` was read from. Throws FileError where it is gone, FormatError where it is
  /// not the one that was read.
  explicit PdfPages(std::shared_ptr<const documents::Document> document);

  int count() const { return static_cast<int>(frames_.size()); }
  QSizeF size(int page) const { return frames_.at(static_cast<std::size_t>(page)).size(); }

  /// A picture of a page on white paper.
  QImage render(int page, QSize pixels);

  /// Where the part of a range of the document's text that the page holds stands on it, a rectangle a line.
  /// Empty where the page no longer has the text that was read.
  std::vector<QRectF> outline(int page, text::Range range);

  /// The words of the document that stand from one place of a page to another; places beside lines are
  /// taken to the nearest one. Empty where both are at one character.
  text::Range between(int page, QPointF from, QPointF to);

  /// Writes the file with the marks as highlights, annotations that other programs show and can remove (ISO
  /// 32000-1, 12.5.6.10); whole or not at all. Throws FileError, also where `path` is the file itself;
  /// FormatError where it has another text now, or is too damaged to be written anew. A signature of the file
  /// does not hold for what is written.
  void saveMarked(const std::vector<Mark>& marks, const std::filesystem::path& path);

 private:
  /// The text of a page, and how Qt PDF counts its characters.
  struct Words {
    PageText page;
    std::size_t begin = 0;      // of the page, in the document's text
    bool asRead = false;        // it is the text that the document holds
    int characters = 0;         // Qt PDF's: a unit each, or a glyph that the font gives no meaning
    int meaningless = 0;        // number of these glyphs
    std::vector<QRectF> lines;  // as Qt PDF has them
    std::unordered_map<int, std::size_t> units;  // of the first so many characters, where counted
  };

  Words& wordsOf(int page);
  /// Units of a page's first `characters`.
  std::size_t unitsIn(int page, int characters);
  /// Qt PDF's number of the character that holds a unit.
  int characterAt(int page, std::size_t unit);

  std::shared_ptr<const documents::Document> document_;
  QFile file_;
  QPdfDocument pdf_;
  std::vector<PageFrame> frames_;
  std::unordered_map<int, Words> words_;
};

}  // namespace lectern::pdf
