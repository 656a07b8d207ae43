#pragma once

#include <QRectF>
#include <QTextDocument>
#include <vector>

#include "ui/views/position_map.h"

namespace lectern::views {

/// The rectangles that the range's words cover, one a line, in the document's coordinates. Lays the document
/// out as far as the range.
std::vector<QRectF> wordRects(const QTextDocument& document, ViewRange range);

}  // namespace lectern::views
