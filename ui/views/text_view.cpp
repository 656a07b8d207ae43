#include "ui/views/text_view.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QWheelEvent>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>

#include "ui/models/qstring.h"
#include "ui/views/marked_scroll_bar.h"
#include "ui/views/text_geometry.h"

namespace lectern::views {
namespace {

constexpr int kMeasure = 72;                       // characters a line, at most
constexpr double kReadingSize = 1.22;              // of the interface's font
constexpr std::chrono::milliseconds kSettled(80);  // without a change: the layout stands

/// A face made for long reading where the system has one.
QStringList readingFamilies() {
  return {QStringLiteral("Source Serif 4"),
          QStringLiteral("Source Serif Pro"),
          QStringLiteral("Noto Serif"),
          QStringLiteral("Literata"),
          QStringLiteral("Charter"),
          QStringLiteral("P052"),
          QStringLiteral("Palatino"),
          QStringLiteral("Georgia"),
          QStringLiteral("Liberation Serif"),
          QStringLiteral("Noto Serif CJK SC"),
          QStringLiteral("serif")};
}

}  // namespace

TextView::TextView(QWidget* parent)
    : QTextEdit(parent), theme_(Theme::of(palette())), scrollBar_(new MarkedScrollBar(this)) {
  setReadOnly(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  setAcceptDrops(false);  // the window takes dropped files
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // a bar that comes and goes moves the column
  setVerticalScrollBar(scrollBar_);
  setBackgroundRole(QPalette::Base);
  setAutoFillBackground(true);
  setAccessibleName(tr("Document"));
  setMinimumWidth(280);
  marksTimer_.setSingleShot(true);
  marksTimer_.setInterval(kSettled);
  connect(&marksTimer_, &QTimer::timeout, this, &TextView::updateMarks);
  zoomTimer_.setSingleShot(true);
  zoomTimer_.setInterval(kSettled);
  connect(&zoomTimer_, &QTimer::timeout, this, &TextView::applyZoom);
  updateFont();
}

TextView::~TextView() {
  // QTextEdit must let go of a document that the map owns.
  setDocument(nullptr);
}

void TextView::showDocument(const jobs::DocumentPtr& document, std::size_t top) {
  highlights_ = {};
  document_ = document;
  if (!document_) {
    setDocument(nullptr);
    updateMarks();
    return;
  }
  renderCurrent();
  scrollToTop(top);
}

void TextView::forget(const jobs::DocumentPtr& document) {
  if (document == document_) {
    showDocument(nullptr);
  }
  rendered_.erase(document.get());
  std::erase(shownLast_, document);
}

void TextView::setHighlights(Highlights highlights) {
  const bool areMarksOld = highlights.answers != highlights_.answers ||
                           highlights.chosen != highlights_.chosen || highlights.found != highlights_.found ||
                           highlights.currentFound != highlights_.currentFound;
  highlights_ = std::move(highlights);
  if (areMarksOld && !marksTimer_.isActive()) {
    updateMarks();  // which takes the whole layout
  }
  viewport()->update();
}

void TextView::goTo(std::size_t unit) {
  if (document_) {
    setCursorTo({unit, document_->text.size()});  // or the next that is shown
    scrollToTop(unit);
  }
}

void TextView::reveal(text::Range range) {
  if (!document_) {
    return;
  }
  const QTextCursor cursor = setCursorTo(range);
  const std::vector<QRectF> rects = rectsOf(range);
  if (rects.empty()) {
    return;
  }
  const double height = viewport()->height();
  if (rects.front().top() >= height * 0.06 && rects.back().bottom() <= height * 0.9) {
    return;
  }
  scrollTo(cursor.block(), scrollBar_->value() + static_cast<int>(rects.front().top() - height * 0.3));
}

void TextView::setZoom(int steps) {
  if (boundedZoom(steps) == zoom_) {
    return;
  }
  zoom_ = boundedZoom(steps);
  constexpr std::size_t kLong = 300'000;  // units, which take a noticeable while to set
  if (document_ && document_->text.size() > kLong) {
    zoomTimer_.start();
  } else {
    applyZoom();
  }
}

void TextView::applyZoom() {
  zoomTimer_.stop();
  const std::size_t top = topUnit();
  setDocument(nullptr);  // before its rendering goes
  for (auto& [document, rendered] : rendered_) {
    rendered = {};
  }
  updateFont();
  if (document_) {
    renderCurrent();
    scrollToTop(top);
  }
}

void TextView::wheelEvent(QWheelEvent* event) {
  if (!event->modifiers().testFlag(Qt::ControlModifier)) {
    wheel_ = {};
    QTextEdit::wheelEvent(event);
    return;
  }
  if (const int steps = wheel_.turn(*event); steps != 0) {
    setZoom(zoom_ + steps);
  }
  event->accept();
}

std::size_t TextView::topUnit() const { return document_ ? map().toDocument(topCursor().position()) : 0; }

std::vector<QRectF> TextView::rectsOf(text::Range range) const {
  std::vector<QRectF> rects;
  if (document_) {
    rects = wordRects(*document(), map().toView(range));
    for (QRectF& rect : rects) {
      rect.translate(0, -scrollBar_->value());
    }
  }
  return rects;
}

QString TextView::selectedText() const {
  if (!document_) {
    return {};
  }
  const QTextCursor cursor = textCursor();
  const text::Range range = map().toDocument(ViewRange{cursor.selectionStart(), cursor.selectionEnd()});
  return models::toQString(range.of(document_->text));
}

bool TextView::event(QEvent* event) {
  if (event->type() == QEvent::Wheel) {
    // Over the margins beside the column, which are not part of the viewport.
    auto* wheel = static_cast<QWheelEvent*>(event);
    if (wheel->modifiers().testFlag(Qt::ControlModifier)) {
      wheelEvent(wheel);
    } else {
      QApplication::sendEvent(scrollBar_, event);
    }
    return true;
  }
  return QTextEdit::event(event);
}

void TextView::changeEvent(QEvent* event) {
  QTextEdit::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) {
    theme_ = Theme::of(palette());
    updateMarks();
  }
}

void TextView::resizeEvent(QResizeEvent* event) {
  const std::size_t top = topUnit();
  const int width = viewport()->width();
  placeColumn();
  QTextEdit::resizeEvent(event);
  if (viewport()->width() != width) {
    scrollToTop(top);
  }
  marksTimer_.start();  // marks need the whole layout, which takes long in a long document
}

void TextView::paintEvent(QPaintEvent* event) {
  if (document_) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(0, -scrollBar_->value());
    const ViewRange visible = visibleRange();
    highlights_.draw(theme_, [&](text::Range range, const QColor& ground, const QColor& underline) {
      drawRange(painter, visible, range, ground, underline);
    });
  }
  QTextEdit::paintEvent(event);
}

