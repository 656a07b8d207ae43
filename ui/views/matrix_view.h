#pragma once

#include <QAbstractScrollArea>
#include <QPicture>
#include <QStringList>
#include <utility>
#include <vector>

#include "ui/views/theme.h"
#include "ui/views/zoom.h"

namespace lectern::views {

/// Draws a matrix as cells, darker where their shade is stronger, with the words of its rows at the side and
/// those of its columns above. The names of both stay in view.
class MatrixView : public QAbstractScrollArea {
  Q_OBJECT

 public:
  /// A cell; -1 for none.
  struct Cell {
    int row = -1;
    int column = -1;
    bool operator==(const Cell&) const = default;
  };

  explicit MatrixView(QWidget* parent = nullptr);

  /// Shows a matrix: `shades`, 0…1, by row. Columns from `marked.first` up to `marked.second` are those of
  /// the answer. Where `divided` is not 0, a line before that column parts two kinds.
  void setMatrix(QStringList rows, QStringList columns, std::vector<double> shades,
                 std::pair<int, int> marked, int divided = 0);
  /// Other shades of the same matrix.
  void setShades(std::vector<double> shades);

  /// The cell that is pointed at, or that the keys have come to.
  Cell current() const { return current_; }
  void setCurrent(Cell cell);
  /// Where a cell is drawn, in the viewport.
  QRect cellRect(Cell cell) const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

  /// The whole matrix, what is scrolled away too, drawn from 0, 0 to the end of its bounding rectangle.
  QPicture drawing() const;

 Q_SIGNALS:
  void currentChanged();
  /// A cell was clicked, or Enter was pressed on it.
  void activated();

 protected:
  void changeEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  void layOut();
  /// Makes cells larger by some steps, what is drawn at `x` staying there.
  void zoom(int steps, double x);
  void drawMatrix(QPainter& painter, const QRect& area, QPoint scrolled) const;
  void drawColumnNames(QPainter& painter, int first, int last, int left) const;
  int rowCount() const { return static_cast<int>(rows_.size()); }
  int columnCount() const { return static_cast<int>(columns_.size()); }
  Cell cellAt(const QPoint& inViewport) const;
  QPoint scrolled() const;

  QStringList rows_, columns_;
  std::vector<double> shades_;
  std::pair<int, int> marked_;
  int divided_ = 0;
  Cell current_;
  int side_ = 16;       // of a cell, in pixels
  int nameWidth_ = 0;   // of the rows' names
  int nameHeight_ = 0;  // of the columns'
  ZoomWheel wheel_;
  Theme theme_;
};

}  // namespace lectern::views
