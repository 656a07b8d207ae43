#include "ui/views/screen_fit.h"

#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>

namespace lectern::views {
namespace {

class FittingArea : public QScrollArea {
 public:
  /// Without the bound of some lines that a scroll area has.
  QSize sizeHint() const override { return widget()->sizeHint(); }
};

}  // namespace

QWidget* scrolled(QWidget& content) {
  auto* area = new FittingArea;
  area->setWidget(&content);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setMinimumWidth(content.minimumSizeHint().width());
  return area;
}

void resizeToScreen(QWidget& dialog, QSize size) {
  constexpr double kShare = 0.9;  // the rest is for what the system has around it
  dialog.resize(size.boundedTo(dialog.screen()->availableSize() * kShare));
}

}  // namespace lectern::views
