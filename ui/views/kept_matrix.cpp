#include "ui/views/kept_matrix.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/views/matrix_names.h"
#include "ui/views/theme.h"

namespace lectern::views {

KeptMatrix::KeptMatrix(QWidget* parent)
    : QWidget(parent), title_(new QLabel), told_(new QLabel), matrix_(new MatrixView) {
  auto* close = new QToolButton;
  close->setText(QStringLiteral("×"));
  close->setAutoRaise(true);
  close->setAccessibleName(tr("Close the kept matrix"));
  close->setToolTip(close->accessibleName());
  const int line = fontMetrics().lineSpacing();
  close->setFixedSize(line, line);
  told_->setFixedHeight(line + kSmallGap);  // as high as what is told of the other matrix
  title_->setTextFormat(Qt::PlainText);
  title_->setMinimumWidth(1);
  told_->setTextFormat(Qt::PlainText);
  told_->setMinimumWidth(1);
  told_->setForegroundRole(QPalette::PlaceholderText);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(kWideGap, 0, kGap, 0);
  head->addWidget(title_, 1);
  head->addWidget(close);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(head);
  layout->addWidget(told_);
  layout->addWidget(matrix_, 1);
  told_->setContentsMargins(kWideGap, 0, kWideGap, kSmallGap);
  connect(close, &QToolButton::clicked, this, &QWidget::hide);
  connect(matrix_, &MatrixView::currentChanged, this, &KeptMatrix::tell);
}

void KeptMatrix::keep(ShownMatrix shown, int source) {
  shown_ = std::move(shown);
  source_ = source;
  matrix_->setMatrix(shown_.drawn);
  matrix_->setAccessibleName(shown_.title);
  title_->setToolTip(shown_.title);
  show();
  elideTitle();
  tell();
}

QString KeptMatrix::title() const { return shown_.title; }

void KeptMatrix::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  elideTitle();
}

void KeptMatrix::elideTitle() {
  title_->setText(title_->fontMetrics().elidedText(shown_.title, Qt::ElideMiddle, title_->width()));
}

void KeptMatrix::tell() {
  const MatrixView::Cell cell = matrix_->current();
  if (cell.row < 0) {
    told_->setText(tr("Kept; point at a cell for its value"));
    matrix_->setAccessibleDescription({});
    return;
  }
  const float value =
      shown_.values.at(static_cast<std::size_t>(cell.row), static_cast<std::size_t>(cell.column));
  told_->setText(cellName(shown_.drawn.rows[cell.row], shown_.drawn.columns[cell.column], source_, value));
  matrix_->setAccessibleDescription(told_->text());
}

}  // namespace lectern::views
