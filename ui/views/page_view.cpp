#include "ui/views/page_view.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "ui/models/qstring.h"

namespace lectern::views {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kMostSize = 1.25;  // of the paper's, at the standard size
constexpr int kMostPixels = 4800;   // of a picture's longer side: beyond, it is drawn larger than it is

}  // namespace

PageView::PageView(jobs::PageService& pages, QWidget* parent)
    : QAbstractScrollArea(parent),
      pages_(pages),
      store_(new PageStore(pages, this)),
      selection_(new PageSelection(pages, this)),
      theme_(Theme::of(lightPalette())),
      scrollBar_(new MarkedScrollBar(this)) {
  setFrameShape(QFrame::NoFrame);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // a bar that comes and goes moves the pages
  setVerticalScrollBar(scrollBar_);
  setAccessibleName(tr("Pages of the document"));
  setFocusPolicy(Qt::StrongFocus);
  setMinimumWidth(280);
  viewport()->setCursor(Qt::IBeamCursor);
  addActions();
  connectPages();
}

void PageView::showDocument(const jobs::DocumentPtr& document, Place place) {
  document_ = document;
  firstPlace_ = place;
  layout_ = PageLayout();
  store_->clear();
  revealing_.reset();
  highlights_ = {};
  selection_->begin({});
  scrolling_.stop();
  resting_.stop();
  layOut();
  updateMarks();
  viewport()->update();
  pages_.open(document);
}

void PageView::setHighlights(Highlights highlights) {
  highlights_ = std::move(highlights);
  updateMarks();
  viewport()->update();
}

void PageView::reveal(text::Range range) {
  revealing_ = range;
  revealWaiting();
}

void PageView::setZoom(int steps) {
  zoom_ = boundedZoom(steps);
  layOutAgain();
}

Place PageView::place() const {
  if (layout_.isEmpty()) {
    return firstPlace_;
  }
  const int page = visiblePages().first;
  const QRectF rect = layout_.rect(page);
  const text::Range units = document_->pages[static_cast<std::size_t>(page)];
  const double share = (scrollBar_->value() - rect.top()) / rect.height();
  const double within = std::clamp(share, 0.0, 1.0);
  return {units.begin + static_cast<std::size_t>(within * static_cast<double>(units.length())), page + share};
}

int PageView::currentPage() const {
  const double middle = scrollBar_->value() + viewport()->height() / 2.0;
  return layout_.between(middle, middle).second;
}

std::vector<QRectF> PageView::rectsOf(text::Range range) const {
  std::vector<QRectF> rects = knownRects(range);
  for (QRectF& rect : rects) {
    rect.translate(offset());
  }
  return rects;
}

QString PageView::selectedText() const {
  return document_ ? models::toQString(selection_->range().of(document_->text)) : QString();
}

bool PageView::isDrawn() const {
  const auto [first, last] = visiblePages();
  for (int page = first; page <= last; ++page) {
    if (!store_->hasPicture(page, pixelsOf(page))) return false;
  }
  return !layout_.isEmpty();
}

void PageView::changeEvent(QEvent* event) {
  QAbstractScrollArea::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) {
    updateMarks();
  }
}

void PageView::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  painter.fillRect(viewport()->rect(), palette().color(QPalette::Window));
  painter.translate(offset());
  const QColor edge = Theme::of(palette()).line;
  const auto [first, last] = visiblePages();
  for (int page = first; page <= last; ++page) {
    const QRectF rect = layout_.rect(page);
    painter.fillRect(rect, Qt::white);
    if (const QImage* picture = store_->picture(page)) {
      painter.drawImage(rect, *picture);
    }
    painter.setPen(edge);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect);
  }
  painter.setCompositionMode(
      QPainter::CompositionMode_Multiply);  // as a marker: what is printed stays to be read
  const auto drawRange = [&](text::Range range, const QColor& ground, const QColor& underline) {
    for (const QRectF& words : knownRects(range)) {
      drawHighlight(painter, words, ground, underline);
    }
  };
  highlights_.draw(theme_, drawRange);
  for (const QRectF& words : selectedRects()) {
    drawHighlight(painter, words, theme_.found, {});
  }
  ask();
}

