#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/batch/question_file.h"
#include "ui/jobs/document_opener.h"

namespace lectern::jobs {

/// Answers a file of questions off the interface thread. All members are for the interface thread.
class QuestionFileRun : public QObject {
  Q_OBJECT

 public:
  explicit QuestionFileRun(QObject* parent = nullptr);
  /// Stops what is under way, then waits for it.
  ~QuestionFileRun() override;

  /// Begins to answer the questions in the file `questions` from the documents together; the answers are
  /// written to `answers`. `goesOn`: questions that are answered there already are not asked
  /// again. Only one run at a time.
  void start(std::shared_ptr<const answering::Predictor> predictor, std::vector<DocumentPtr> documents,
             const std::filesystem::path& questions, const std::filesystem::path& answers,
             const answering::PredictOptions& options = {}, bool goesOn = false);

  /// Stops the run; what was answered so far is still written, then `cancelled` follows.
  void cancel();
  bool isRunning() const { return running_; }

 Q_SIGNALS:
  void questionsRead(const QStringList& questions);
  void answered(int index, const lectern::batch::BatchAnswer& answer);
  /// All questions are answered and the answers are written.
  void finished(int answers);
  void failed(const QString& reason);
  void cancelled(int answers);

 private:
  QThreadPool pool_;
  std::stop_source stop_;
  bool running_ = false;
};

}  // namespace lectern::jobs
