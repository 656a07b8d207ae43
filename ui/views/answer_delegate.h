#pragma once

#include <QStyledItemDelegate>

namespace lectern::views {

/// Draws an answer as a card: rank, confidence, page, and the sentence with the answer in bold.
class AnswerDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace lectern::views
