#include "ui/views/matrix_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

#include "ui/views/color_ramp.h"

namespace lectern::views {
namespace {

constexpr int kLeastSide = 6, kMostSide = 48;
constexpr int kMostNameWidth = 120, kMostNameHeight = 84;
constexpr int kLeap = 20;          // columns that a page key goes
constexpr int kReadableSide = 11;  // smaller cells have no room for a name each

QString rowTitle(const DrawnMatrix& matrix) {
  return matrix.rowAxis.isEmpty() ? QString() : matrix.rowAxis + QStringLiteral(" ↓");
}

QString columnTitle(const DrawnMatrix& matrix) {
  return matrix.columnAxis.isEmpty() ? QString() : matrix.columnAxis + QStringLiteral(" →");
}

int longest(const QFontMetrics& metrics, const QStringList& names) {
  int width = 0;
  for (const QString& name : names) {
    width = std::max(width, metrics.horizontalAdvance(name));
  }
  return width;
}

}  // namespace

MatrixView::MatrixView(QWidget* parent) : QAbstractScrollArea(parent), theme_(Theme::of(palette())) {
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Attention as a matrix"));
  viewport()->setMouseTracking(true);
  viewport()->setBackgroundRole(QPalette::Base);
  side_ = fontMetrics().height() + 1;  // a name for each column
  layOut();
}

void MatrixView::setMatrix(DrawnMatrix matrix) {
  const bool isSame =
      matrix.rows == matrix_.rows && matrix.columns == matrix_.columns && matrix.marked == matrix_.marked;
  matrix_ = std::move(matrix);
  if (isSame) {
    viewport()->update();
    return;
  }
  current_ = {};
  isHeld_ = false;
  layOut();
  // What surrounds the answer is what one wants to see, or what is divided off at the beginning.
  const auto [first, last] = matrix_.marked;
  const int middle = matrix_.divided > 0 ? 0 : (first + last) * side_ / 2;
  horizontalScrollBar()->setValue(middle - (viewport()->width() - nameWidth_) / 2);
  if (rowCount() == columnCount()) {
    verticalScrollBar()->setValue(middle - (viewport()->height() - nameHeight_) / 2);
  }
}

void MatrixView::setShades(std::vector<double> shades) {
  matrix_.shades = std::move(shades);
  viewport()->update();
}

void MatrixView::setPointedRow(int row) {
  pointedRow_ = row;
  viewport()->update();
}

void MatrixView::setCurrent(Cell cell) {
  if (cell == current_) {
    return;
  }
  current_ = cell;
  isHeld_ = isHeld_ && cell.row >= 0;
  viewport()->update();
  Q_EMIT currentChanged();
}

QRect MatrixView::cellRect(Cell cell) const {
  return {QPoint(nameWidth_ + cell.column * side_, nameHeight_ + cell.row * side_) - scrolled(),
          QSize(side_, side_)};
}

QSize MatrixView::sizeHint() const { return {400, kMostNameHeight + 10 * side_}; }

QSize MatrixView::minimumSizeHint() const { return {200, kMostNameHeight + 4 * side_}; }

QPicture MatrixView::drawing() const {
  MatrixView whole;  // as it is to be seen on paper, however it is scrolled and zoomed here
  whole.setFont(font());
  whole.setPalette(palette());
  whole.setMatrix(matrix_);
  const QFontMetrics metrics(font());  // names are whole there: nobody can point at them
  whole.nameWidth_ = whole.longestRowName() + 2 * kGap;
  whole.nameHeight_ = std::max(longest(metrics, matrix_.columns) + 2 * kGap, whole.nameHeight_);
  const QRect area(0, 0, whole.nameWidth_ + columnCount() * whole.side_ + kGap,
                   whole.nameHeight_ + rowCount() * whole.side_ + kGap);
  QPicture drawing;
  QPainter painter(&drawing);
  painter.fillRect(area, theme_.base);
  painter.setFont(font());
  whole.drawMatrix(painter, area, {});
  painter.end();
  drawing.setBoundingRect(area);
  return drawing;
}

void MatrixView::changeEvent(QEvent* event) {
  QAbstractScrollArea::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
    theme_ = Theme::of(palette());
    layOut();
  }
}

