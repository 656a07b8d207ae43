#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <map>
#include <optional>
#include <vector>

#include "core/batch/answer_file.h"

namespace lectern::models {

/// The questions of a file and their answers as they come.
class BatchModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column {
    QuestionColumn,
    AnswerColumn,
    ConfidenceColumn,
    ExpectedColumn,  ///< the right answers
    ScoreColumn,     ///< F1 by SQuAD's rules, in percent
    DocumentColumn,
    ColumnCount
  };

  explicit BatchModel(QObject* parent = nullptr);

  /// Starts anew with these questions, none of them answered.
  void setQuestions(std::vector<batch::BatchQuestion> questions);
  void setAnswer(int row, const batch::BatchAnswer& answer);
  /// All so far, in the order of their questions.
  std::vector<batch::BatchAnswer> answers() const;
  /// Why answers may be wrong, each reason once.
  QStringList warnings() const;
  /// Whether it is known of one of the questions what is expected.
  bool hasExpected() const;
  /// Whether the file has a name for each of the questions.
  bool hasIds() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString expectedCell(const batch::BatchQuestion& question) const;
  QString answerCell(const batch::BatchAnswer& answer) const;
  /// What a cell says, or in a tool tip, where there is room for more.
  QString words(const QModelIndex& index, int role) const;
  QString answerTip(const batch::BatchAnswer& answer) const;

  struct Answered {
    batch::BatchAnswer answer;
    std::optional<double> f1;  // 0…1
  };

  std::vector<batch::BatchQuestion> questions_;
  std::map<int, Answered> answers_;  // by row
};

}  // namespace lectern::models
