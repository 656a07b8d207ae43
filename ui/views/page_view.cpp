#include "ui/views/page_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace lectern::views {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kMostSize = 1.25;  // of the paper's, at the standard size
constexpr double kWidePage = 1.5;   // of the usual width: wider ones do not make the others small
constexpr int kMostPixels = 4800;   // of a picture's longer side: beyond, it is drawn larger than it is
constexpr qsizetype kMostBytes = 160 << 20;  // of pictures that are not in view

}  // namespace

PageView::PageView(jobs::PageService& pages, QWidget* parent)
    : QAbstractScrollArea(parent),
      pages_(pages),
      theme_(Theme::of(lightPalette())),
      scrollBar_(new MarkedScrollBar(this)) {
  setFrameShape(QFrame::NoFrame);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // a bar that comes and goes moves the pages
  setVerticalScrollBar(scrollBar_);
  setAccessibleName(tr("Pages of the document"));
  setFocusPolicy(Qt::StrongFocus);
  setMinimumWidth(280);
  viewport()->setCursor(Qt::IBeamCursor);
  auto* copy = new QAction(this);
  copy->setShortcut(QKeySequence::Copy);
  copy->setShortcutContext(Qt::WidgetShortcut);
  addAction(copy);
  connect(copy, &QAction::triggered, this, [this] {
    if (!selection_.range.empty()) {
      QApplication::clipboard()->setText(selectedText());
    }
  });
  connectPages();
}

void PageView::showDocument(const jobs::DocumentPtr& document, Place place) {
  document_ = document;
  firstPlace_ = place;
  sizes_.clear();
  pictures_.clear();
  outlines_.clear();
  isAsking_ = false;
  revealing_.reset();
  highlights_ = {};
  selection_ = {};
  pressed_ = {};
  isDragging_ = isSelecting_ = isSelectionOld_ = false;
  layOut();
  updateMarks();
  viewport()->update();
  pages_.open(document);
}

void PageView::setAnswers(std::vector<text::Range> answers, int chosen, bool reveals) {
  highlights_.answers = std::move(answers);
  highlights_.chosen = chosen;
  updateMarks();
  viewport()->update();
  if (const auto answer = highlights_.chosenAnswer(); answer && reveals) {
    reveal(*answer);
  }
}

void PageView::setAttention(std::vector<explanation::WeightedRange> weights) {
  highlights_.attention = std::move(weights);
  viewport()->update();
}

void PageView::setFound(std::vector<text::Range> found, int current, bool reveals) {
  highlights_.found = std::move(found);
  highlights_.currentFound = current;
  updateMarks();
  viewport()->update();
  if (const auto range = highlights_.currentlyFound(); range && reveals) {
    reveal(*range);
  }
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
  if (sizes_.empty()) {
    return firstPlace_;
  }
  const int page = visiblePages().first;
  const QRectF rect = pageRect(page);
  const text::Range units = document_->pages[static_cast<std::size_t>(page)];
  const double share = (scrollBar_->value() - rect.top()) / rect.height();
  const double within = std::clamp(share, 0.0, 1.0);
  return {units.begin + static_cast<std::size_t>(within * static_cast<double>(units.length())), page + share};
}

int PageView::currentPage() const {
  const double middle = scrollBar_->value() + viewport()->height() / 2.0;
  const auto next = std::ranges::upper_bound(tops_, middle);
  return std::max(static_cast<int>(next - tops_.begin()) - 1, sizes_.empty() ? -1 : 0);
}

std::vector<QRectF> PageView::rectsOf(text::Range range) const {
  std::vector<QRectF> rects = knownRects(range);
  for (QRectF& rect : rects) {
    rect.translate(offset());
  }
  return rects;
}

QString PageView::selectedText() const {
  if (!document_) {
    return {};
  }
  const std::u16string_view words = selection_.range.of(document_->text);
  return QString::fromUtf16(words.data(), static_cast<qsizetype>(words.size()));
}