void MatrixView::keyPressEvent(QKeyEvent* event) {
  Cell cell = current_;
  switch (event->key()) {
    case Qt::Key_Left:
      --cell.column;
      break;
    case Qt::Key_Right:
      ++cell.column;
      break;
    case Qt::Key_Up:
      --cell.row;
      break;
    case Qt::Key_Down:
      ++cell.row;
      break;
    case Qt::Key_Home:
      cell.column = 0;
      break;
    case Qt::Key_End:
      cell.column = columnCount() - 1;
      break;
    case Qt::Key_PageUp:
      cell.column -= kLeap;
      break;
    case Qt::Key_PageDown:
      cell.column += kLeap;
      break;
    case Qt::Key_Plus:
    case Qt::Key_Minus:
      zoom(event->key() == Qt::Key_Plus ? 1 : -1, current_.row < 0 ? nameWidth_ : cellRect(current_).left());
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      press(current_);
      return;
    default:
      QAbstractScrollArea::keyPressEvent(event);
      return;
  }
  if (isEmpty()) {
    return;
  }
  if (current_.row < 0) {
    cell = {0, matrix_.marked.first};
  }
  cell = {std::clamp(cell.row, 0, rowCount() - 1), std::clamp(cell.column, 0, columnCount() - 1)};
  setCurrent(cell);
  const QRect seen(nameWidth_, nameHeight_, viewport()->width() - nameWidth_,
                   viewport()->height() - nameHeight_);
  const QRect rect = cellRect(cell);
  const auto bring = [](QScrollBar* bar, int before, int behind) {
    bar->setValue(bar->value() + std::min(0, before) + std::max(0, behind));
  };
  bring(horizontalScrollBar(), rect.left() - seen.left(), rect.right() - seen.right());
  bring(verticalScrollBar(), rect.top() - seen.top(), rect.bottom() - seen.bottom());
}

void MatrixView::focusInEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusInEvent(event);
  const bool isByKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  if (isByKey && current_.row < 0 && !isEmpty()) {
    setCurrent({0, std::min(matrix_.marked.first, columnCount() - 1)});
  }
}

void MatrixView::focusOutEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusOutEvent(event);
  if (!underMouse() && !isHeld_) {
    setCurrent({});
  }
}

void MatrixView::leaveEvent(QEvent*) {
  if (!hasFocus() && !isHeld_) {
    setCurrent({});
  }
}

void MatrixView::mouseMoveEvent(QMouseEvent* event) {
  if (!isHeld_) {
    setCurrent(cellAt(event->position().toPoint()));
  }
}

void MatrixView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) {
    return;
  }
  press(cellAt(event->position().toPoint()));
}

void MatrixView::press(Cell cell) {
  const bool letsGo = cell.row < 0 || (isHeld_ && cell == current_);
  setCurrent(cell);
  isHeld_ = !letsGo;
  viewport()->update();
  if (isHeld_) {
    Q_EMIT activated();
  }
}

void MatrixView::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.fillRect(viewport()->rect(), theme_.base);
  drawMatrix(painter, viewport()->rect(), scrolled());
}

void MatrixView::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  layOut();
}

void MatrixView::wheelEvent(QWheelEvent* event) {
  if (event->modifiers().testFlag(Qt::ControlModifier)) {
    zoom(wheel_.turn(*event), event->position().x());
    event->accept();
    return;
  }
  // Most matrices are wide and low: a wheel that turns one way only goes along them.
  if (verticalScrollBar()->maximum() == 0 && event->angleDelta().x() == 0) {
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - event->angleDelta().y());
    event->accept();
    return;
  }
  QAbstractScrollArea::wheelEvent(event);
}

void MatrixView::zoom(int steps, double x) {
  const double middle = (horizontalScrollBar()->value() + x - nameWidth_) / side_;
  side_ = std::clamp(side_ + 2 * steps, kLeastSide, kMostSide);
  layOut();
  horizontalScrollBar()->setValue(static_cast<int>(middle * side_ - x + nameWidth_));
}

int MatrixView::longestRowName() const {
  const QFontMetrics metrics(font());
  return std::max(longest(metrics, matrix_.rows),
                  longest(metrics, {rowTitle(matrix_), columnTitle(matrix_)}));
}

void MatrixView::layOut() {
  const QFontMetrics metrics(font());
  const int most = std::max(0, static_cast<int>(viewport()->width() * 0.4));
  nameWidth_ = std::min({longestRowName() + 2 * kGap, kMostNameWidth, most});
  nameHeight_ = std::max(std::min(longest(metrics, matrix_.columns) + kGap, kMostNameHeight),
                         2 * metrics.height() + kSmallGap);  // the axes are named there
  const auto fit = [this](QScrollBar* bar, int content, int view) {
    bar->setRange(0, std::max(0, content - view));
    bar->setPageStep(std::max(0, view));
    bar->setSingleStep(side_);
  };
  fit(horizontalScrollBar(), columnCount() * side_ + kGap, viewport()->width() - nameWidth_);
  fit(verticalScrollBar(), rowCount() * side_ + kGap, viewport()->height() - nameHeight_);
  viewport()->update();
}

