#pragma once

#include <QDialog>
#include <functional>
#include <memory>
#include <vector>

#include "ui/jobs/question_file_run.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QMessageBox;
class QProgressBar;
class QPushButton;
class QTableView;

namespace lectern::models {
class BatchModel;
}

namespace lectern::dialogs {

/// Answers a file of questions from the open documents and saves the answers as CSV or JSON lines.
class QuestionFileDialog : public QDialog {
  Q_OBJECT

 public:
  /// `options` are those of every question; `shown` is the document in the window, `open` all that are open.
  QuestionFileDialog(std::shared_ptr<const answering::Predictor> predictor,
                     const answering::PredictOptions& options, jobs::DocumentPtr shown,
                     std::vector<jobs::DocumentPtr> open, QWidget* parent = nullptr);

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
  void openSaveDialog(const QString& offered, std::function<void(const QString& path)> save);
  /// Enters a place for the answers, beside the questions, where no file is yet; not over one that a person
  /// entered.
  void suggestAnswers();
  /// Whether there are answers that could not be saved where they were to go.
  bool holdsUnsaved() const;
  /// Asks whether they may be lost, and goes on if so.
  void askToDiscard(const std::function<void()>& then);
  /// Asks a question, and goes on with consent; returns the box.
  QMessageBox* confirm(const QString& question, const QString& consent, const std::function<void()>& then);
  /// What a stopped run left of the answers in a file: none where it holds something else, or all of them.
  struct Left {
    std::size_t answers = 0, questions = 0;
  };
  Left leftIn(const QString& answers) const;
  void begin(bool goesOn);
  /// Saves the answers so far elsewhere, after they could not be saved where they were to go.
  void saveElsewhere();
  /// What came of the questions, in numbers.
  QString tally() const;
  /// Why answers may be wrong, each reason once.
  QStringList warnings() const;
  void updateButtons();
  void end(const QString& status, bool failed = false);

  std::shared_ptr<const answering::Predictor> predictor_;
  answering::PredictOptions options_;
  jobs::DocumentPtr shown_;
  std::vector<jobs::DocumentPtr> open_;
  jobs::QuestionFileRun* run_;
  models::BatchModel* model_;
  QLineEdit* questions_;
  QLineEdit* answers_;
  QComboBox* scope_;
  QTableView* table_;
  QProgressBar* progress_;
  QLabel* notes_;
  QLabel* status_;
  QPushButton* save_;
  QPushButton* start_;
  QPushButton* close_;
  QString suggested_;
  QString replaceable_;  // a file of answers that may be written over
  int answered_ = 0;
};

}  // namespace lectern::dialogs
