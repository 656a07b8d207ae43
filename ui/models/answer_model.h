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
    SnippetRole,                  ///< QString: the sentence around the answer
    SnippetBeginRole,             ///< int: where the answer begins in the snippet
    SnippetLengthRole,            ///< int: its length there
    SourceRole,                   ///< QString: the answer with its document and page, as it is copied
  };

  explicit AnswerModel(QObject* parent = nullptr);

  /// Shows the answers of `prediction`, which stand in `document`.
  void setAnswers(jobs::DocumentPtr document, const answering::Prediction& prediction);
  void clear();

  /// Where the answers stand, in order of rank.
  std::vector<text::Range> ranges() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  QString answerText(int row) const;
  QString source(int row) const;
  QString spoken(int row) const;

  jobs::DocumentPtr document_;
  std::vector<answering::Answer> answers_;
  std::vector<Snippet> snippets_;
};

}  // namespace lectern::models
