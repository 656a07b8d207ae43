#pragma once

#include <QAbstractListModel>
#include <vector>

#include "core/answering/answer.h"
#include "ui/jobs/document_opener.h"
#include "ui/models/snippet.h"

namespace lectern::models {

/// The ranked answers to one question, best first: the best one, and the others that may be right.
class AnswerModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    RankRole = Qt::UserRole + 1,  ///< int, from 1
    ConfidenceRole,               ///< double, 0…1
    PageRole,                     ///< int, from 1; 0 where the document has no pages
    HeadingRole,                  ///< QString: the heading above it, where there are no pages; else empty
    SnippetRole,                  ///< QString: the sentence around the answer
    SnippetBeginRole,             ///< int: where the answer begins in the snippet
    SnippetLengthRole,            ///< int: its length there
    DocumentRole,                 ///< QString: its document's title, where several were asked; else empty
    SourceRole,                   ///< QString: the answer with its document and place, as it is copied
  };

  explicit AnswerModel(QObject* parent = nullptr);

  /// Shows what was found in each of the documents that were asked together.
  void setAnswers(const std::vector<jobs::DocumentPtr>& documents,
                  const std::vector<answering::Prediction>& predictions);
  void clear();

  /// Rows of the answers that stand in a document.
  std::vector<int> rowsIn(const jobs::DocumentPtr& document) const;
  /// The document that an answer stands in; null for a row that is not there.
  jobs::DocumentPtr document(int row) const;
  /// The answer of a row that is there.
  const answering::Answer& answer(int row) const { return at(row).answer; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  QString answerText(int row) const;
  QString heading(int row) const;
  QString source(int row) const;
  QString spoken(int row) const;

  struct Row {
    jobs::DocumentPtr document;
    answering::Answer answer;
    Snippet snippet;
  };
  const Row& at(int row) const { return rows_[static_cast<std::size_t>(row)]; }

  std::vector<Row> rows_;
  bool areSeveral_ = false;  // documents that were asked
};

}  // namespace lectern::models