bool PageView::isDrawn() const {
  const auto [first, last] = visiblePages();
  for (int page = first; page <= last; ++page) {
    const auto picture = pictures_.find(page);
    if (picture == pictures_.end() || picture->second.size() != pixelsOf(page)) return false;
  }
  return !sizes_.empty();
}

void PageView::changeEvent(QEvent* event) {
  QAbstractScrollArea::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) {
    updateMarks();
  }
}

void PageView::keyPressEvent(QKeyEvent* event) {
  revealing_.reset();  // who moves on wants to be there
  if (event->key() == Qt::Key_Home) {
    scrollBar_->triggerAction(QScrollBar::SliderToMinimum);
  } else if (event->key() == Qt::Key_End) {
    scrollBar_->triggerAction(QScrollBar::SliderToMaximum);
  } else if (event->key() == Qt::Key_Space) {
    scrollBar_->triggerAction(event->modifiers().testFlag(Qt::ShiftModifier) ? QScrollBar::SliderPageStepSub
                                                                             : QScrollBar::SliderPageStepAdd);
  } else {
    QAbstractScrollArea::keyPressEvent(event);
  }
}

void PageView::mouseDoubleClickEvent(QMouseEvent* event) {
  pressed_ = pointAt(event->position());
  if (event->button() != Qt::LeftButton || pressed_.page < 0) {
    return;
  }
  isDragging_ = isSelecting_ = true;
  pages_.selectWord(pressed_.page, pressed_.at);
  pressed_ = {};
}

void PageView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) {
    return;
  }
  pressed_ = pointAt(event->position());
  isDragging_ = false;
  selection_ = {};
  viewport()->update();
}

void PageView::mouseMoveEvent(QMouseEvent* event) {
  if (!event->buttons().testFlag(Qt::LeftButton) || pressed_.page < 0) {
    return;
  }
  dragged_ = event->position();
  const QPointF moved = (pointOn(pressed_.page, dragged_).at - pressed_.at) * scale_;
  isDragging_ = isDragging_ || moved.manhattanLength() >= QApplication::startDragDistance();
  if (isDragging_) {
    isSelectionOld_ = true;
    askSelection();
  }
}

