#include "ui/views/page_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lectern::views {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kMostSize = 1.25;  // of the paper's, at the standard size
constexpr int kPicturesKept = 3;    // pages before and after those in view
constexpr int kMostPixels = 4800;   // of a picture's longer side: beyond, it is drawn larger than it is
constexpr double kHitReach = 4;     // points beside the place of a double click

bool isOfWord(char16_t c) { return QChar(c).isLetterOrNumber() || QChar(c).isMark(); }

/// The word that holds a unit; nothing where there is none.
text::Range wordAt(std::u16string_view text, std::size_t unit) {
  text::Range word{unit, unit};
  while (word.begin > 0 && isOfWord(text[word.begin - 1])) --word.begin;
  while (word.end < text.size() && isOfWord(text[word.end])) ++word.end;
  return word;
}

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
    if (!selection_.empty()) {
      QApplication::clipboard()->setText(selectedText());
    }
  });
  connectPages();
}

void PageView::showDocument(const jobs::DocumentPtr& document, std::size_t top) {
  document_ = document;
  firstTop_ = top;
  sizes_.clear();
  tops_.clear();
  pictures_.clear();
  outlines_.clear();
  isDrawing_ = false;
  revealing_.reset();
  highlights_ = {};
  selection_ = {};
  isDragging_ = false;
  layOut();
  updateMarks();
  pages_.open(document);
}

void PageView::setAnswers(std::vector<text::Range> answers, int chosen, bool reveals) {
  highlights_.answers = std::move(answers);
  highlights_.chosen = chosen;
  updateMarks();
  if (const auto answer = highlights_.chosenAnswer(); answer && reveals) {
    reveal(*answer);
  }
  demand();
}

void PageView::setAttention(std::vector<explanation::WeightedRange> weights) {
  highlights_.attention = std::move(weights);
  demand();
}

void PageView::setFound(std::vector<text::Range> found, int current) {
  highlights_.found = std::move(found);
  highlights_.currentFound = current;
  updateMarks();
  if (const auto range = highlights_.currentlyFound()) {
    reveal(*range);
  }
  demand();
}

void PageView::reveal(text::Range range) {
  revealing_ = range;
  revealWaiting();
}

void PageView::setZoom(int steps) {
  zoom_ = boundedZoom(steps);
  layOutAgain();
}

std::size_t PageView::topUnit() const {
  if (!document_ || sizes_.empty()) {
    return firstTop_;
  }
  const double y = scrollBar_->value();
  const int page = visiblePages().first;
  const QRectF rect = pageRect(page);
  const text::Range units = document_->pages[static_cast<std::size_t>(page)];
  const double share = std::clamp((y - rect.top()) / rect.height(), 0.0, 1.0);
  return units.begin + static_cast<std::size_t>(share * static_cast<double>(units.length()));
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
  const std::u16string_view words = selection_.of(document_->text);
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
  pressed_ = placeAt(event->position());
  if (event->button() != Qt::LeftButton || pressed_.page < 0) {
    return;
  }
  isDragging_ = true;
  selectsWords_ = true;
  const QPointF reach(kHitReach, 0);
  pages_.select(pressed_.page, pressed_.point - reach, pressed_.point + reach);
}

void PageView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) {
    return;
  }
  pressed_ = placeAt(event->position());
  isDragging_ = false;
  selectsWords_ = false;
  selection_ = {};
  viewport()->update();
}

void PageView::mouseMoveEvent(QMouseEvent* event) {
  if (!event->buttons().testFlag(Qt::LeftButton) || pressed_.page < 0 || selectsWords_) {
    return;
  }
  const QPointF moved = (placeOn(pressed_.page, event->position()).point - pressed_.point) * scale_;
  isDragging_ = isDragging_ || moved.manhattanLength() >= QApplication::startDragDistance();
  if (isDragging_) {
    pages_.select(pressed_.page, pressed_.point, placeOn(pressed_.page, event->position()).point);
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
  if (!selection_.empty()) {
    drawRange(selection_, theme_.found, {});
  }
}

void PageView::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  layOutAgain();
}

void PageView::scrollContentsBy(int, int) {
  demand();
  Q_EMIT scrolled();
}

