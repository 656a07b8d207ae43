#include "ui/views/document_view.h"

#include <QScrollBar>
#include <algorithm>
#include <utility>

#include "ui/views/printed_document.h"

namespace lectern::views {

DocumentView::DocumentView(jobs::OpenPages openPages, QWidget* parent)
    : QStackedWidget(parent),
      pages_(new jobs::PageService(std::move(openPages), this)),
      textView_(new TextView),
      pageView_(new PageView(*pages_)),
      emptyDesk_(new EmptyDesk) {
  addWidget(textView_);
  addWidget(pageView_);
  addWidget(emptyDesk_);
  setFocusProxy(textView_);
  connect(textView_, &TextView::answerClicked, this, &DocumentView::answerClicked);
  connect(pageView_, &PageView::answerClicked, this, &DocumentView::answerClicked);
  connect(textView_, &TextView::pointed, this, &DocumentView::pointed);
  connect(pageView_, &PageView::pointed, this, &DocumentView::pointed);
  connect(textView_->verticalScrollBar(), &QScrollBar::valueChanged, this, &DocumentView::scrolled);
  connect(pageView_, &PageView::scrolled, this, &DocumentView::scrolled);
  connect(pages_, &jobs::PageService::saveFailed, this, &DocumentView::saveFailed);
  connect(pages_, &jobs::PageService::saved, this, &DocumentView::saved);
  connect(pageView_, &PageView::failed, this, [this](const QString& reason) {
    const Place left = place();
    withoutPages_.insert(document_.get());
    present(left, pageView_->isRevealing());
    Q_EMIT pagesFailed(reason);
  });
}

void DocumentView::showDocument(const jobs::DocumentPtr& document) {
  if (document_) {
    places_[document_.get()] = place();
  }
  const Place place = placeOf(document);
  document_ = document;
  highlights_ = {};
  present(place, false);
}

void DocumentView::forget(const jobs::DocumentPtr& document) {
  if (document == document_) {
    showDocument(nullptr);
  }
  textView_->forget(document);
  places_.erase(document.get());
  withoutPages_.erase(document.get());
}

void DocumentView::openPagesAgain(const jobs::DocumentPtr& document, bool lookOtherwise) {
  const bool couldNot = withoutPages_.erase(document.get()) > 0;
  if ((couldNot || (lookOtherwise && showsPages())) && document == document_) {
    present(place(), false);
  }
}

void DocumentView::setOpening(bool opening) {
  if (std::exchange(opening_, opening) != opening && !document_) {
    present({}, false);
  }
}

void DocumentView::goToPage(int page) {
  const auto index = static_cast<std::size_t>(page - 1);
  if (!document_ || index >= document_->pages.size()) {
    return;
  }
  if (showsPages()) {
    pageView_->scrollTo({0, static_cast<double>(index)});
  } else {
    textView_->goTo(document_->pages[index].begin);
  }
}

void DocumentView::setPagesWanted(bool wanted) {
  if (pagesWanted_ != wanted) {
    const bool reveals = pageView_->isRevealing();
    const std::size_t top = topUnit();
    pagesWanted_ = wanted;
    present({top, {}}, reveals);
  }
}

bool DocumentView::hasPages() const {
  return pages_->canOpen(document_) && !withoutPages_.contains(document_.get());
}

void DocumentView::setAnswers(std::vector<Parts> answers, int chosen, bool reveals) {
  highlights_.answers = std::move(answers);
  highlights_.chosen = chosen;
  showHighlights();
  if (const auto answer = highlights_.chosenAnswer(); answer && reveals) {
    reveal(*answer);
  }
}

void DocumentView::saveMarked(const jobs::DocumentPtr& document, const std::vector<jobs::PageMark>& marks,
                              const QString& path) {
  const std::filesystem::path file = path.toStdU16String();
  if (pages_->canOpen(document) && !withoutPages_.contains(document.get())) {
    pages_->saveMarked(document, marks, file);
  } else {
    pages_->save([document, marks, file] { savePrinted(*document, marks, file); }, file);
  }
}

void DocumentView::setPointing(bool pointing) {
  textView_->setPointing(pointing);
  pageView_->setPointing(pointing);
}

void DocumentView::setAttention(std::vector<explanation::WeightedRange> weights) {
  highlights_.attention = std::move(weights);
  showHighlights();
}

void DocumentView::setFound(std::vector<text::Range> found, int current, bool reveals) {
  highlights_.found = std::move(found);
  highlights_.currentFound = current;
  showHighlights();
  if (const auto range = highlights_.currentlyFound(); range && reveals) {
    reveal(*range);
  }
}

void DocumentView::reveal(text::Range range) {
  if (showsPages()) {
    pageView_->reveal(range);
  } else {
    textView_->reveal(range);
  }
}

void DocumentView::setZoom(int steps) {
  textView_->setZoom(steps);
  pageView_->setZoom(steps);
}

int DocumentView::zoom() const { return showsPages() ? pageView_->zoom() : textView_->zoom(); }

std::size_t DocumentView::currentPage() const {
  if (showsPages()) {
    return static_cast<std::size_t>(pageView_->currentPage() + 1);
  }
  return document_ ? document_->pageOf(textView_->topUnit()) : 0;
}

std::size_t DocumentView::topUnit() const {
  return showsPages() ? pageView_->topUnit() : textView_->topUnit();
}

Place DocumentView::placeOf(const jobs::DocumentPtr& document) const {
  if (document == document_) {
    return place();
  }
  const auto left = places_.find(document.get());
  return left == places_.end() ? Place() : left->second;
}

void DocumentView::setPlace(const jobs::DocumentPtr& document, Place place) {
  place.unit = std::min(place.unit, document->text.size());
  places_[document.get()] = place;
}

Place DocumentView::place() const {
  return showsPages() ? pageView_->place() : Place{textView_->topUnit(), {}};
}

void DocumentView::present(Place place, bool reveals) {
  const int steps = zoom();
  const bool asPages = pagesWanted_ && hasPages();
  const bool isEmpty = !document_ && !opening_;
  QWidget* view = isEmpty ? emptyDesk_ : asPages ? static_cast<QWidget*>(pageView_) : textView_;
  setCurrentWidget(view);
  setFocusProxy(view);
  textView_->showDocument(asPages ? nullptr : document_, place.unit);
  pageView_->showDocument(asPages ? document_ : nullptr, place);
  setZoom(steps);
  showHighlights();
  if (const auto answer = highlights_.chosenAnswer(); answer && reveals) {
    reveal(*answer);
  }
}

void DocumentView::showHighlights() {
  if (showsPages()) {
    pageView_->setHighlights(highlights_);
  } else {
    textView_->setHighlights(highlights_);
  }
}

}  // namespace lectern::views