void TextView::setPointing(bool pointing) {
  isPointing_ = pointing;
  if (pointing) viewport()->setMouseTracking(true);
}

void TextView::leaveEvent(QEvent* event) {
  QTextEdit::leaveEvent(event);
  if (isPointing_) Q_EMIT pointed({});
}

void TextView::mouseMoveEvent(QMouseEvent* event) {
  QTextEdit::mouseMoveEvent(event);
  if (!isPointing_ || !document_ || event->buttons() != Qt::NoButton) {
    return;
  }
  const QPointF at = event->position() + QPointF(0, scrollBar_->value());
  const int position = document()->documentLayout()->hitTest(at, Qt::ExactHit);
  Q_EMIT pointed(position < 0 ? text::Range() : map().toDocument(ViewRange{position, position + 1}));
}

void TextView::mouseReleaseEvent(QMouseEvent* event) {
  QTextEdit::mouseReleaseEvent(event);
  if (event->button() != Qt::LeftButton || textCursor().hasSelection()) {
    return;
  }
  const auto answer =
      highlights_.answerAt(event->position(), [this](text::Range range) { return rectsOf(range); });
  if (answer) {
    Q_EMIT answerClicked(*answer);
  }
}

QMimeData* TextView::createMimeDataFromSelection() const {
  auto* selection = new QMimeData;  // Qt's clipboard takes it
  selection->setText(selectedText());
  return selection;
}

void TextView::placeColumn() {
  const int available = width() - scrollBar_->sizeHint().width();
  const int measure = static_cast<int>(QFontMetricsF(font()).averageCharWidth() * kMeasure);
  const int side = std::max(kPageMargin, (available - measure) / 2);
  const int otherSide = std::max(kPageMargin, available - side - measure);
  setViewportMargins(side - kPageMargin, 0, otherSide - kPageMargin, 0);
}

