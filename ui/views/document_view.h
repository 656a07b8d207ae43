#pragma once

#include <QStackedWidget>
#include <unordered_map>
#include <unordered_set>

#include "ui/jobs/page_service.h"
#include "ui/views/empty_desk.h"
#include "ui/views/page_view.h"
#include "ui/views/place.h"
#include "ui/views/text_view.h"

namespace lectern::views {

/// Shows a document: its pages as they look where it has some, else, or if asked to, as text in one column.
/// What is highlighted and the place are kept between the two. All ranges are UTF-16 units into the
/// document's text.
class DocumentView : public QStackedWidget {
  Q_OBJECT

 public:
  explicit DocumentView(jobs::OpenPages openPages, QWidget* parent = nullptr);

  /// Shows the document; null shows nothing. A document shown before comes back where it was.
  void showDocument(const jobs::DocumentPtr& document);
  /// The document that is shown; null for none.
  const jobs::DocumentPtr& document() const { return document_; }
  /// Tries the pages once more that could not be shown, or where they look otherwise now.
  void openPagesAgain(const jobs::DocumentPtr& document, bool lookOtherwise = false);
  /// Drops what is kept of a document that is closed.
  void forget(const jobs::DocumentPtr& document);

  /// While a first document is being opened, the place for it stays blank; else it says what can be done.
  void setOpening(bool opening);

  /// Whether documents that have pages are shown as such.
  void setPagesWanted(bool wanted);
  bool arePagesWanted() const { return pagesWanted_; }
  /// Whether the document that is shown has pages to show.
  bool hasPages() const;
  /// Whether they are shown.
  bool showsPages() const { return currentWidget() == pageView_; }
  /// Brings a page into view, from 1.
  void goToPage(int page);

  /// Highlights the answers, the one at `chosen` (-1: none) more strongly, and scrolls to it if it `reveals`.
  void setAnswers(std::vector<Parts> answers, int chosen, bool reveals = true);
  /// Tints words by how strongly they are attended to; empty takes the tint away.
  void setAttention(std::vector<explanation::WeightedRange> weights);
  /// Whether it is told what of the text the mouse is over.
  void setPointing(bool pointing);
  /// Highlights what Find found, and scrolls to `current` (-1: none).
  void setFound(std::vector<text::Range> found, int current, bool reveals);
  /// Writes a document as a PDF with marks, on its own pages where it `hasPages`; `saved` or `saveFailed`
  /// follows.
  void saveMarked(const jobs::DocumentPtr& document, const std::vector<jobs::PageMark>& marks,
                  const QString& path);
  /// Scrolls so that the range stands in comfortable view.
  void reveal(text::Range range);

  /// Steps of zoom, 0 is the standard size; kept within sensible bounds.
  void setZoom(int steps);
  int zoom() const;

  /// Number of the page that is in view, from 1; 0 where the document has none.
  std::size_t currentPage() const;
  /// The unit of the document at the top of the view.
  std::size_t topUnit() const;
  /// What is at the top of the view, or was when the document was left.
  Place placeOf(const jobs::DocumentPtr& document) const;
  /// Where a document that was not shown yet is to be begun.
  void setPlace(const jobs::DocumentPtr& document, Place place);

  TextView* textView() const { return textView_; }
  PageView* pageView() const { return pageView_; }
  EmptyDesk* emptyDesk() const { return emptyDesk_; }

 Q_SIGNALS:
  /// An answer's words were clicked.
  void answerClicked(int answer);
  /// What of the text the mouse is over; empty for nothing.
  void pointed(lectern::text::Range range);
  /// Something else of the document is in view.
  void scrolled();
  /// The pages of the document cannot be shown; its text is.
  void pagesFailed(const QString& reason);
  void saveFailed(const QString& reason);
  void saved(const QString& path);

 private:
  /// Shows the document by the view for it.
  void present(Place place, bool reveals);
  Place place() const;
  void showHighlights();

  jobs::PageService* pages_;
  TextView* textView_;
  PageView* pageView_;
  EmptyDesk* emptyDesk_;
  bool opening_ = false;
  bool pagesWanted_ = true;
  jobs::DocumentPtr document_;
  std::unordered_map<const documents::Document*, Place> places_;  // where others were left
  std::unordered_set<const documents::Document*> withoutPages_;   // whose pages could not be opened
  Highlights highlights_;
};

}  // namespace lectern::views
