#pragma once

#include <QAbstractScrollArea>
#include <QPicture>
#include <QStringList>
#include <utility>
#include <vector>

#include "ui/views/theme.h"
#include "ui/views/zoom.h"

namespace lectern::views {

/// What a matrix view draws.
struct DrawnMatrix {
  QStringList rows, columns;    ///< their names
  QString rowAxis, columnAxis;  ///< what they are: "question"
  std::vector<double> shades;   ///< 0…1, by row
  std::pair<int, int> marked;   ///< columns from `first` up to `second` are those of the answer
  int divided = 0;              ///< where it is not 0, a line before that column parts two kinds
};

/// Draws a matrix as cells, darker where their shade is stronger, with the words of its rows at the side and
/// those of its columns above. The names of both stay in view. A cell that is clicked is held: the pointer
/// leads away from it no more, until it is clicked again or let go.
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

  /// Shows a matrix; one of the same rows, columns and answer as the last where that was scrolled to.
  void setMatrix(DrawnMatrix matrix);
  const DrawnMatrix& matrix() const { return matrix_; }
  /// Other shades of the same matrix.
  void setShades(std::vector<double> shades);

  /// The cell that is pointed at or held, or that the keys have come to.
  Cell current() const { return current_; }
  bool isHeld() const { return isHeld_; }
  /// None lets it go.
  void setCurrent(Cell cell);
  /// The row whose word is pointed at elsewhere; -1 for none.
  void setPointedRow(int row);
  /// Where a cell is drawn, in the viewport.
  QRect cellRect(Cell cell) const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

  /// The whole matrix, what is scrolled away too, drawn from 0, 0 to the end of its bounding rectangle.
  QPicture drawing() const;

 Q_SIGNALS:
  void currentChanged();
  /// A cell was clicked, or Enter or space pressed on it, and is held now.
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
  /// The width of the longest name of a row or an axis.
  int longestRowName() const;
  /// Makes cells larger by some steps, what is drawn at `x` staying there.
  void zoom(int steps, double x);
  /// Holds a cell, or lets it go.
  void press(Cell cell);
  void drawMatrix(QPainter& painter, const QRect& area, QPoint scrolled) const;
  void drawColumnNames(QPainter& painter, int first, int last, int left) const;
  void drawRowNames(QPainter& painter, int first, int last, int top) const;
  void drawAxes(QPainter& painter) const;
  bool isEmpty() const { return matrix_.rows.isEmpty() || matrix_.columns.isEmpty(); }
  int rowCount() const { return static_cast<int>(matrix_.rows.size()); }
  int columnCount() const { return static_cast<int>(matrix_.columns.size()); }
  Cell cellAt(const QPoint& inViewport) const;
  QPoint scrolled() const;

  DrawnMatrix matrix_;
  Cell current_;
  bool isHeld_ = false;  // current_
  int pointedRow_ = -1;
  int side_ = 16;       // of a cell, in pixels
  int nameWidth_ = 0;   // of the rows' names
  int nameHeight_ = 0;  // of the columns'
  ZoomWheel wheel_;
  Theme theme_;
};

}  // namespace lectern::views
