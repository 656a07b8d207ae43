#include "ui/jobs/question_file_run.h"

#include <QMetaObject>
#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/documents/text_file.h"
#include "ui/jobs/run.h"

namespace lectern::jobs {
namespace {

bool isOneOf(const std::filesystem::path& path, const std::vector<std::filesystem::path>& files) {
  return std::ranges::any_of(files, [&](const auto& file) { return isSameFile(path, file); });
}

AnswersLeft leftIn(const std::filesystem::path& answers, const std::vector<batch::BatchQuestion>& questions) {
  try {
    const std::vector<batch::BatchAnswer> soFar = batch::answersLeft(answers, questions).answers;
    const auto count = static_cast<std::size_t>(
        std::ranges::count_if(soFar, &std::string::empty, &batch::BatchAnswer::error));
    return {count < questions.size() ? count : 0, questions.size(), !soFar.empty()};
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

void QuestionFileRun::start(AskedOf documents, const std::filesystem::path& questions,
                            const std::filesystem::path& answers, bool goesOn) {
  Q_ASSERT(!running_);
  running_ = true;
  stop_ = std::stop_source();
  run(
      &pool_, this,
      [this, documents = std::move(documents), questions, answers, goesOn, stop = stop_.get_token()] {
        return answer(documents, questions, answers, goesOn, stop);
      },
      [this](const QFuture<Outcome>& outcome) {
        running_ = false;
        try {
          const Outcome result = outcome.result();
          if (result.stopped) {
            Q_EMIT cancelled(result.answers, QString::fromStdU16String(result.file.u16string()));
          } else {
            Q_EMIT finished(result.answers);
          }
        } catch (const std::exception& error) {
          Q_EMIT failed(QString::fromUtf8(error.what()));
        }
      });
}

QuestionFileRun::Outcome QuestionFileRun::answer(const AskedOf& documents,
                                                 const std::filesystem::path& questions,
                                                 const std::filesystem::path& answers, bool goesOn,
                                                 const std::stop_token& stop) {
  std::vector<DocumentPtr> opened = documents.open;
  std::erase_if(opened, [&](const DocumentPtr& each) { return isSameFile(each->path, questions); });
  const std::vector<std::filesystem::path> files = documentsIn(documents.folder, {questions, answers});
  std::vector<std::filesystem::path> kept = files;
  for (const DocumentPtr& document : opened) {
    if (!document->path.empty()) {
      kept.push_back(document->path);
    }
  }
  batch::FileRun file(questions, answers, std::move(kept), goesOn);
  const auto done = static_cast<int>(file.questions().size() - file.toAsk().size());
  tell([this, list = file.questions(), done] { Q_EMIT questionsRead(list, done); });
  for (std::size_t i = 0; i < file.answers().size(); ++i) {
    if (file.answers()[i].error.empty()) {
      tellAnswer(i, file.answers()[i]);
    }
  }
  const auto open = [this, stop](const std::filesystem::path& path) {
    return reader_.loaders->load(path, stop);
  };
  bool stopped = false;
  try {
    std::vector<documents::Document> texts = textsFor(file, opened, files, open);
    if (texts.empty() && file.withoutDocument() != nullptr) {
      throw documents.folder.empty()
          ? FormatError("question '" + file.withoutDocument()->text + "' names no document")
          : FormatError("the folder " + quoted(documents.folder) + " holds no documents that can be opened");
    }
    tell([this] { Q_EMIT documentsRead(); });
    file.answer(
        *reader_.predictor, std::move(texts), open, reader_.options, stop,
        [this](std::size_t question, const batch::BatchAnswer& answer) { tellAnswer(question, answer); });
  } catch (const CancelledError&) {
    stopped = true;
  }
  return {static_cast<int>(file.answers().size()), stopped, file.writtenTo()};
}

std::vector<documents::Document> QuestionFileRun::textsFor(const batch::FileRun& file,
                                                           const std::vector<DocumentPtr>& opened,
                                                           std::vector<std::filesystem::path> files,
                                                           const batch::AskedDocuments::Open& open) {
  std::vector<documents::Document> texts;
  if (file.withoutDocument() == nullptr) {
    return texts;
  }
  // What an earlier run answered is no document.
  const auto isAnswered = [&](const std::filesystem::path& each) {
    return documents::hasExtension(each, {"csv"}) && leftIn(each, file.questions()).isOfThese;
  };
  for (const DocumentPtr& document : opened) {
    if (!isAnswered(document->path)) {
      texts.push_back(*document);
    }
  }
  std::erase_if(files, isAnswered);
  std::ranges::move(read(files, open), std::back_inserter(texts));
  return texts;
}

std::vector<std::filesystem::path> QuestionFileRun::documentsIn(
    const std::filesystem::path& folder, const std::vector<std::filesystem::path>& others) const {
  std::vector<std::filesystem::path> files;
  if (!folder.empty()) {
    files = reader_.loaders->documentsIn(folder);
  }
  std::erase_if(files, [&](const std::filesystem::path& file) { return isOneOf(file, others); });
  return files;
}

std::vector<documents::Document> QuestionFileRun::read(const std::vector<std::filesystem::path>& files,
                                                       const batch::AskedDocuments::Open& open) {
  std::vector<documents::Document> texts;
  std::exception_ptr wrong;
  for (const std::filesystem::path& file : files) {
    try {
      texts.push_back(open(file));
    } catch (const CancelledError&) {
      throw;
    } catch (const Error& error) {
      wrong = std::current_exception();
      tell([this, reason = QString::fromUtf8(error.what())] { Q_EMIT documentFailed(reason); });
    }
  }
  if (texts.empty() && wrong) {
    std::rethrow_exception(wrong);
  }
  return texts;
}

void QuestionFileRun::tell(std::function<void()> say) {
  QMetaObject::invokeMethod(this, std::move(say), Qt::QueuedConnection);
}

void QuestionFileRun::tellAnswer(std::size_t question, const batch::BatchAnswer& answer) {
  tell([this, question, answer] { Q_EMIT answered(static_cast<int>(question), answer); });
}

void QuestionFileRun::cancel() { stop_.request_stop(); }

}  // namespace lectern::jobs