void PageView::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  layOutAgain();
}

void PageView::scrollContentsBy(int, int) {
  viewport()->update();
  Q_EMIT scrolled();
}

void PageView::connectPages() {
  using jobs::PageService;
  connect(scrollBar_, &QScrollBar::sliderPressed, this, [this] { revealing_.reset(); });
  connect(&pages_, &PageService::failed, this, &PageView::failed);
  connect(&pages_, &PageService::opened, this, [this](const std::vector<QSizeF>& sizes) {
    layout_ = PageLayout(sizes);
    layOut();
    scrollTo(firstPlace_);
    updateMarks();
    viewport()->update();
    revealWaiting();
    Q_EMIT scrolled();
  });
  connect(store_, &PageStore::grown, this, [this] {
    const auto [first, last] = visiblePages();
    store_->dropPictures(first, last);
    viewport()->update();
    revealWaiting();
    ask();
  });
  connect(selection_, &PageSelection::changed, viewport(), qOverload<>(&QWidget::update));
  connect(&pages_, &jobs::PageService::pointed, this, [this](text::Range range) {
    if (isPointing_ && over_) Q_EMIT pointed(range);
  });
}

void PageView::layOut() {
  layout_.place(viewport()->width(), kMostSize * logicalDpiX() / kPointsPerInch, zoomFactor(zoom_));
  const auto fit = [](QScrollBar* bar, double content, int view) {
    bar->setRange(0, std::max(0, static_cast<int>(content) - view));
    bar->setPageStep(view);
    bar->setSingleStep(40);
  };
  fit(scrollBar_, layout_.height(), viewport()->height());
  fit(horizontalScrollBar(), layout_.width(), viewport()->width());
}

void PageView::layOutAgain() {
  const Place left = place();
  const double middle =
      (horizontalScrollBar()->value() + viewport()->width() / 2.0) / std::max(1.0, layout_.width());
  layOut();
  if (!layout_.isEmpty()) {
    scrollTo(left);
    horizontalScrollBar()->setValue(static_cast<int>(middle * layout_.width() - viewport()->width() / 2.0));
  }
  viewport()->update();
}

void PageView::scrollTo(double y) { scrollBar_->setValue(static_cast<int>(std::lround(y))); }

void PageView::scrollTo(const Place& place) {
  if (layout_.isEmpty()) {
    firstPlace_ = place;  // for when the pages are open
  } else if (place.page) {
    const double page = std::clamp<double>(std::floor(*place.page), 0, layout_.count() - 1);
    const QRectF rect = layout_.rect(static_cast<int>(page));
    scrollTo(rect.top() + (*place.page - page) * rect.height());
  } else {
    scrollTo(place.unit > 0 ? heightOf(place.unit) : 0);
  }
}

void PageView::ask() {
  if (store_->isAsking() || layout_.isEmpty()) {
    return;
  }
  const auto [first, last] = visiblePages();
  if (revealing_ && askOutline(*revealing_, pageOf(revealing_->begin), pageOf(revealing_->begin))) {
    return;
  }
  for (int page = first; page <= last; ++page) {
    if (askPicture(page)) return;
  }
  highlights_.draw(theme_, [&, first = first, last = last](text::Range range, const QColor&, const QColor&) {
    if (!store_->isAsking()) askOutline(range, first, last);
  });
  for (int page = first; page <= last && !store_->isAsking(); ++page) {
    const bool isKnown = selection_->range().empty() || selection_->lines().contains(page);
    if (!isKnown) askOutline(selection_->range(), page, page);
  }
  if (!store_->isAsking() && !askPicture(last + 1)) {
    askPicture(first - 1);
  }
}

