#include "ui/views/marked_scroll_bar.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionSlider>
#include <utility>

namespace lectern::views {

MarkedScrollBar::MarkedScrollBar(QWidget* parent) : QScrollBar(Qt::Vertical, parent) {}

void MarkedScrollBar::setMarks(std::vector<Mark> marks) {
  marks_ = std::move(marks);
  update();
}

void MarkedScrollBar::paintEvent(QPaintEvent* event) {
  QScrollBar::paintEvent(event);
  if (marks_.empty() || maximum() == minimum()) {
    return;
  }
  QStyleOptionSlider option;
  initStyleOption(&option);
  const QRectF groove =
      style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarGroove, this);
  QPainter painter(this);
  painter.setPen(Qt::NoPen);
  for (const Mark& mark : marks_) {
    const double height = mark.strong ? 4 : 2;
    const double inset = mark.strong ? 1 : 3;
    const double y = groove.top() + mark.place * (groove.height() - height);
    painter.setBrush(mark.color);
    painter.drawRect(QRectF(groove.left() + inset, y, groove.width() - 2 * inset, height));
  }
}

}  // namespace lectern::views
