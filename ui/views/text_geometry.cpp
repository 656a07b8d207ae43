#include "ui/views/text_geometry.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextLayout>
#include <algorithm>

namespace lectern::views {

std::vector<QRectF> wordRects(const QTextDocument& document, ViewRange range) {
  std::vector<QRectF> rects;
  for (QTextBlock block = document.findBlock(range.begin); block.isValid() && block.position() < range.end;
       block = block.next()) {
    document.documentLayout()->blockBoundingRect(block);  // brings the block's layout up to date
    const QTextLayout& layout = *block.layout();
    const QString text = block.text();
    const int from = std::max(0, range.begin - block.position());
    const int to = std::min(static_cast<int>(text.size()), range.end - block.position());
    for (int i = 0; i < layout.lineCount(); ++i) {
      const QTextLine line = layout.lineAt(i);
      const int begin = std::max(from, line.textStart());
      int end = std::min(to, line.textStart() + line.textLength());
      while (end > begin && text.at(end - 1).isSpace()) {
        --end;  // the space that a line was broken at
      }
      if (begin >= end) {
        continue;
      }
      const qreal a = line.cursorToX(begin);
      const qreal b = line.cursorToX(end);
      rects.push_back(QRectF(layout.position() + QPointF(std::min(a, b), line.y()),
                             QSizeF(std::abs(b - a), line.ascent() + line.descent())));
    }
  }
  return rects;
}

}  // namespace lectern::views
