#pragma once

#include <QFont>
#include <QTextDocument>
#include <memory>

#include "core/documents/document.h"
#include "ui/views/position_map.h"

namespace lectern::views {

/// Pixels around the text that scroll with it.
constexpr int kPageMargin = 24;

/// A document set as text with headings, and the way between its positions and the text's.
struct RenderedDocument {
  std::unique_ptr<QTextDocument> text;
  PositionMap map;
};

/// Sets the document block by block: headings as headings, items of lists with their marks, a paragraph that
/// was wrapped by hand or by a page as flowing text, other lines as lines of their own. Every unit shown is
/// the text's own, except that a line break within flowing text shows as a space, units that QTextDocument
/// keeps for itself as U+FFFD, and that the numbers of a list which does not begin with 1 stand before its
/// items. Distances follow the size of `font`.
RenderedDocument render(const documents::Document& document, const QFont& font);

/// Whether the lines of the paragraph are prose that was cut at a line width, so that they can flow: long
/// lines, none of them indented or set in columns.
bool isWrappedProse(std::u16string_view paragraph);

}  // namespace lectern::views
