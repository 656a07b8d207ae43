#include "ui/views/document_view.h"

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
#include <utility>

#include "ui/views/marked_scroll_bar.h"
#include "ui/views/text_geometry.h"

namespace lectern::views {
namespace {

constexpr int kMeasure = 72;  // characters a line, at most
constexpr int kZoomLeast = -6;
constexpr int kZoomMost = 20;
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

DocumentView::DocumentView(QWidget* parent)
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
  connect(&marksTimer_, &QTimer::timeout, this, &DocumentView::updateMarks);
  updateFont();
}

DocumentView::~DocumentView() {
  // QTextEdit must let go of a document that the map owns.
  setDocument(nullptr);
}

void DocumentView::showDocument(const jobs::DocumentPtr& document) {
  if (document_) {
    shown_.at(document_.get()).topUnit = topUnit();
  }
  answers_.clear();
  attention_.clear();
  found_.clear();
  document_ = document;
  if (!document_) {
    setDocument(nullptr);
    updateMarks();
    return;
  }
  renderCurrent();
  scrollToTop(shown_.at(document_.get()).topUnit);
}

void DocumentView::forget(const jobs::DocumentPtr& document) {
  if (document == document_) {
    showDocument(nullptr);
  }
  shown_.erase(document.get());
}

void DocumentView::setAnswers(std::vector<text::Range> answers, int chosen, bool reveals) {
  if (answers_ != answers || chosen_ != chosen) {  // else a click on the chosen one, to see it again
    answers_ = std::move(answers);
    chosen_ = chosen;
    updateMarks();
    viewport()->update();
  }
  if (reveals && chosen_ >= 0 && chosen_ < static_cast<int>(answers_.size())) {
    reveal(answers_[static_cast<std::size_t>(chosen_)]);
  }
}

void DocumentView::setAttention(std::vector<explanation::WeightedRange> weights) {
  attention_ = std::move(weights);
  viewport()->update();
}

void DocumentView::setFound(std::vector<text::Range> found, int current) {
  found_ = std::move(found);
  currentFound_ = current;
  updateMarks();
  viewport()->update();
  if (current >= 0 && current < static_cast<int>(found_.size())) {
    reveal(found_[static_cast<std::size_t>(current)]);
  }
}

void DocumentView::reveal(text::Range range) {
  if (!document_) {
    return;
  }
  // Arrow keys go on from here; to set the cursor scrolls to it, which is for the rest to do.
  const int scrolled = scrollBar_->value();
  QTextCursor cursor(document());
  cursor.setPosition(map().toView(range).begin);
  setTextCursor(cursor);
  scrollBar_->setValue(scrolled);
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

void DocumentView::setZoom(int steps) {
  const std::size_t top = topUnit();
  zoom_ = std::clamp(steps, kZoomLeast, kZoomMost);
  setDocument(nullptr);  // before its rendering goes
  for (auto& [document, shown] : shown_) {
    shown.rendered = {};
  }
  updateFont();
  if (document_) {
    renderCurrent();
    scrollToTop(top);
  }
}

void DocumentView::wheelEvent(QWheelEvent* event) {
  if (!event->modifiers().testFlag(Qt::ControlModifier)) {
    turned_ = 0;
    QTextEdit::wheelEvent(event);
    return;
  }
  turned_ += event->angleDelta().y();
  if (const int steps = turned_ / QWheelEvent::DefaultDeltasPerStep; steps != 0) {
    turned_ -= steps * QWheelEvent::DefaultDeltasPerStep;
    setZoom(zoom_ + steps);
  }
  event->accept();
}

std::size_t DocumentView::topUnit() const {
  return document_ ? map().toDocument(cursorForPosition(QPoint(0, 0)).position()) : 0;
}

std::vector<QRectF> DocumentView::rectsOf(text::Range range) const {
  std::vector<QRectF> rects;
  if (document_) {
    rects = wordRects(*document(), map().toView(range));
    for (QRectF& rect : rects) {
      rect.translate(0, -scrollBar_->value());
    }
  }
  return rects;
}

QString DocumentView::selectedText() const {
  if (!document_) {
    return {};
  }
  const QTextCursor cursor = textCursor();
  const text::Range range = map().toDocument(ViewRange{cursor.selectionStart(), cursor.selectionEnd()});
  const std::u16string_view words = range.of(document_->text);
  return QString::fromUtf16(words.data(), static_cast<qsizetype>(words.size()));
}

bool DocumentView::event(QEvent* event) {
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

void DocumentView::changeEvent(QEvent* event) {
  QTextEdit::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) {
    theme_ = Theme::of(palette());
    updateMarks();
  }
}

void DocumentView::resizeEvent(QResizeEvent* event) {
  const std::size_t top = topUnit();
  const int width = viewport()->width();
  placeColumn();
  QTextEdit::resizeEvent(event);
  if (viewport()->width() != width) {
    scrollToTop(top);
  }
  marksTimer_.start();  // marks need the whole layout, which takes long in a long document
}

void DocumentView::paintEvent(QPaintEvent* event) {
  if (document_) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(0, -scrollBar_->value());
    const ViewRange visible = visibleRange();
    for (const explanation::WeightedRange& word : attention_) {
      constexpr double kFaintest = 0.02;  // below, the tint cannot be seen
      if (word.weight > kFaintest) {
        paintRange(painter, visible, word.range, theme_.attention(word.weight), {});
      }
    }
    for (std::size_t i = 0; i < answers_.size(); ++i) {
      const bool chosen = static_cast<int>(i) == chosen_;
      // Over attention's tint the answers keep a line only: two grounds would mix.
      const QColor ground = !attention_.empty() ? QColor() : chosen ? theme_.chosenAnswer : theme_.answer;
      const bool underlined = chosen || !attention_.empty();
      paintRange(painter, visible, answers_[i], ground, underlined ? theme_.answerLine : QColor());
    }
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const bool current = static_cast<int>(i) == currentFound_;
      paintRange(painter, visible, found_[i], theme_.found, current ? theme_.accent : QColor());
    }
  }
  QTextEdit::paintEvent(event);
}

