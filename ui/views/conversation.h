#pragma once

#include <QObject>
#include <QStringList>
#include <optional>
#include <vector>

#include "core/explanation/attention_trace.h"
#include "ui/views/asked_questions.h"

namespace lectern::views {

class AnswerPane;
class DocumentView;
class NoAnswerThreshold;
class QuestionBar;

/// Asks the reader and shows what comes back: passes on between the question bar, the reader, the answer pane
/// and the document view, and keeps what was asked of each document last.
class Conversation : public QObject {
  Q_OBJECT

 public:
  /// The parts must outlive it.
  Conversation(jobs::ReaderService& reader, const NoAnswerThreshold& threshold, QuestionBar& questions,
               AnswerPane& answers, DocumentView& document, QObject* parent = nullptr);

  /// The document that is shown now, null for none, and those that are open. Goes on with what was asked of
  /// it, or of those that are asked together with it. `suggestions` are offered while nothing was.
  void setDocuments(jobs::DocumentPtr shown, std::vector<jobs::DocumentPtr> open,
                    const QStringList& suggestions);
  /// While a first document is being opened, a question waits for it.
  void setOpening(bool opening);
  /// Drops what is kept of a document that is closed.
  void forget(const jobs::DocumentPtr& document);

  void ask(const QString& question);
  /// Stops the reading, which brings back the answers before, gives up a question that waits, or lets go of a
  /// kept word; returns whether there was one of these.
  bool letGo();
  /// Tints the document by weights; empty: by those of the word of the question that is kept, if one is.
  void showWeights(const std::vector<explanation::WeightedRange>& weights);
  /// Whether a question is being answered, of whatever document.
  bool isAsking() const { return reading_.has_value(); }

  /// The answer shown now; null where there is none.
  const jobs::Answered* answered() const;

 Q_SIGNALS:
  /// A question was answered, of whatever document.
  void answeredNow(const lectern::jobs::Answered& answered);
  /// A question failed.
  void failed(const QString& reason);
  /// There is no document to ask.
  void documentMissing();
  /// An answer in another document was chosen, which is to be shown.
  void documentWanted(const lectern::jobs::DocumentPtr& document);
  /// Another answer is shown, or none.
  void changed();
  /// A question is being answered, or is no more.
  void askingChanged();

 private:
  void connectParts();
  /// Above which "no answer" is said; only when there is a reader.
  double threshold() const;
  /// Goes by another threshold, also in what was answered before.
  void decideAnew();
  /// What a question would be asked of now; none where no document is shown.
  std::optional<AskedOf> wanted() const;
  /// Whether what is shown is what is being read.
  bool isReading() const { return reading_ && reading_ == key_; }
  /// Highlights the answers that stand in the document, and goes to the chosen one if it `reveals`.
  void showAnswers(bool reveals);
  /// Goes on with what was asked in another scope.
  void changeScope();
  /// What was asked of several, one of which is left, was asked of that one; returns whether that is shown.
  bool renameSingles();
  /// The row of an answer in the list; -1 where it is not there.
  int rowOf(const jobs::DocumentPtr& document, text::Range range) const;
  /// Keeps what is written and which answer is chosen, for the way back.
  void leave();
  void keepChosen();
  /// Shows what was written and asked before, as it was left; if that was not shown yet, goes to its first
  /// answer if it `reveals`.
  void comeBack(bool reveals);
  /// The same, what is written staying as it is.
  void showAgain(bool reveals);
  void endReading();
  /// Ends a reading that came to nothing.
  void giveUpReading();
  void show();
  /// Tells whether documents have come since what is shown was asked.
  void tellAsked();
  void showAttention(int token);

  jobs::ReaderService& reader_;
  const NoAnswerThreshold& threshold_;
  QuestionBar& questions_;
  AnswerPane& answers_;
  DocumentView& view_;
  jobs::DocumentPtr document_;  // that is shown
  AskedQuestions asked_;
  std::optional<AskedOf> key_;  // of what is shown of questions and answers; none where no document is shown
  bool opening_ = false;
  std::optional<QString> waiting_;  // a question, for a document
  bool returns_ = false;            // to answers that were looked at before
  std::optional<AskedOf> reading_;  // what a question is being answered from
  std::vector<jobs::DocumentPtr> readDocuments_;
  QStringList suggestions_;
};

}  // namespace lectern::views
