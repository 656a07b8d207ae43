#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMouseEvent>
#include <QTimerEvent>
#include <algorithm>

#include "ui/views/page_view.h"

namespace lectern::views {
namespace {

constexpr int kScrollTime = 30;  // ms between steps

}  // namespace

void PageView::addActions() {
  const auto add = [this](const QString& text, QKeySequence::StandardKey key) {
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    addAction(action);
    return action;
  };
  setContextMenuPolicy(Qt::ActionsContextMenu);
  connect(add(tr("&Copy"), QKeySequence::Copy), &QAction::triggered, this, [this] {
    if (!selection_->range().empty()) {
      QApplication::clipboard()->setText(selectedText());
    }
  });
  connect(add(tr("Select &all"), QKeySequence::SelectAll), &QAction::triggered, this, [this] {
    if (document_) {
      selection_->select({0, document_->text.size()});
    }
  });
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
  const auto at = pointAt(event->position());
  if (event->button() == Qt::LeftButton && at) {
    selection_->selectWord(*at);
  }
}

void PageView::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) {
    selection_->begin(pointAt(event->position()));
  }
}

void PageView::setPointing(bool pointing) {
  isPointing_ = pointing;
  viewport()->setMouseTracking(pointing);
}

void PageView::leaveEvent(QEvent* event) {
  QAbstractScrollArea::leaveEvent(event);
  resting_.stop();
  over_.reset();
  if (isPointing_) Q_EMIT pointed({});
}

void PageView::mouseMoveEvent(QMouseEvent* event) {
  constexpr int kRest = 40;  // ms
  if (isPointing_ && event->buttons() == Qt::NoButton) {
    over_ = event->position();
    if (!resting_.isActive()) resting_.start(kRest, this);
  }
  const auto from = selection_->from();
  if (!event->buttons().testFlag(Qt::LeftButton) || !from || layout_.isEmpty()) {
    return;
  }
  dragged_ = event->position();
  const QPointF moved = dragged_ - offset() - layout_.rect(from->page).topLeft() - from->at * layout_.scale();
  if (selection_->isUsed() || moved.manhattanLength() >= QApplication::startDragDistance()) {
    selection_->extendTo(nearestTo(dragged_));
    if (viewport()->rect().contains(dragged_.toPoint())) {
      scrolling_.stop();
    } else if (!scrolling_.isActive()) {
      scrolling_.start(kScrollTime, this);
    }
  }
}

/// Asks what the mouse is over; goes on where it is held beyond the edge.
void PageView::timerEvent(QTimerEvent* event) {
  if (event->timerId() == resting_.timerId()) {
    resting_.stop();
    if (const auto at = over_ ? pointAt(*over_) : std::nullopt) {
      pages_.point(*at);
    } else {
      Q_EMIT pointed({});
    }
    return;
  }
  if (event->timerId() != scrolling_.timerId()) {
    QAbstractScrollArea::timerEvent(event);
    return;
  }
  const double beyond = dragged_.y() < 0 ? dragged_.y() : std::max(0.0, dragged_.y() - viewport()->height());
  scrollTo(scrollBar_->value() + beyond / 2);
  selection_->extendTo(nearestTo(dragged_));
}

void PageView::mouseReleaseEvent(QMouseEvent* event) {
  scrolling_.stop();
  if (event->button() != Qt::LeftButton || selection_->isUsed()) {
    return;
  }
  const auto answer =
      highlights_.answerAt(event->position(), [this](text::Range range) { return rectsOf(range); });
  if (answer) {
    Q_EMIT answerClicked(*answer);
  }
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

std::optional<PageSelection::Point> PageView::pointAt(const QPointF& inViewport) const {
  const auto [first, last] = visiblePages();
  for (int page = first; page <= last; ++page) {
    if (layout_.rect(page).contains(inViewport - offset())) return {{page, pointOn(page, inViewport)}};
  }
  return std::nullopt;
}

PageSelection::Point PageView::nearestTo(const QPointF& inViewport) const {
  const double y = inViewport.y() - offset().y();
  const int page = std::clamp(layout_.between(y, y).second, 0, layout_.count() - 1);
  return {page, pointOn(page, inViewport)};
}

QPointF PageView::pointOn(int page, const QPointF& inViewport) const {
  return (inViewport - offset() - layout_.rect(page).topLeft()) / layout_.scale();
}

}  // namespace lectern::views