void PageView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || isDragging_) {
    return;
  }
  for (std::size_t i = 0; i < highlights_.answers.size(); ++i) {
    for (const QRectF& rect : rectsOf(highlights_.answers[i])) {
      if (rect.contains(event->position())) {
        Q_EMIT answerClicked(static_cast<int>(i));
        return;
      }
    }
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
    const QRectF rect = pageRect(page);
    painter.fillRect(rect, Qt::white);
    if (const auto picture = pictures_.find(page); picture != pictures_.end()) {
      painter.drawImage(rect, picture->second);
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
  for (const QRectF& words :
       selection_.page < 0 ? std::vector<QRectF>() : inContent(selection_.page, selection_.lines)) {
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

void PageView::wheelEvent(QWheelEvent* event) {
  if (!event->modifiers().testFlag(Qt::ControlModifier)) {
    wheel_ = {};
    revealing_.reset();
    QAbstractScrollArea::wheelEvent(event);
    return;
  }
  if (const int steps = wheel_.turn(*event); steps != 0) {
    setZoom(zoom_ + steps);
  }
  event->accept();
}

void PageView::connectPages() {
  using jobs::PageService;
  connect(scrollBar_, &QScrollBar::sliderPressed, this, [this] { revealing_.reset(); });
  connect(&pages_, &PageService::failed, this, &PageView::failed);
  connect(&pages_, &PageService::opened, this, [this](const std::vector<QSizeF>& sizes) {
    for (const QSizeF& size : sizes) {
      sizes_.push_back(size.expandedTo(QSizeF(1, 1)));
    }
    layOut();
    scrollTo(firstPlace_);
    updateMarks();
    viewport()->update();
    revealWaiting();
    Q_EMIT scrolled();
  });
  connect(&pages_, &PageService::rendered, this, [this](int page, const QImage& picture) {
    isAsking_ = false;
    pictures_[page] = picture;
    dropPictures();
    viewport()->update();
    ask();
  });
  connect(&pages_, &PageService::outlined, this,
          [this](int page, text::Range range, const std::vector<QRectF>& lines) {
            isAsking_ = false;
            outlines_[range][page] = lines;
            viewport()->update();
            revealWaiting();
            ask();
          });
  connect(&pages_, &PageService::selected, this,
          [this](int page, text::Range range, const std::vector<QRectF>& lines) {
            isSelecting_ = false;
            if (isDragging_) {  // else it was let go meanwhile
              selection_ = {page, range, lines};
              viewport()->update();
            }
            askSelection();
          });
}

void PageView::layOut() {
  // The widest page is to fit, unless it is much wider than they usually are.
  std::vector<double> widths;
  for (const QSizeF& size : sizes_) {
    widths.push_back(size.width());
  }
  std::ranges::sort(widths);
  const double usual = widths.empty() ? 1 : widths[widths.size() / 2];
  const double widest = widths.empty() ? 1 : widths.back();
  const double fitted = widths.empty() ? 1 : *std::prev(std::ranges::upper_bound(widths, usual * kWidePage));
  const double room = viewport()->width() - 2 * kWideGap;
  const double most = kMostSize * logicalDpiX() / kPointsPerInch;
  scale_ = std::min(room / fitted, most) * zoomFactor(zoom_);
  contentWidth_ = std::max<double>(viewport()->width(), std::floor(widest * scale_) + 2 * kWideGap);
  tops_.clear();
  double y = kWideGap;
  for (const QSizeF& size : sizes_) {
    tops_.push_back(y);
    y += std::round(size.height() * scale_) + kWideGap;
  }
  const auto fit = [](QScrollBar* bar, double content, int view) {
    bar->setRange(0, std::max(0, static_cast<int>(content) - view));
    bar->setPageStep(view);
    bar->setSingleStep(40);
  };
  fit(scrollBar_, sizes_.empty() ? 0 : y, viewport()->height());
  fit(horizontalScrollBar(), contentWidth_, viewport()->width());
}

void PageView::layOutAgain() {
  const Place left = place();
  const double middle =
      (horizontalScrollBar()->value() + viewport()->width() / 2.0) / std::max(1.0, contentWidth_);
  layOut();
  if (!sizes_.empty()) {
    scrollTo(left);
    horizontalScrollBar()->setValue(static_cast<int>(middle * contentWidth_ - viewport()->width() / 2.0));
  }
  viewport()->update();
}

void PageView::scrollTo(double y) { scrollBar_->setValue(static_cast<int>(std::lround(y))); }

void PageView::scrollTo(const Place& place) {
  if (place.page) {
    const double page = std::clamp<double>(std::floor(*place.page), 0, pageCount() - 1);
    const QRectF rect = pageRect(static_cast<int>(page));
    scrollTo(rect.top() + (*place.page - page) * rect.height());
  } else {
    scrollTo(place.unit > 0 ? heightOf(place.unit) : 0);
  }
}

void PageView::ask() {
  if (isAsking_ || sizes_.empty()) {
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
    if (!isAsking_) askOutline(range, first, last);
  });
  if (!isAsking_ && !askPicture(last + 1)) {
    askPicture(first - 1);
  }
}

bool PageView::askOutline(text::Range range, int firstPage, int lastPage) {
  for (int page = std::max(firstPage, pageOf(range.begin)); page <= lastPage; ++page) {
    if (document_->pages[static_cast<std::size_t>(page)].begin >= range.end) break;
    const auto known = outlines_.find(range);
    if (known == outlines_.end() || !known->second.contains(page)) {
      isAsking_ = true;
      pages_.outline(page, range);
      return true;
    }
  }
  return false;
}

bool PageView::askPicture(int page) {
  if (page < 0 || page >= pageCount()) {
    return false;
  }
  const auto picture = pictures_.find(page);
  if (picture != pictures_.end() && picture->second.size() == pixelsOf(page)) {
    return false;
  }
  isAsking_ = true;
  pages_.render(page, pixelsOf(page));
  return true;
}

void PageView::dropPictures() {
  const auto [first, last] = visiblePages();
  const auto distance = [first = first, last = last](int page) {
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

void PageView::revealWaiting() {
  if (!revealing_ || sizes_.empty()) {
    return;
  }
  const text::Range range = *revealing_;
  const auto known = outlines_.find(range);
  if (known == outlines_.end() || !known->second.contains(pageOf(range.begin))) {
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

void PageView::askSelection() {
  if (isSelecting_ || !isSelectionOld_ || pressed_.page < 0) {
    return;
  }
  isSelecting_ = true;
  isSelectionOld_ = false;
  pages_.select(pressed_.page, pressed_.at, pointOn(pressed_.page, dragged_).at);
}

void PageView::updateMarks() {
  scrollBar_->setMarks(
      highlights_.marks(Theme::of(palette()), [&](text::Range range) -> std::optional<double> {
        return sizes_.empty() ? std::nullopt : std::optional(heightOf(range.begin) / contentHeight());
      }));
}

double PageView::contentHeight() const { return pageRect(pageCount() - 1).bottom() + kWideGap; }

QRectF PageView::pageRect(int page) const {
  const QSizeF size = (sizes_[static_cast<std::size_t>(page)] * scale_).toSize();
  return {std::floor((contentWidth_ - size.width()) / 2), tops_[static_cast<std::size_t>(page)], size.width(),
          size.height()};
}

QSize PageView::pixelsOf(int page) const {
  const QSizeF size = pageRect(page).size() * devicePixelRatioF();
  const double longer = std::max(size.width(), size.height());
  return (longer > kMostPixels ? size * (kMostPixels / longer) : size).toSize().expandedTo({1, 1});
}

std::pair<int, int> PageView::visiblePages() const {
  const double top = scrollBar_->value();
  const auto first = std::ranges::upper_bound(tops_, top);
  const auto beyond = std::ranges::lower_bound(tops_, top + viewport()->height());
  const auto index = [&](auto place) { return static_cast<int>(place - tops_.begin()) - 1; };
  return {std::max(0, index(first)), std::max(sizes_.empty() ? -1 : 0, index(beyond))};
}

int PageView::pageOf(std::size_t unit) const {
  return std::clamp(static_cast<int>(document_->pageOf(unit)) - 1, 0, pageCount() - 1);
}

double PageView::heightOf(std::size_t unit) const {
  const int page = pageOf(unit);
  const text::Range units = document_->pages[static_cast<std::size_t>(page)];
  const double share = units.empty() ? 0
                                     : static_cast<double>(unit - std::min(unit, units.begin)) /
                                           static_cast<double>(units.length());
  return pageRect(page).top() + std::min(share, 1.0) * pageRect(page).height();
}

QPointF PageView::offset() const {
  return {-double(horizontalScrollBar()->value()), -double(scrollBar_->value())};
}

PageView::Point PageView::pointAt(const QPointF& inViewport) const {
  const auto [first, last] = visiblePages();
  for (int page = first; page <= last; ++page) {
    if (pageRect(page).contains(inViewport - offset())) return pointOn(page, inViewport);
  }
  return {};
}

PageView::Point PageView::pointOn(int page, const QPointF& inViewport) const {
  return {page, (inViewport - offset() - pageRect(page).topLeft()) / scale_};
}

std::vector<QRectF> PageView::inContent(int page, const std::vector<QRectF>& lines) const {
  std::vector<QRectF> rects;
  for (const QRectF& line : lines) {
    rects.emplace_back(pageRect(page).topLeft() + line.topLeft() * scale_, line.size() * scale_);
  }
  return rects;
}

std::vector<QRectF> PageView::knownRects(text::Range range) const {
  std::vector<QRectF> rects;
  const auto outlines = outlines_.find(range);
  if (outlines == outlines_.end()) {
    return rects;
  }
  for (const auto& [page, lines] : outlines->second) {
    std::ranges::copy(inContent(page, lines), std::back_inserter(rects));
  }
  return rects;
}

}  // namespace lectern::views
