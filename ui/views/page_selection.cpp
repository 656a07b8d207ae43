#include "ui/views/page_selection.h"

namespace lectern::views {

PageSelection::PageSelection(jobs::PageService& pages, QObject* parent) : QObject(parent), pages_(pages) {
  connect(&pages_, &jobs::PageService::opened, this, [this] { isAsking_ = false; });
  connect(&pages_, &jobs::PageService::selected, this,
          [this](int page, text::Range range, const std::vector<QRectF>& lines) {
            isAsking_ = false;
            if (isUsed_) {  // else it was let go meanwhile
              page_ = page;
              range_ = range;
              lines_ = lines;
              Q_EMIT changed();
            }
            ask();
          });
}

void PageSelection::begin(std::optional<Point> from) {
  from_ = from;
  to_.reset();
  isUsed_ = false;
  range_ = {};
  lines_.clear();
  Q_EMIT changed();
}

void PageSelection::extendTo(QPointF at) {
  isUsed_ = true;
  to_ = at;
  ask();
}

void PageSelection::selectWord(const Point& at) {
  begin({});
  isUsed_ = isAsking_ = true;
  pages_.selectWord(at.page, at.at);
}

void PageSelection::ask() {
  if (isAsking_ || !to_ || !from_) {
    return;
  }
  isAsking_ = true;
  pages_.select(from_->page, from_->at, *to_);
  to_.reset();
}

}  // namespace lectern::views
