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

AnswersLeft leftIn(const std::filesystem::path& answers, const std::vector<batch::BatchQuestion>& questions) {
  try {
    const std::size_t count = batch::answersSoFar(answers, questions).size();
    return {count < questions.size() ? count : 0, questions.size()};
  } catch (const Error&) {
    return {};
  }
}

/// Those of the file; none where it cannot be read.
std::vector<batch::BatchQuestion> questionsIn(const std::filesystem::path& questions) {
  try {
    return batch::readQuestions(questions).questions;
  } catch (const Error&) {
    return {};
  }
}

/// "answers.csv", "answers 2.csv"
std::filesystem::path numbered(std::filesystem::path file, int number) {
  if (number == 1) return file;
  const std::u16string name = file.stem().u16string() + u' ' + QString::number(number).toStdU16String();
  return file.replace_filename(name + file.extension().u16string());
}

}  // namespace

QuestionFileRun::QuestionFileRun(QuestionFileReader reader, QObject* parent)
    : QObject(parent), reader_(std::move(reader)) {
  pool_.setMaxThreadCount(1);
}

QuestionFileRun::~QuestionFileRun() {
  stop_.request_stop();
  pool_.waitForDone();
}

void QuestionFileRun::lookAt(const std::filesystem::path& questions, const std::filesystem::path& answers,
                             std::function<void(const AnswersLeft&)> tell) {
  run(
      &pool_, this, [questions, answers] { return leftIn(answers, questionsIn(questions)); },
      [tell = std::move(tell)](const QFuture<AnswersLeft>& left) { tell(left.result()); });
}

void QuestionFileRun::suggest(const std::filesystem::path& questions, const std::filesystem::path& answers,
                              std::function<void(const std::filesystem::path&)> tell) {
  const auto find = [questions, answers] {
    const std::vector<batch::BatchQuestion> asked = questionsIn(questions);
    for (int number = 1;; ++number) {
      std::filesystem::path file = numbered(answers, number);
      std::error_code missing;
      if (!std::filesystem::exists(file, missing) || leftIn(file, asked).answers > 0) return file;
    }
  };
  run(&pool_, this, find,
      [tell = std::move(tell)](const QFuture<std::filesystem::path>& file) { tell(file.result()); });
}

void QuestionFileRun::start(std::vector<DocumentPtr> documents, const std::filesystem::path& questions,
                            const std::filesystem::path& answers, bool goesOn) {
  Q_ASSERT(!running_);
  running_ = true;
  stop_ = std::stop_source();
  const auto tell = [this](auto say) {
    QMetaObject::invokeMethod(this, std::move(say), Qt::QueuedConnection);
  };

  run(
      &pool_, this,
      [this, tell, reader = reader_, documents = std::move(documents), questions, answers, goesOn,
       stop = stop_.get_token()] {
        const batch::QuestionFile asked = batch::readQuestions(questions);
        std::vector<std::filesystem::path> kept = batch::documentFiles(asked, questions);
        kept.push_back(questions);
        std::vector<documents::Document> texts;
        for (const DocumentPtr& document : documents) {
          texts.push_back(*document);
          if (!document->path.empty()) {
            kept.push_back(document->path);
          }
        }
        requireWritable(answers, kept);
        tell([this, list = asked.questions] { Q_EMIT questionsRead(list); });
        batch::AskedDocuments askedOf(std::move(texts));
        askedOf.add(asked, questions, [loaders = reader.loaders, stop](const std::filesystem::path& path) {
          return loaders->load(path, stop);
        });

        std::vector<batch::BatchAnswer> soFar;
        if (goesOn) {
          soFar = batch::answersSoFar(answers, asked.questions);
        }
        const std::size_t done = soFar.size();
        tell([this, soFar] {
          for (std::size_t i = 0; i < soFar.size(); ++i) {
            Q_EMIT answered(static_cast<int>(i), soFar[i]);
          }
        });
        const std::vector<batch::BatchQuestion> left(
            asked.questions.begin() + static_cast<std::ptrdiff_t>(done), asked.questions.end());
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
              *reader.predictor, std::move(askedOf), left, reader.options, stop,
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
