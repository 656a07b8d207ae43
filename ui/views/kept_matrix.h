#pragma once

#include <QWidget>

#include "ui/views/matrix_saving.h"

class QLabel;

namespace lectern::views {

/// A matrix that stays as it is, to be compared with others: of another answer, question or source.
class KeptMatrix : public QWidget {
  Q_OBJECT

 public:
  explicit KeptMatrix(QWidget* parent = nullptr);

  /// `source` as `cellName` takes it.
  void keep(ShownMatrix shown, int source);
  MatrixView* matrix() const { return matrix_; }
  QString title() const;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void tell();
  void elideTitle();

  ShownMatrix shown_;
  int source_ = 0;
  QLabel* title_;
  QLabel* told_;
  MatrixView* matrix_;
};

}  // namespace lectern::views
