#include "ui/views/buttons.h"

#include <QApplication>
#include <QCheckBox>
#include <QKeyEvent>
#include <QPainter>
#include <QRadioButton>

#include "ui/views/color_ramp.h"
#include "ui/views/theme.h"

namespace lectern::views {
namespace {

constexpr int kCardPadding = 12;
constexpr int kWrapFlags = Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignVCenter;

/// Draws a rounded area that lies whole within `rect`.
void drawRounded(QPainter& painter, const QRectF& rect, const QColor& ground, const QPen& pen) {
  const qreal inset = pen.style() == Qt::NoPen ? 0 : pen.widthF() / 2;
  painter.setBrush(ground);
  painter.setPen(pen);
  painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), kCornerRadius, kCornerRadius);
}

class EnterPress : public QObject {
 public:
  explicit EnterPress(QWidget& window) : QObject(&window), window_(window) {}

  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() != QEvent::KeyPress) return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    auto* button = qobject_cast<QAbstractButton*>(watched);
    const bool isChoice = qobject_cast<QCheckBox*>(button) || qobject_cast<QRadioButton*>(button);
    if (!isEnter || button == nullptr || isChoice || button->window() != &window_) return false;
    button->click();
    return true;
  }

 private:
  QWidget& window_;
};

}  // namespace

AccentButton::AccentButton(const QString& text, QWidget* parent) : QPushButton(text, parent) {
  setCursor(Qt::PointingHandCursor);
}

QSize AccentButton::sizeHint() const {
  const QFontMetrics metrics = fontMetrics();
  return {metrics.horizontalAdvance(text()) + 4 * kGap, metrics.height() + 2 * kGap};
}

void AccentButton::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(palette());
  QColor ground = isEnabled() ? theme.accent : mixed(theme.base, theme.accent, 0.4);
  if (isDown()) {
    ground = mixed(ground, Qt::black, 0.18);
  } else if (underMouse() && isEnabled()) {
    ground = mixed(ground, Qt::white, 0.1);
  }
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  drawRounded(painter, rect(), ground, Qt::NoPen);
  if (hasFocus()) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.onAccent, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(3, 3, -3, -3), kCornerRadius - 3, kCornerRadius - 3);
  }
  painter.setPen(theme.onAccent);
  painter.drawText(rect(), Qt::AlignCenter | Qt::TextShowMnemonic, text());
}

QuestionCard::QuestionCard(const QString& question, QWidget* parent) : QAbstractButton(parent) {
  setText(question);
  setAccessibleName(tr("Ask: %1").arg(question));
  setCursor(Qt::PointingHandCursor);
  setFocusPolicy(Qt::StrongFocus);
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

QSize QuestionCard::sizeHint() const { return {220, heightForWidth(220)}; }

QSize QuestionCard::minimumSizeHint() const { return {140, fontMetrics().height() + 2 * kCardPadding}; }

int QuestionCard::heightForWidth(int width) const {
  const QRect room(0, 0, width - 2 * kCardPadding, 10000);
  return fontMetrics().boundingRect(room, kWrapFlags, text()).height() + 2 * kCardPadding;
}

void QuestionCard::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(palette());
  const bool active = hasFocus() || underMouse();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  drawRounded(painter, rect(), isDown() ? theme.hover : theme.base,
              QPen(active ? theme.accent : theme.line, hasFocus() ? 2 : 1));
  painter.setPen(palette().color(QPalette::Text));
  painter.drawText(rect().adjusted(kCardPadding, 0, -kCardPadding, 0), kWrapFlags, text());
}

void QuestionCard::enterEvent(QEnterEvent* event) {
  QAbstractButton::enterEvent(event);
  update();
}

void QuestionCard::leaveEvent(QEvent* event) {
  QAbstractButton::leaveEvent(event);
  update();
}

void letEnterPress(QWidget& window) { qApp->installEventFilter(new EnterPress(window)); }

void setTabOrderAt(QWidget& place, QWidget& button) {
  QWidget* before = place.previousInFocusChain();
  while (before != &place && (before->focusPolicy() & Qt::TabFocus) == 0)
    before = before->previousInFocusChain();
  QWidget::setTabOrder(before, &button);
}

}  // namespace lectern::views
