#pragma once

#include <QDialog>
#include <functional>
#include <memory>
#include <vector>

#include "ui/jobs/question_file_run.h"
#include "ui/models/time_left.h"
#include "ui/views/scope_box.h"

class QLabel;
class QLineEdit;
class QMessageBox;
class QProgressBar;
class QPushButton;

namespace lectern::models {
class BatchModel;
}

namespace lectern::views {
class BatchTable;
class ScorePane;
}  // namespace lectern::views

namespace lectern::dialogs {

class DocumentScope;

/// Answers a file of questions from the open documents, a folder's, or those that it names, and saves the
/// answers as CSV or JSON lines; where the file tells what is expected, shows how right they are.
class QuestionFileDialog : public QDialog {
  Q_OBJECT

 public:
  /// `shown` is the document in the window, or null, `open` all that are open; `scope` is what is asked
  /// there, and here at first.
  QuestionFileDialog(jobs::QuestionFileReader reader, jobs::DocumentPtr shown,
                     std::vector<jobs::DocumentPtr> open, views::Scope scope = views::Scope::Document,
                     QWidget* parent = nullptr);

  void setFiles(const QString& questions, const QString& answers);
  /// Begins, as the button does; asks before another file is written over, or gone on with.
  void start();
  void reject() override;

  bool isRunning() const { return run_->isRunning(); }
  models::BatchModel* model() const { return model_; }
  QString status() const;

 private:
  QWidget* makeFileRow(QLineEdit* field, const QString& name, const std::function<void()>& choose);
  void layOut();
  void connectRun();
  void chooseQuestions();
  void chooseAnswers();
  void openSaveDialog(const QString& offered, bool ofAnswers, std::function<void(const QString& path)> save);
  /// Enters a place for the answers, beside the questions, where no file is yet, or what a stopped run left;
  /// not over one that a person entered. Goes on when that is done.
  void suggestAnswers(const std::function<void()>& then = {});
  /// Begins, after a person has been asked what is to become of a file of answers that is there.
  void askToBegin(const jobs::AnswersLeft& left);
  /// Asks whether answers that are not saved may be lost, and goes on if so.
  void askToDiscard(const std::function<void()>& then);
  /// Asks a question, and goes on with consent; returns the box.
  QMessageBox* confirm(const QString& question, const QString& consent, const std::function<void()>& then);
  void begin(bool goesOn);
  /// Saves the answers so far elsewhere, or as a page to be read.
  void saveElsewhere();
  /// What came of the questions, in numbers.
  QString tally() const;
  void updateButtons();
  void end(const QString& status, bool failed = false);

  jobs::QuestionFileRun* run_;
  models::BatchModel* model_;
  QLineEdit* questions_;
  QLineEdit* answers_;
  DocumentScope* scope_;
  views::BatchTable* table_;
  views::ScorePane* scores_;
  QProgressBar* progress_;
  QLabel* notes_;
  QLabel* status_;
  QPushButton* save_;
  QPushButton* start_;
  QPushButton* close_;
  QStringList unread_;  // why documents could not be read
  models::TimeLeft timeLeft_;
  QString suggested_;
  QString replaceable_;            // a file of answers that may be written over
  int answered_ = 0, before_ = 0;  // before_: by an earlier run
  bool isLooking_ = false;         // at files that are there
  bool isUnsaved_ = false;         // what is answered could not be saved where it was to go
};

}  // namespace lectern::dialogs
