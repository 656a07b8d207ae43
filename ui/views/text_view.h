#pragma once

#include <QTextEdit>
#include <QTimer>
#include <unordered_map>
#include <vector>

#include "ui/jobs/document_opener.h"
#include "ui/views/highlights.h"
#include "ui/views/rendered_document.h"
#include "ui/views/theme.h"
#include "ui/views/zoom.h"

namespace lectern::views {

/// Shows a document as text in a column of a readable width, with answers, attention and found words drawn
/// behind it. All ranges are UTF-16 units into the document's text.
class TextView : public QTextEdit {
  Q_OBJECT

 public:
  explicit TextView(QWidget* parent = nullptr);
  ~TextView() override;

  /// Shows the document with `top` at the top of the view; null shows nothing.
  void showDocument(const jobs::DocumentPtr& document, std::size_t top = 0);
  /// Drops what is kept of a document that is closed.
  void forget(const jobs::DocumentPtr& document);

  void setHighlights(Highlights highlights);

  /// Scrolls so that the range stands in comfortable view; does nothing when it does already.
  void reveal(text::Range range);

  /// Scrolls so that a place stands at the top of the view.
  void goTo(std::size_t unit);

  /// Steps of zoom, 0 is the standard size; kept within sensible bounds.
  void setZoom(int steps);
  int zoom() const { return zoom_; }

  /// The unit of the document at the top of the view.
  std::size_t topUnit() const;
  /// Rectangles of the range's words, in the viewport's coordinates.
  std::vector<QRectF> rectsOf(text::Range range) const;
  /// The text that is selected, as it stands in the document.
  QString selectedText() const;

  /// Whether it is told what the mouse is over.
  void setPointing(bool pointing);

 Q_SIGNALS:
  /// An answer's words were clicked.
  void answerClicked(int answer);
  /// What of the text the mouse is over, while that is told; empty for nothing.
  void pointed(lectern::text::Range range);

 protected:
  bool event(QEvent* event) override;
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  QMimeData* createMimeDataFromSelection() const override;

 private:
  /// Sets all texts anew in the size that is wanted.
  void applyZoom();
  void placeColumn();
  void updateFont();
  void renderCurrent();
  void updateMarks();
  QTextCursor setCursorTo(text::Range range);
  void scrollToTop(std::size_t unit);
  /// Scrolls to `top`, which lies in `block` or above it.
  void scrollTo(QTextBlock block, int top);
  void drawRange(QPainter& painter, ViewRange visible, text::Range range, const QColor& ground,
                 const QColor& underline) const;
  /// A cursor at the top of the view.
  QTextCursor topCursor() const;
  ViewRange visibleRange() const;
  const PositionMap& map() const;

  /// Gives up those that were shown longest ago, beyond a few.
  void dropOldest();

  std::unordered_map<const documents::Document*, RenderedDocument> rendered_;
  std::vector<jobs::DocumentPtr> shownLast_;  // of these, the last one first
  jobs::DocumentPtr document_;
  Highlights highlights_;
  int zoom_ = 0;
  bool isPointing_ = false;
  ZoomWheel wheel_;
  Theme theme_;
  MarkedScrollBar* scrollBar_;
  QTimer marksTimer_;  // marks are placed anew once the layout has settled
  QTimer zoomTimer_;   // a long text is set once for several steps of zoom
};

}  // namespace lectern::views