void PageView::wheelEvent(QWheelEvent* event) {
  if (!event->modifiers().testFlag(Qt::ControlModifier)) {
    wheel_ = {};
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
  connect(&pages_, &PageService::failed, this, &PageView::failed);
  connect(&pages_, &PageService::opened, this, [this](const std::vector<QSizeF>& sizes) {
    sizes_ = sizes;
    layOut();
    if (firstTop_ > 0) {
      scrollTo(heightOf(firstTop_));
    }
    updateMarks();
    revealWaiting();
    demand();
    Q_EMIT scrolled();
  });
  connect(&pages_, &PageService::rendered, this, [this](int page, const QImage& picture) {
    isDrawing_ = false;
    pictures_[page] = picture;
    viewport()->update();
    demandPicture();
  });
  connect(&pages_, &PageService::outlined, this,
          [this](int page, text::Range range, const std::vector<QRectF>& lines) {
            outlines_[range][page] = {true, lines};
            revealWaiting();
            viewport()->update();
          });
  connect(&pages_, &PageService::selected, this, [this](text::Range range) {
    if (!isDragging_) {
      return;  // of a selection that was let go meanwhile
    }
    selection_ =
        selectsWords_ && !range.empty() ? wordAt(document_->text, (range.begin + range.end) / 2) : range;
    demand();
  });
}

void PageView::layOut() {
  double widest = 0;
  for (const QSizeF& size : sizes_) {
    widest = std::max(widest, size.width());
  }
  const double room = viewport()->width() - 2 * kWideGap;
  const double most = kMostSize * logicalDpiX() / kPointsPerInch;
  scale_ = (widest > 0 ? std::min(room / widest, most) : 1) * zoomFactor(zoom_);
  contentWidth_ = std::max<double>(viewport()->width(), widest * scale_ + 2 * kWideGap);
  tops_.clear();
  double y = kWideGap;
  for (const QSizeF& size : sizes_) {
    tops_.push_back(y);
    y += std::round(size.height() * scale_) + kWideGap;
  }
  const auto fit = [](QScrollBar* bar, double content, int view) {
    bar->setRange(0, std::max(0, static_cast<int>(std::ceil(content)) - view));
    bar->setPageStep(view);
    bar->setSingleStep(40);
  };
  fit(scrollBar_, sizes_.empty() ? 0 : y, viewport()->height());
  fit(horizontalScrollBar(), contentWidth_, viewport()->width());
}

void PageView::layOutAgain() {
  const int page = sizes_.empty() ? -1 : visiblePages().first;
  const double share = page < 0 ? 0 : (scrollBar_->value() - pageRect(page).top()) / pageRect(page).height();
  const double middle =
      (horizontalScrollBar()->value() + viewport()->width() / 2.0) / std::max(1.0, contentWidth_);
  layOut();
  if (page >= 0) {
    scrollTo(pageRect(page).top() + share * pageRect(page).height());
    horizontalScrollBar()->setValue(static_cast<int>(middle * contentWidth_ - viewport()->width() / 2.0));
  }
  demand();
  viewport()->update();
}

void PageView::scrollTo(double y) { scrollBar_->setValue(static_cast<int>(std::lround(y))); }

void PageView::demand() {
  viewport()->update();
  if (sizes_.empty()) {
    return;
  }
  const auto [first, last] = visiblePages();
  highlights_.draw(theme_, [&, first = first, last = last](text::Range range, const QColor&, const QColor&) {
    demandOutline(range, first, last);
  });
  if (!selection_.empty()) {
    demandOutline(selection_, first, last);
  }
  demandPicture();
}

void PageView::demandOutline(text::Range range, int firstPage, int lastPage) {
  const auto& pages = document_->pages;
  for (int page = std::max(firstPage, pageOf(range.begin)); page <= lastPage; ++page) {
    if (pages[static_cast<std::size_t>(page)].begin >= range.end) break;
    if (outlines_[range].try_emplace(page).second) {
      pages_.outline(page, range);
    }
  }
}

void PageView::demandPicture() {
  if (isDrawing_ || sizes_.empty()) {
    return;
  }
  const auto [first, last] = visiblePages();
  std::erase_if(pictures_, [first = first, last = last](const auto& each) {
    return each.first < first - kPicturesKept || each.first > last + kPicturesKept;
  });
  const auto isMissing = [&](int page) {
    const auto picture = pictures_.find(page);
    return page >= 0 && page < pageCount() &&
           (picture == pictures_.end() || picture->second.size() != pixelsOf(page));
  };
  // Those in view from the top down, then those that come next.
  for (int page = first; page <= last + 2; ++page) {
    if (page == last + 2) {
      page = first - 1;
      if (!isMissing(page)) return;
    }
    if (isMissing(page)) {
      isDrawing_ = true;
      pages_.render(page, pixelsOf(page));
      return;
    }
  }
}

void PageView::revealWaiting() {
  if (!revealing_ || sizes_.empty()) {
    return;
  }
  const text::Range range = *revealing_;
  const int page = pageOf(range.begin);
  demandOutline(range, page, page);
  if (!outlines_[range][page].isKnown) {
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

PageView::Place PageView::placeAt(const QPointF& inViewport) const {
  const auto [first, last] = visiblePages();
  for (int page = first; page <= last; ++page) {
    if (pageRect(page).contains(inViewport - offset())) return placeOn(page, inViewport);
  }
  return {};
}

PageView::Place PageView::placeOn(int page, const QPointF& inViewport) const {
  return {page, (inViewport - offset() - pageRect(page).topLeft()) / scale_};
}

std::vector<QRectF> PageView::knownRects(text::Range range) const {
  std::vector<QRectF> rects;
  const auto outlines = outlines_.find(range);
  if (outlines == outlines_.end()) {
    return rects;
  }
  for (const auto& [page, outline] : outlines->second) {
    for (const QRectF& line : outline.lines) {
      rects.emplace_back(pageRect(page).topLeft() + line.topLeft() * scale_, line.size() * scale_);
    }
  }
  return rects;
}

}  // namespace lectern::views
