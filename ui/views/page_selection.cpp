#include "ui/views/page_selection.h"

namespace lectern::views {

PageSelection::PageSelection(jobs::PageService& pages, QObject* parent) : QObject(parent), pages_(pages) {
  connect(&pages_, &jobs::PageService::opened, this, [this] { isAsking_ = false; });
  connect(&pages_, &jobs::PageService::selected, this,
          [this](text::Range range, const jobs::PageLines& lines) {
            isAsking_ = false;
            if (isUsed_) {  // else it was let go meanwhile
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

void PageSelection::extendTo(const Point& to) {
  isUsed_ = true;
  to_ = to;
  ask();
}

void PageSelection::selectWord(const Point& at) {
  begin({});
  isUsed_ = isAsking_ = true;
  pages_.selectWord(at);
}

void PageSelection::select(text::Range range) {
  begin({});
  range_ = range;
  Q_EMIT changed();
}

void PageSelection::ask() {
  if (isAsking_ || !to_ || !from_) {
    return;
  }
  isAsking_ = true;
  pages_.select(*from_, *to_);
  to_.reset();
}

}  // namespace lectern::views
