#include "ui/views/page_store.h"

#include <algorithm>

namespace lectern::views {
namespace {

constexpr qsizetype kMostBytes = 160 << 20;  // of pictures that are not in view

}  // namespace

PageStore::PageStore(jobs::PageService& pages, QObject* parent) : QObject(parent), pages_(pages) {
  connect(&pages_, &jobs::PageService::rendered, this, [this](int page, const QImage& picture) {
    isAsking_ = false;
    pictures_[page] = picture;
    Q_EMIT grown();
  });
  connect(&pages_, &jobs::PageService::outlined, this,
          [this](int page, text::Range range, const std::vector<QRectF>& lines) {
            isAsking_ = false;
            outlines_[range][page] = lines;
            Q_EMIT grown();
          });
}

void PageStore::clear() {
  pictures_.clear();
  outlines_.clear();
  isAsking_ = false;
}

const QImage* PageStore::picture(int page) const {
  const auto picture = pictures_.find(page);
  return picture == pictures_.end() ? nullptr : &picture->second;
}

bool PageStore::hasPicture(int page, QSize pixels) const {
  const QImage* known = picture(page);
  return known != nullptr && known->size() == pixels;
}

const PageStore::Outlines& PageStore::outlines(text::Range range) const {
  static const Outlines kNone;
  const auto known = outlines_.find(range);
  return known == outlines_.end() ? kNone : known->second;
}

bool PageStore::hasOutline(int page, text::Range range) const { return outlines(range).contains(page); }

bool PageStore::askPicture(int page, QSize pixels) {
  if (hasPicture(page, pixels)) {
    return false;
  }
  isAsking_ = true;
  pages_.render(page, pixels);
  return true;
}

bool PageStore::askOutline(int page, text::Range range) {
  if (hasOutline(page, range)) {
    return false;
  }
  isAsking_ = true;
  pages_.outline(page, range);
  return true;
}

void PageStore::dropPictures(int first, int last) {
  const auto distance = [first, last](int page) {
    return page < first ? first - page : page > last ? page - last : 0;
  };
  std::vector<int> hidden;
  for (const auto& [page, picture] : pictures_) {
    if (distance(page) > 0) hidden.push_back(page);
  }
  std::ranges::sort(hidden, {}, distance);
  qsizetype bytes = 0;
  for (const int page : hidden) {
    bytes += pictures_[page].sizeInBytes();
    if (bytes > kMostBytes && distance(page) > 1) pictures_.erase(page);  // the next ones are kept ready
  }
}

}  // namespace lectern::views