void DocumentView::mouseReleaseEvent(QMouseEvent* event) {
  QTextEdit::mouseReleaseEvent(event);
  if (event->button() != Qt::LeftButton || textCursor().hasSelection()) {
    return;
  }
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    for (const QRectF& rect : rectsOf(answers_[i])) {
      if (rect.contains(event->position())) {
        Q_EMIT answerClicked(static_cast<int>(i));
        return;
      }
    }
  }
}

QMimeData* DocumentView::createMimeDataFromSelection() const {
  auto* selection = new QMimeData;  // Qt's clipboard takes it
  selection->setText(selectedText());
  return selection;
}

void DocumentView::placeColumn() {
  const int available = width() - scrollBar_->sizeHint().width();
  const int measure = static_cast<int>(QFontMetricsF(font()).averageCharWidth() * kMeasure);
  const int side = std::max(kPageMargin, (available - measure) / 2);
  const int otherSide = std::max(kPageMargin, available - side - measure);
  setViewportMargins(side - kPageMargin, 0, otherSide - kPageMargin, 0);
}

void DocumentView::updateFont() {
  QFont reading = QApplication::font();
  reading.setFamilies(readingFamilies());
  reading.setPointSizeF(QApplication::font().pointSizeF() * kReadingSize * std::pow(1.1, zoom_));
  setFont(reading);
  placeColumn();
}

void DocumentView::renderCurrent() {
  RenderedDocument& rendered = shown_[document_.get()].rendered;
  if (!rendered.text) {
    rendered = views::render(*document_, font());
    connect(rendered.text->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, &marksTimer_,
            qOverload<>(&QTimer::start));
  }
  setDocument(rendered.text.get());
  setTabStopDistance(QFontMetricsF(font()).averageCharWidth() * 14);
  marksTimer_.start();
}

void DocumentView::updateMarks() {
  std::vector<MarkedScrollBar::Mark> marks;
  const double height = document_ ? document()->size().height() : 0;
  const auto add = [&](text::Range range, const QColor& color, bool strong) {
    const std::vector<QRectF> rects = wordRects(*document(), map().toView(range));
    if (!rects.empty()) {
      marks.push_back({std::min(1.0, rects.front().center().y() / height), color, strong});
    }
  };
  if (height > 0) {
    constexpr std::size_t kMostFound = 500;  // more would be one grey bar
    for (std::size_t i = 0; i < std::min(found_.size(), kMostFound); ++i) {
      add(found_[i], theme_.accent, static_cast<int>(i) == currentFound_);
    }
    for (std::size_t i = 0; i < answers_.size(); ++i) {
      add(answers_[i], theme_.answerLine, static_cast<int>(i) == chosen_);
    }
  }
  scrollBar_->setMarks(std::move(marks));
}

void DocumentView::scrollToTop(std::size_t unit) {
  if (!document_) {
    return;
  }
  if (unit == 0) {
    scrollBar_->setValue(0);
    return;
  }
  QTextCursor cursor(document());
  cursor.setPosition(map().toView(text::Range{unit, unit + 1}).begin);
  scrollTo(cursor.block(), scrollBar_->value() + cursorRect(cursor).top());
}

void DocumentView::scrollTo(QTextBlock block, int top) {
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

void DocumentView::paintRange(QPainter& painter, ViewRange visible, text::Range range, const QColor& ground,
                              const QColor& underline) const {
  const ViewRange shown = map().toView(range);
  const ViewRange painted{std::max(shown.begin, visible.begin), std::min(shown.end, visible.end)};
  if (painted.empty()) {
    return;
  }
  for (const QRectF& words : wordRects(*document(), painted)) {
    const QRectF area = words.adjusted(-2, -1, 2, 1);
    painter.setPen(Qt::NoPen);
    if (ground.isValid()) {
      painter.setBrush(ground);
      painter.drawRoundedRect(area, 3, 3);
    }
    if (underline.isValid()) {
      painter.setBrush(underline);
      painter.drawRect(QRectF(area.left(), area.bottom() - 1, area.width(), 2));
    }
  }
}

ViewRange DocumentView::visibleRange() const {
  const int first = cursorForPosition(QPoint(0, 0)).block().position();
  const QTextBlock last = cursorForPosition(QPoint(0, viewport()->height())).block();
  return {first, last.position() + last.length()};
}

const PositionMap& DocumentView::map() const { return shown_.at(document_.get()).rendered.map; }

}  // namespace lectern::views