void MatrixView::drawMatrix(QPainter& painter, const QRect& area, QPoint from) const {
  if (isEmpty()) {
    return;
  }
  const auto first = [&](int pixels) { return std::max(0, pixels / side_); };
  const int firstRow = first(from.y()), firstColumn = first(from.x());
  const int lastRow = std::min(rowCount() - 1, (from.y() + area.height() - nameHeight_) / side_);
  const int lastColumn = std::min(columnCount() - 1, (from.x() + area.width() - nameWidth_) / side_);

  painter.save();
  painter.setClipRect(QRect(QPoint(nameWidth_, nameHeight_), area.bottomRight()));
  painter.translate(nameWidth_ - from.x(), nameHeight_ - from.y());
  const int gap = side_ >= kReadableSide ? 1 : 0;
  for (int row = firstRow; row <= lastRow; ++row) {
    for (int column = firstColumn; column <= lastColumn; ++column) {
      const auto at =
          static_cast<std::size_t>(row) * matrix_.columns.size() + static_cast<std::size_t>(column);
      const QColor color = mixed(theme_.hover, theme_.accent, matrix_.shades[at]);
      painter.fillRect(column * side_, row * side_, side_ - gap, side_ - gap, color);
    }
  }
  if (matrix_.divided > 0) {
    painter.fillRect(matrix_.divided * side_ - 2, -nameHeight_, 2, nameHeight_ + rowCount() * side_,
                     palette().color(QPalette::Text));
  }
  if (current_.row >= 0) {
    painter.setPen(QPen(palette().color(QPalette::Text), isHeld_ ? 3 : 2));
    painter.drawRect(current_.column * side_, current_.row * side_, side_ - gap, side_ - gap);
  }
  painter.restore();

  painter.setPen(palette().color(QPalette::Text));
  painter.save();
  painter.setClipRect(0, nameHeight_, nameWidth_, area.height());
  if (side_ >= kReadableSide) {
    drawRowNames(painter, firstRow, lastRow, nameHeight_ - from.y());
  }
  painter.restore();

  painter.save();
  painter.setClipRect(nameWidth_, 0, area.width() - nameWidth_, nameHeight_);
  drawColumnNames(painter, firstColumn, lastColumn, nameWidth_ - from.x());
  painter.restore();
  drawAxes(painter);
}

void MatrixView::drawRowNames(QPainter& painter, int first, int last, int top) const {
  for (int row = first; row <= last; ++row) {
    painter.save();
    QFont font = painter.font();
    font.setBold(row == current_.row || row == pointedRow_);
    painter.setFont(font);
    const QRect line(0, top + row * side_, nameWidth_ - kSmallGap, side_);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(matrix_.rows[row], Qt::ElideRight, line.width()));
    painter.restore();
  }
}

/// What rows and columns are, in the corner between their names.
void MatrixView::drawAxes(QPainter& painter) const {
  const QFontMetrics metrics(painter.font());
  const QRect corner(0, kSmallGap / 2, nameWidth_ - kSmallGap, nameHeight_ - kSmallGap);
  const auto draw = [&](const QString& title, Qt::Alignment where) {
    painter.drawText(corner, Qt::AlignRight | where,
                     metrics.elidedText(title, Qt::ElideRight, corner.width()));
  };
  painter.save();
  painter.setPen(theme_.muted);
  draw(columnTitle(matrix_), Qt::AlignTop);
  draw(rowTitle(matrix_), Qt::AlignBottom);
  painter.restore();
}

void MatrixView::drawColumnNames(QPainter& painter, int first, int last, int left) const {
  const QFontMetrics metrics(painter.font());
  const int step =
      std::max(1, (metrics.height() + side_ - 1) / side_);  // names must not lie over one another
  for (int column = first; column <= last; ++column) {
    const bool isMarked = column >= matrix_.marked.first && column < matrix_.marked.second;
    if (isMarked) {
      painter.fillRect(left + column * side_, nameHeight_ - 3, side_, 3, theme_.answerLine);
    }
    const bool isCurrent = column == current_.column;
    if (column % step != 0 && !isCurrent) {
      continue;
    }
    const bool isHidden =
        current_.column >= 0 && !isCurrent && std::abs(column - current_.column) * side_ < metrics.height();
    if (isHidden) {
      continue;  // under the one that is pointed at
    }
    painter.save();
    QFont font = painter.font();
    font.setBold(isMarked || isCurrent);
    painter.setFont(font);
    painter.translate(left + column * side_ + side_ / 2.0, nameHeight_ - kSmallGap);
    painter.rotate(-90);
    const QString name =
        QFontMetrics(font).elidedText(matrix_.columns[column], Qt::ElideRight, nameHeight_ - kSmallGap);
    painter.drawText(QPointF(0, metrics.ascent() / 2.0 - 1), name);
    painter.restore();
  }
}

MatrixView::Cell MatrixView::cellAt(const QPoint& inViewport) const {
  const QPoint place = inViewport + scrolled() - QPoint(nameWidth_, nameHeight_);
  if (inViewport.x() < nameWidth_ || inViewport.y() < nameHeight_ || place.x() >= columnCount() * side_ ||
      place.y() >= rowCount() * side_) {
    return {};
  }
  return {place.y() / side_, place.x() / side_};
}

QPoint MatrixView::scrolled() const { return {horizontalScrollBar()->value(), verticalScrollBar()->value()}; }

}  // namespace lectern::views