bool PageView::askOutline(text::Range range, int firstPage, int lastPage) {
  for (int page = std::max(firstPage, pageOf(range.begin)); page <= lastPage; ++page) {
    if (document_->pages[static_cast<std::size_t>(page)].begin >= range.end) break;
    if (store_->askOutline(page, range)) return true;
  }
  return false;
}

bool PageView::askPicture(int page) {
  return page >= 0 && page < layout_.count() && store_->askPicture(page, pixelsOf(page));
}

void PageView::revealWaiting() {
  if (!revealing_ || layout_.isEmpty()) {
    return;
  }
  const text::Range range = *revealing_;
  if (!store_->hasOutline(pageOf(range.begin), range)) {
    ask();
    return;
  }
  revealing_.reset();
  const std::vector<QRectF> rects = knownRects(range);
  const double top = rects.empty() ? heightOf(range.begin) : rects.front().top();
  const double bottom = rects.empty() ? top : rects.back().bottom();
  const double height = viewport()->height();
  const double seen = scrollBar_->value();
  if (top < seen + height * 0.06 || bottom > seen + height * 0.9) {
    scrollTo(top - height * 0.3);
  }
  if (!rects.empty()) {
    const double left = horizontalScrollBar()->value();
    if (rects.front().left() < left || rects.front().right() > left + viewport()->width()) {
      horizontalScrollBar()->setValue(
          static_cast<int>(rects.front().center().x() - viewport()->width() / 2.0));
    }
  }
}

void PageView::updateMarks() {
  scrollBar_->setMarks(
      highlights_.marks(Theme::of(palette()), [&](text::Range range) -> std::optional<double> {
        return layout_.isEmpty() ? std::nullopt : std::optional(heightOf(range.begin) / layout_.height());
      }));
}

QSize PageView::pixelsOf(int page) const {
  const QSizeF size = layout_.rect(page).size() * devicePixelRatioF();
  const double longer = std::max(size.width(), size.height());
  return (longer > kMostPixels ? size * (kMostPixels / longer) : size).toSize().expandedTo({1, 1});
}

std::pair<int, int> PageView::visiblePages() const {
  return layout_.between(scrollBar_->value(), scrollBar_->value() + viewport()->height());
}

int PageView::pageOf(std::size_t unit) const {
  return std::clamp(static_cast<int>(document_->pageOf(unit)) - 1, 0, layout_.count() - 1);
}

double PageView::heightOf(std::size_t unit) const {
  const int page = pageOf(unit);
  const text::Range units = document_->pages[static_cast<std::size_t>(page)];
  const double share = units.empty() ? 0
                                     : static_cast<double>(unit - std::min(unit, units.begin)) /
                                           static_cast<double>(units.length());
  return layout_.rect(page).top() + std::min(share, 1.0) * layout_.rect(page).height();
}

QPointF PageView::offset() const {
  return {-double(horizontalScrollBar()->value()), -double(scrollBar_->value())};
}

std::vector<QRectF> PageView::knownRects(text::Range range) const {
  std::vector<QRectF> rects;
  for (const auto& [page, lines] : store_->outlines(range)) {
    std::ranges::copy(layout_.rectsOn(page, lines), std::back_inserter(rects));
  }
  return rects;
}

std::vector<QRectF> PageView::selectedRects() const {
  std::vector<QRectF> rects;
  if (selection_->range().empty()) {
    return rects;
  }
  const PageStore::Outlines& later = store_->outlines(selection_->range());
  for (const PageStore::Outlines* outlines : {&selection_->lines(), &later}) {
    for (const auto& [page, lines] : *outlines) {
      const bool isNew = outlines != &later || !selection_->lines().contains(page);
      if (isNew) std::ranges::copy(layout_.rectsOn(page, lines), std::back_inserter(rects));
    }
  }
  return rects;
}

}  // namespace lectern::views
