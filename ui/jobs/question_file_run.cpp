#include "ui/jobs/question_file_run.h"

#include <QMetaObject>
#include <utility>

#include "core/base/error.h"
#include "core/base/files.h"
#include "ui/jobs/run.h"

namespace lectern::jobs {
namespace {

struct Outcome {
  int answers = 0;
  bool stopped = false;
};

}  // namespace

QuestionFileRun::QuestionFileRun(QObject* parent) : QObject(parent) { pool_.setMaxThreadCount(1); }

QuestionFileRun::~QuestionFileRun() {
  stop_.request_stop();
  pool_.waitForDone();
}

void QuestionFileRun::start(std::shared_ptr<const answering::Predictor> predictor,
                            std::vector<DocumentPtr> documents, const std::filesystem::path& questions,
                            const std::filesystem::path& answers, const answering::PredictOptions& options,
                            bool goesOn) {
  Q_ASSERT(!running_);
  running_ = true;
  stop_ = std::stop_source();
  const auto tell = [this](auto say) {
    QMetaObject::invokeMethod(this, std::move(say), Qt::QueuedConnection);
  };

  run(
      &pool_, this,
      [this, tell, predictor = std::move(predictor), documents = std::move(documents), questions, answers,
       options, goesOn, stop = stop_.get_token()] {
        std::vector<std::filesystem::path> kept = {questions};
        for (const DocumentPtr& document : documents) {
          if (!document->path.empty()) {
            kept.push_back(document->path);
          }
        }
        requireWritable(answers, kept);
        const std::vector<batch::BatchQuestion> asked = batch::readQuestions(questions);
        QStringList names;
        for (const batch::BatchQuestion& question : asked) {
          names << QString::fromStdString(question.text);
        }
        tell([this, names] { Q_EMIT questionsRead(names); });

        std::vector<documents::Document> texts;
        for (const DocumentPtr& document : documents) {
          texts.push_back(*document);
        }
        std::vector<batch::BatchAnswer> soFar;
        if (goesOn) {
          soFar = batch::answersSoFar(answers, asked);
        }
        const std::size_t done = soFar.size();
        tell([this, soFar] {
          for (std::size_t i = 0; i < soFar.size(); ++i) {
            Q_EMIT answered(static_cast<int>(i), soFar[i]);
          }
        });
        const std::vector<batch::BatchQuestion> left(asked.begin() + static_cast<std::ptrdiff_t>(done),
                                                     asked.end());
        batch::AnswerFile file(answers, std::chrono::minutes(1), std::move(soFar));
        bool stopped = false;
        // A file of earlier answers is not given up for nothing.
        const auto write = [&file](bool whole) {
          if (whole || !file.answers().empty()) {
            file.write();
          }
        };
        try {
          batch::answerQuestions(
              *predictor, texts, left, options, stop,
              [&](std::size_t index, const batch::BatchAnswer& answer) {
                file.add(answer);
                tell([this, row = static_cast<int>(done + index), answer] { Q_EMIT answered(row, answer); });
              });
        } catch (const CancelledError&) {
          stopped = true;
        } catch (...) {
          write(false);
          throw;
        }
        write(!stopped);
        return Outcome{static_cast<int>(file.answers().size()), stopped};
      },
      [this](const QFuture<Outcome>& outcome) {
        running_ = false;
        try {
          const Outcome result = outcome.result();
          if (result.stopped) {
            Q_EMIT cancelled(result.answers);
          } else {
            Q_EMIT finished(result.answers);
          }
        } catch (const std::exception& error) {
          Q_EMIT failed(QString::fromUtf8(error.what()));
        }
      });
}

void QuestionFileRun::cancel() { stop_.request_stop(); }

}  // namespace lectern::jobs
