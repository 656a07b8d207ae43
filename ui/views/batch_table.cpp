#include "ui/views/batch_table.h"

#include <QHeaderView>

#include "ui/models/batch_model.h"

namespace lectern::views {

using models::BatchModel;

BatchTable::BatchTable(BatchModel* model) {
  setModel(model);
  setAccessibleName(tr("Answers"));
  verticalHeader()->hide();
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setShowGrid(false);
  setAlternatingRowColors(true);
  setWordWrap(false);
  setTabKeyNavigation(false);  // Tab leads on to the buttons
  for (const int column :
       {BatchModel::QuestionColumn, BatchModel::AnswerColumn, BatchModel::ExpectedColumn}) {
    horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
  }
  for (const int column : {BatchModel::ConfidenceColumn, BatchModel::ScoreColumn}) {
    horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  }
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void BatchTable::follow(int row) {
  const QRect before = visualRect(model()->index(row - 1, 0));
  if (row == 0 || viewport()->rect().intersects(before)) {
    scrollTo(model()->index(row, 0));
  }
}

void BatchTable::showExpected(bool isKnown) {
  setColumnHidden(BatchModel::ExpectedColumn, !isKnown);
  setColumnHidden(BatchModel::ScoreColumn, !isKnown);
}

}  // namespace lectern::views
