#pragma once

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <optional>
#include <vector>

#include "ui/jobs/page_service.h"
#include "ui/views/highlights.h"
#include "ui/views/page_layout.h"
#include "ui/views/page_selection.h"
#include "ui/views/page_store.h"
#include "ui/views/place.h"
#include "ui/views/theme.h"
#include "ui/views/zoom.h"

namespace lectern::views {

/// Shows a document's pages as they look, one below the other, with answers, attention and found words drawn
/// over them. All ranges are UTF-16 units into the document's text.
class PageView : public QAbstractScrollArea {
  Q_OBJECT

 public:
  /// `pages` must outlive it.
  explicit PageView(jobs::PageService& pages, QWidget* parent = nullptr);

  /// Shows the document with `place` at the top of the view; null shows nothing.
  void showDocument(const jobs::DocumentPtr& document, Place place = {});

  void setHighlights(Highlights highlights);

  /// Scrolls so that the range stands in comfortable view, once it is known where it is; does nothing when it
  /// does already.
  void reveal(text::Range range);
  /// Whether it waits to be known where a range is.
  bool isRevealing() const { return revealing_.has_value(); }

  /// Steps of zoom, 0 is the standard size; kept within sensible bounds.
  void setZoom(int steps);
  int zoom() const { return zoom_; }

  /// The unit of the document at the top of the view, as far as its place can be told from the length of its
  /// page.
  std::size_t topUnit() const { return place().unit; }
  /// What is at the top of the view.
  Place place() const;
  /// Brings a place to the top.
  void scrollTo(const Place& place);
  /// The page in the middle of the view, from 0; -1 for none.
  int currentPage() const;
  /// Rectangles of the range's words, one a line, in the viewport's coordinates; empty until they are known.
  std::vector<QRectF> rectsOf(text::Range range) const;
  /// The text that is selected, as it stands in the document.
  QString selectedText() const;
  /// Whether every page in view is drawn.
  bool isDrawn() const;

  /// Whether it is told what the mouse is over.
  void setPointing(bool pointing);

 Q_SIGNALS:
  /// An answer's words were clicked.
  void answerClicked(int answer);
  /// What of the text the mouse rests on, while that is told; empty for nothing.
  void pointed(lectern::text::Range range);
  /// Something else is in view.
  void scrolled();
  /// The pages cannot be shown.
  void failed(const QString& reason);

 protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void timerEvent(QTimerEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  void addActions();
  void connectPages();
  void layOut();
  /// Lays out anew and keeps what is at the top there.
  void layOutAgain();
  void scrollTo(double y);
  /// Asks for the next thing that is to be seen and not there: where what is to be revealed stands, pictures,
  /// where highlights stand.
  void ask();
  bool askOutline(text::Range range, int firstPage, int lastPage);
  bool askPicture(int page);
  /// Reveals what waits for it, if it is known where it is.
  void revealWaiting();
  void updateMarks();

  QSize pixelsOf(int page) const;            // of its picture
  std::pair<int, int> visiblePages() const;  // the first and the last
  int pageOf(std::size_t unit) const;        // from 0
  double heightOf(std::size_t unit) const;   // in the content: about where it stands
  QPointF offset() const;                    // of the content in the viewport
  std::optional<PageSelection::Point> pointAt(const QPointF& inViewport) const;
  /// On the page that is nearest to it.
  PageSelection::Point nearestTo(const QPointF& inViewport) const;
  QPointF pointOn(int page, const QPointF& inViewport) const;  // in points
  /// The range's rectangles that are known, in the content's coordinates.
  std::vector<QRectF> knownRects(text::Range range) const;
  std::vector<QRectF> selectedRects() const;

  jobs::PageService& pages_;
  PageStore* store_;
  PageSelection* selection_;
  jobs::DocumentPtr document_;
  Place firstPlace_;   // to be at the top once the pages are open
  PageLayout layout_;  // without pages until they are open
  std::optional<text::Range> revealing_;
  Highlights highlights_;
  int zoom_ = 0;
  ZoomWheel wheel_;
  QBasicTimer scrolling_;  // while the mouse is held beyond the edge
  QPointF dragged_;        // where it is
  QBasicTimer resting_;    // until it is asked what the mouse is over
  std::optional<QPointF> over_;
  bool isPointing_ = false;
  Theme theme_;  // for paper, which is white in the dark too
  MarkedScrollBar* scrollBar_;
};

}  // namespace lectern::views
