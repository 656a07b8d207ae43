#include "ui/views/narrow_box.h"

#include <QStyleOptionComboBox>
#include <QStylePainter>

namespace lectern::views {

NarrowBox::NarrowBox(QWidget* parent) : QComboBox(parent) {
  constexpr int kFewestLetters = 10;
  setMinimumContentsLength(kFewestLetters);
}

void NarrowBox::paintEvent(QPaintEvent*) {
  QStylePainter painter(this);
  QStyleOptionComboBox option;
  initStyleOption(&option);
  painter.drawComplexControl(QStyle::CC_ComboBox, option);
  const QRect place =
      style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
  constexpr int kPadding = 4;
  option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight, place.width() - kPadding);
  painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

}  // namespace lectern::views
