#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/batch/answer_questions.h"
#include "core/documents/loader.h"
#include "ui/jobs/document_opener.h"

namespace lectern::jobs {

/// With what a file of questions is answered.
struct QuestionFileReader {
  std::shared_ptr<const answering::Predictor> predictor;
  answering::PredictOptions options;
  std::shared_ptr<const documents::LoaderRegistry> loaders;  ///< for documents that questions name
};

/// What a stopped run left of the answers in a file: none where it holds something else, or all of them.
struct AnswersLeft {
  std::size_t answers = 0, questions = 0;
};

/// Answers a file of questions off the interface thread. All members are for the interface thread.
class QuestionFileRun : public QObject {
  Q_OBJECT

 public:
  explicit QuestionFileRun(QuestionFileReader reader, QObject* parent = nullptr);
  /// Stops what is under way, then waits for it.
  ~QuestionFileRun() override;

  /// Begins to answer the questions in the file `questions`, each from the document that it names, or from
  /// `documents` together; the answers are written to `answers`. `goesOn`: questions that are answered there
  /// already are not asked again. Only one run at a time.
  void start(std::vector<DocumentPtr> documents, const std::filesystem::path& questions,
             const std::filesystem::path& answers, bool goesOn = false);

  /// Tells what is left of a run in the file `answers`. Only while none is under way.
  void lookAt(const std::filesystem::path& questions, const std::filesystem::path& answers,
              std::function<void(const AnswersLeft&)> tell);
  /// Tells the first of the files `answers`, `answers` 2, 3, … that is not there, or holds what is left of a
  /// run. Only while none is under way.
  void suggest(const std::filesystem::path& questions, const std::filesystem::path& answers,
               std::function<void(const std::filesystem::path&)> tell);

  /// Stops the run; what was answered so far is still written, then `cancelled` follows.
  void cancel();
  bool isRunning() const { return running_; }

 Q_SIGNALS:
  void questionsRead(const std::vector<lectern::batch::BatchQuestion>& questions);
  void answered(int index, const lectern::batch::BatchAnswer& answer);
  /// All questions are answered and the answers are written.
  void finished(int answers);
  void failed(const QString& reason);
  void cancelled(int answers);

 private:
  QuestionFileReader reader_;
  QThreadPool pool_;
  std::stop_source stop_;
  bool running_ = false;
};

}  // namespace lectern::jobs
