#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/batch/file_run.h"
#include "core/documents/loader.h"
#include "ui/jobs/document_opener.h"

namespace lectern::jobs {

/// With what a file of questions is answered.
struct QuestionFileReader {
  std::shared_ptr<const answering::Predictor> predictor;
  answering::PredictOptions options;
  std::shared_ptr<const documents::LoaderRegistry> loaders;  ///< for documents that questions name
};

/// The documents of questions that name none: some that are open, or those in a folder, but for the questions
/// and answers.
struct AskedOf {
  std::vector<DocumentPtr> open;
  std::filesystem::path folder = {};
};

/// What a stopped run left of the answers in a file: none where it holds something else, or all of them.
struct AnswersLeft {
  std::size_t answers = 0, questions = 0;
  bool isOfThese = false;  ///< the file holds answers to these questions, or all of them
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
  void start(AskedOf documents, const std::filesystem::path& questions, const std::filesystem::path& answers,
             bool goesOn = false);

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
  /// `done` of the questions are answered already, and told of next.
  void questionsRead(const std::vector<lectern::batch::BatchQuestion>& questions, int done);
  /// What is asked of all is read, and the first question asked.
  void documentsRead();
  /// A document of the folder cannot be read; the others are asked.
  void documentFailed(const QString& reason);
  void answered(int index, const lectern::batch::BatchAnswer& answer);
  /// All questions are answered and the answers are written.
  void finished(int answers);
  void failed(const QString& reason);
  /// `file` holds the answers so far: the one that was named, or one beside it where that has others.
  void cancelled(int answers, const QString& file);

 private:
  struct Outcome {
    int answers = 0;
    bool stopped = false;
    std::filesystem::path file = {};
  };

  /// The whole run, off the interface thread, as are those below.
  Outcome answer(const AskedOf& documents, const std::filesystem::path& questions,
                 const std::filesystem::path& answers, bool goesOn, const std::stop_token& stop);
  /// What questions that name no document are asked of; nothing where all name one.
  std::vector<documents::Document> textsFor(const batch::FileRun& file,
                                            const std::vector<DocumentPtr>& opened,
                                            std::vector<std::filesystem::path> files,
                                            const batch::AskedDocuments::Open& open);
  /// Those that can be opened, by name, but for `others` and hidden ones. Throws FileError.
  std::vector<std::filesystem::path> documentsIn(const std::filesystem::path& folder,
                                                 const std::vector<std::filesystem::path>& others) const;
  /// The files that can be read.
  std::vector<documents::Document> read(const std::vector<std::filesystem::path>& files,
                                        const batch::AskedDocuments::Open& open);
  /// Says it on the interface thread.
  void tell(std::function<void()> say);
  void tellAnswer(std::size_t question, const batch::BatchAnswer& answer);

  const QuestionFileReader reader_;
  QThreadPool pool_;
  std::stop_source stop_;
  bool running_ = false;
};

}  // namespace lectern::jobs
