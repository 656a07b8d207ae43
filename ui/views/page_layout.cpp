#include "ui/views/page_layout.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "ui/views/theme.h"

namespace lectern::views {
namespace {

constexpr double kWidePage = 1.5;  // of the usual width: wider ones do not make the others small

}  // namespace

PageLayout::PageLayout(const std::vector<QSizeF>& sizes) {
  for (const QSizeF& size : sizes) {
    sizes_.push_back(size.expandedTo(QSizeF(1, 1)));  // one that cannot be drawn may have none
  }
}

void PageLayout::place(double width, double most, double zoom) {
  width_ = width;
  height_ = 0;
  tops_.clear();
  if (isEmpty()) {
    return;
  }
  std::vector<double> widths;
  for (const QSizeF& size : sizes_) {
    widths.push_back(size.width());
  }
  std::ranges::sort(widths);
  const double usual = widths[widths.size() / 2];
  const double fitted = *std::prev(std::ranges::upper_bound(widths, usual * kWidePage));
  scale_ = std::min((width - 2 * kWideGap) / fitted, most) * zoom;
  width_ = std::max(width, std::floor(widths.back() * scale_) + 2 * kWideGap);
  height_ = kWideGap;
  for (const QSizeF& size : sizes_) {
    tops_.push_back(height_);
    height_ += std::round(size.height() * scale_) + kWideGap;
  }
}

QRectF PageLayout::rect(int page) const {
  const QSizeF size =
      QSizeF((sizes_[static_cast<std::size_t>(page)] * scale_).toSize()).expandedTo(QSizeF(1, 1));
  return {std::floor((width_ - size.width()) / 2), tops_[static_cast<std::size_t>(page)], size.width(),
          size.height()};
}

std::vector<QRectF> PageLayout::rectsOn(int page, const std::vector<QRectF>& inPoints) const {
  std::vector<QRectF> rects;
  for (const QRectF& each : inPoints) {
    rects.emplace_back(rect(page).topLeft() + each.topLeft() * scale_, each.size() * scale_);
  }
  return rects;
}

std::pair<int, int> PageLayout::between(double top, double bottom) const {
  const auto index = [&](auto place) { return static_cast<int>(place - tops_.begin()) - 1; };
  const int last = index(std::ranges::lower_bound(tops_, bottom));
  return {std::max(0, index(std::ranges::upper_bound(tops_, top))), std::max(isEmpty() ? -1 : 0, last)};
}

}  // namespace lectern::views
