#include "ui/views/busy_line.h"

#include <QPainter>
#include <algorithm>

#include "ui/views/theme.h"

namespace lectern::views {
namespace {

constexpr int kDelayMs = 300;
constexpr int kFrameMs = 30;
constexpr int kSteps = 50;  // frames of one passage of the moving piece

}  // namespace

BusyLine::BusyLine(QWidget* parent) : QWidget(parent) {
  setFixedHeight(3);
  setAccessibleName(tr("Progress"));
  delay_.setSingleShot(true);
  delay_.setInterval(kDelayMs);
  motion_.setInterval(kFrameMs);
  connect(&delay_, &QTimer::timeout, this, [this] {
    showing_ = true;
    motion_.start();
    update();
  });
  connect(&motion_, &QTimer::timeout, this, [this] {
    step_ = (step_ + 1) % kSteps;
    update();
  });
}

void BusyLine::setBusy(bool busy) {
  if (busy == busy_) {
    return;
  }
  busy_ = busy;
  if (busy) {
    delay_.start();
  } else {
    delay_.stop();
    motion_.stop();
    showing_ = false;
  }
  update();
}

void BusyLine::setProgress(int done, int total) {
  done_ = done;
  total_ = total;
  update();
}

void BusyLine::paintEvent(QPaintEvent*) {
  if (!showing_) {
    return;
  }
  const Theme theme = Theme::of(palette());
  QPainter painter(this);
  painter.fillRect(rect(), theme.line);
  if (total_ > 0) {
    const double part = static_cast<double>(std::min(done_, total_)) / total_;
    painter.fillRect(QRectF(0, 0, width() * part, height()), theme.accent);
  } else {
    const double piece = width() * 0.25;
    const double left = (width() + piece) * step_ / kSteps - piece;
    painter.fillRect(QRectF(left, 0, piece, height()), theme.accent);
  }
}

}  // namespace lectern::views
