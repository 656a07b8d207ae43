#include "ui/views/document_view.h"

#include <QScrollBar>
#include <algorithm>
#include <utility>

namespace lectern::views {

DocumentView::DocumentView(jobs::OpenPages openPages, QWidget* parent)
    : QStackedWidget(parent),
      pages_(new jobs::PageService(std::move(openPages), this)),
      textView_(new TextView),
      pageView_(new PageView(*pages_)) {
  addWidget(textView_);
  addWidget(pageView_);
  setFocusProxy(textView_);
  connect(textView_, &TextView::answerClicked, this, &DocumentView::answerClicked);
  connect(pageView_, &PageView::answerClicked, this, &DocumentView::answerClicked);
  connect(textView_->verticalScrollBar(), &QScrollBar::valueChanged, this, &DocumentView::scrolled);
  connect(pageView_, &PageView::scrolled, this, &DocumentView::scrolled);
  connect(pageView_, &PageView::failed, this, [this](const QString& reason) {
    withoutPages_.insert(document_.get());
    present(topUnit());
    Q_EMIT pagesFailed(reason);
  });
}

void DocumentView::showDocument(const jobs::DocumentPtr& document) {
  if (document_) {
    tops_[document_.get()] = topUnit();
  }
  const std::size_t top = placeOf(document);
  document_ = document;
  highlights_ = {};
  present(top);
}

void DocumentView::forget(const jobs::DocumentPtr& document) {
  if (document == document_) {
    showDocument(nullptr);
  }
  textView_->forget(document);
  tops_.erase(document.get());
  withoutPages_.erase(document.get());
}

void DocumentView::setPagesWanted(bool wanted) {
  if (pagesWanted_ != wanted) {
    const std::size_t top = topUnit();
    pagesWanted_ = wanted;
    present(top);
  }
}

bool DocumentView::hasPages() const {
  return pages_->canOpen(document_) && !withoutPages_.contains(document_.get());
}

void DocumentView::setAnswers(std::vector<text::Range> answers, int chosen, bool reveals) {
  highlights_.answers = std::move(answers);
  highlights_.chosen = chosen;
  if (showsPages()) {
    pageView_->setAnswers(highlights_.answers, chosen, reveals);
  } else {
    textView_->setAnswers(highlights_.answers, chosen, reveals);
  }
}

void DocumentView::setAttention(std::vector<explanation::WeightedRange> weights) {
  highlights_.attention = std::move(weights);
  if (showsPages()) {
    pageView_->setAttention(highlights_.attention);
  } else {
    textView_->setAttention(highlights_.attention);
  }
}

void DocumentView::setFound(std::vector<text::Range> found, int current) {
  highlights_.found = std::move(found);
  highlights_.currentFound = current;
  if (showsPages()) {
    pageView_->setFound(highlights_.found, current);
  } else {
    textView_->setFound(highlights_.found, current);
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

std::size_t DocumentView::placeOf(const jobs::DocumentPtr& document) const {
  if (document == document_) {
    return topUnit();
  }
  const auto top = tops_.find(document.get());
  return top == tops_.end() ? 0 : top->second;
}

void DocumentView::setPlace(const jobs::DocumentPtr& document, std::size_t top) {
  tops_[document.get()] = std::min(top, document->text.size());
}

void DocumentView::present(std::size_t top) {
  const int steps = zoom();
  const bool asPages = pagesWanted_ && hasPages();
  QWidget* view = asPages ? static_cast<QWidget*>(pageView_) : textView_;
  setCurrentWidget(view);
  setFocusProxy(view);
  textView_->showDocument(asPages ? nullptr : document_, top);
  pageView_->showDocument(asPages ? document_ : nullptr, top);
  setZoom(steps);
  setAnswers(highlights_.answers, highlights_.chosen, false);
  setAttention(highlights_.attention);
  // The one that is current was revealed before.
  if (asPages) {
    pageView_->setFound(highlights_.found, -1);
  } else {
    textView_->setFound(highlights_.found, -1);
  }
}

}  // namespace lectern::views
