#include "core/batch/file_run.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/log.h"

namespace lectern::batch {
namespace {

AnswerFile beginFile(const QuestionFile& asked, const std::filesystem::path& questions,
                     const std::filesystem::path& answers, std::vector<std::filesystem::path> kept,
                     bool goesOn) {
  requireAnswerName(answers);
  for (std::filesystem::path& file : documentFiles(asked)) kept.push_back(std::move(file));
  kept.push_back(questions);
  requireWritable(answers, kept);
  return AnswerFile(answers, goesOn ? answersLeft(answers, asked.questions) : AnswersLeft());
}

}  // namespace

FileRun::FileRun(const std::filesystem::path& questions, const std::filesystem::path& answers,
                 std::vector<std::filesystem::path> kept, bool goesOn)
    : asked_(readQuestions(questions)),
      file_(beginFile(asked_, questions, answers, std::move(kept), goesOn)) {}

std::vector<std::size_t> FileRun::toAsk() const {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < questions().size(); ++i) {
    if (i >= answers().size() || !answers()[i].error.empty()) numbers.push_back(i);
  }
  return numbers;
}

const BatchQuestion* FileRun::withoutDocument() const {
  const auto lacks = std::ranges::find_if(
      questions(), [](const auto& each) { return each.document.empty() && !each.text.empty(); });
  return lacks == questions().end() ? nullptr : &*lacks;
}

void FileRun::answer(const answering::Predictor& predictor, std::vector<documents::Document> all,
                     AskedDocuments::Open open, const answering::PredictOptions& options,
                     std::stop_token stop,
                     const std::function<void(std::size_t question, const BatchAnswer&)>& answered) {
  AskedDocuments documents(std::move(all));
  documents.add(asked_, std::move(open));
  const std::vector<std::size_t> numbers = toAsk();
  std::vector<BatchQuestion> left;
  for (const std::size_t question : numbers) left.push_back(questions()[question]);
  try {
    answerQuestions(predictor, std::move(documents), left, options, stop,
                    [&](std::size_t index, const BatchAnswer& answer) {
                      file_.put(numbers[index], answer);
                      answered(numbers[index], answer);
                    });
  } catch (...) {
    try {
      if (!answers().empty()) {
        file_.writeUnfinished();
        writtenTo_ = file_.unfinished();
      }
    } catch (const FileError& error) {
      warn(error.what());  // of the two reasons the other one comes first
    }
    throw;
  }
  file_.write();
  writtenTo_ = file_.path();
}

}  // namespace lectern::batch
