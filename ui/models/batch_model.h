#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <map>
#include <vector>

#include "core/batch/question_file.h"

namespace lectern::models {

/// The questions of a file and their answers as they come.
class BatchModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { QuestionColumn, AnswerColumn, ConfidenceColumn, DocumentColumn, ColumnCount };

  explicit BatchModel(QObject* parent = nullptr);

  /// Starts anew with these questions, none of them answered.
  void setQuestions(const QStringList& questions);
  void setAnswer(int row, const batch::BatchAnswer& answer);
  /// All so far, in the order of their questions.
  std::vector<batch::BatchAnswer> answers() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString answerCell(const batch::BatchAnswer& answer) const;
  QString answerTip(const batch::BatchAnswer& answer) const;

  QStringList questions_;
  std::map<int, batch::BatchAnswer> answers_;  // by row
};

}  // namespace lectern::models