void TextView::updateFont() {
  QFont reading = QApplication::font();
  reading.setFamilies(readingFamilies());
  reading.setPointSizeF(QApplication::font().pointSizeF() * kReadingSize * zoomFactor(zoom_));
  setFont(reading);
  placeColumn();
}

void TextView::renderCurrent() {
  RenderedDocument& rendered = rendered_[document_.get()];
  if (!rendered.text) {
    rendered = views::render(*document_, font());
    connect(rendered.text->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, &marksTimer_,
            qOverload<>(&QTimer::start));
  }
  setDocument(rendered.text.get());
  dropOldest();
  setTabStopDistance(QFontMetricsF(font()).averageCharWidth() * 14);
  marksTimer_.start();
}

void TextView::dropOldest() {
  constexpr std::size_t kMostUnits = 4'000'000;  // which take some hundred bytes each
  std::erase(shownLast_, document_);
  shownLast_.insert(shownLast_.begin(), document_);
  std::size_t units = 0, kept = 0;
  while (kept < shownLast_.size() && (kept == 0 || units + shownLast_[kept]->text.size() <= kMostUnits))
    units += shownLast_[kept++]->text.size();
  for (std::size_t i = kept; i < shownLast_.size(); ++i) rendered_.erase(shownLast_[i].get());
  shownLast_.resize(kept);
}

void TextView::updateMarks() {
  const double height = document_ ? document()->size().height() : 0;
  scrollBar_->setMarks(highlights_.marks(theme_, [&](text::Range range) -> std::optional<double> {
    const std::vector<QRectF> rects =
        height > 0 ? wordRects(*document(), map().toView(range)) : std::vector<QRectF>();
    return rects.empty() ? std::nullopt : std::optional(rects.front().center().y() / height);
  }));
}

QTextCursor TextView::setCursorTo(text::Range range) {
  // Arrow keys go on from here; to set the cursor scrolls to it, which is for others to do.
  const int scrolled = scrollBar_->value();
  QTextCursor cursor(document());
  cursor.setPosition(map().toView(range).begin);
  setTextCursor(cursor);
  scrollBar_->setValue(scrolled);
  return cursor;
}

void TextView::scrollToTop(std::size_t unit) {
  if (!document_) {
    return;
  }
  if (unit == 0) {
    scrollBar_->setValue(0);
    return;
  }
  QTextCursor cursor(document());
  cursor.setPosition(
      map().toView(text::Range{unit, document_->text.size()}).begin);  // or the next that is shown
  scrollTo(cursor.block(), scrollBar_->value() + cursorRect(cursor).top());
}

void TextView::scrollTo(QTextBlock block, int top) {
  // A long document is laid out bit by bit, and the bar's range grows with it: what is to be seen comes
  // first.
  const QAbstractTextDocumentLayout* layout = document()->documentLayout();
  int bottom = 0;
  for (; block.isValid() && bottom < top + viewport()->height(); block = block.next()) {
    bottom =
        static_cast<int>(std::ceil(layout->blockBoundingRect(block).bottom() + document()->documentMargin()));
  }
  scrollBar_->setMaximum(std::max(scrollBar_->maximum(), bottom - viewport()->height()));
  scrollBar_->setValue(top);
}

void TextView::drawRange(QPainter& painter, ViewRange visible, text::Range range, const QColor& ground,
                         const QColor& underline) const {
  const ViewRange shown = map().toView(range);
  const ViewRange drawn{std::max(shown.begin, visible.begin), std::min(shown.end, visible.end)};
  if (drawn.empty()) {
    return;
  }
  for (const QRectF& words : wordRects(*document(), drawn)) {
    drawHighlight(painter, words, ground, underline);
  }
}

QTextCursor TextView::topCursor() const {
  // While a document is laid out, a place between two paragraphs is taken for the end of what is.
  constexpr int kStep = 4;
  const int height = viewport()->height();
  QTextCursor cursor = cursorForPosition(QPoint(0, 0));
  for (int y = kStep; cursorRect(cursor).top() > height && y < height; y += kStep) {
    cursor = cursorForPosition(QPoint(0, y));
  }
  return cursor;
}

ViewRange TextView::visibleRange() const {
  const int first = topCursor().block().position();
  const QTextBlock last = cursorForPosition(QPoint(0, viewport()->height())).block();
  return {first, last.position() + last.length()};
}

const PositionMap& TextView::map() const { return rendered_.at(document_.get()).map; }

}  // namespace lectern::views
