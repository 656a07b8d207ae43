#pragma once

#include <QWidget>

#include "ui/jobs/reader_service.h"
#include "ui/models/answer_model.h"

class QLabel;
class QListView;
class QStackedWidget;
class QVBoxLayout;

namespace lectern::views {

/// The ranked answers, and what stands in their place while there are none: questions to start with, the
/// reading that goes on, or that no answer was found.
class AnswerPane : public QWidget {
  Q_OBJECT

 public:
  enum class State { Empty, Reading, Answers, NoAnswer };

  explicit AnswerPane(QWidget* parent = nullptr);

  /// Shows no answers; `suggestions` are offered as cards. Without a document there is nothing to ask yet.
  void showEmpty(const QStringList& suggestions, bool hasDocument = true);
  /// Shows `what` is being done before there are answers.
  void showReading(const QString& what);
  /// Shows the answers, or that there are none, which is said above `threshold`. `bestGuess`: shows them
  /// although the reader found none good enough.
  void showAnswered(const jobs::Answered& answered, double threshold, bool bestGuess = false);

  /// Of how many documents what is shown was asked, of those it would be asked of now; less where some came
  /// later.
  void setAsked(std::size_t asked, std::size_t all);

  State state() const { return state_; }
  models::AnswerModel* model() const { return model_; }
  QListView* list() const { return list_; }
  /// Row of the chosen answer, -1 for none.
  int chosen() const;
  /// Chooses an answer; rows out of range are brought into it.
  void choose(int row);

 Q_SIGNALS:
  void suggestionClicked(const QString& question);
  void bestGuessRequested();
  /// What is shown is to be asked of all documents that are open now.
  void allRequested();
  /// Another answer was chosen, or other answers are shown.
  void answersChanged();

 private:
  QWidget* makeEmptyPage();
  QWidget* makeReadingPage();
  QWidget* makeListPage();
  QWidget* makeNoAnswerPage();
  QWidget* makeLater();
  void show(State state);

  State state_ = State::Empty;
  bool isGuess_ = false;  // what is shown is not good enough
  models::AnswerModel* model_;
  QLabel* title_;
  QLabel* notes_;
  QWidget* later_;  // what came after the question
  QLabel* laterText_;
  QStackedWidget* pages_;
  QLabel* emptyText_ = nullptr;
  QVBoxLayout* cards_ = nullptr;
  QLabel* readingText_ = nullptr;
  QListView* list_ = nullptr;
  QLabel* noAnswerText_ = nullptr;
  QWidget* bestGuess_ = nullptr;
};

}  // namespace lectern::views
