#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "core/batch/question_file.h"

namespace lectern::batch {

/// What became of a question.
struct BatchAnswer {
  BatchQuestion question;
  std::string answer;     ///< empty: no answer
  double confidence = 0;  ///< of the answer; of the best guess where there is none
  double noAnswerProbability = 1;
  std::string document;                 ///< path or title of where the answer stands
  std::size_t page = 0;                 ///< from 1; 0 where there are no pages
  text::Range range;                    ///< UTF-16 units into the document's text
  std::string error;                    ///< why this question failed; empty when it did not
  std::vector<std::string> warnings{};  ///< why it may be wrong; where a document is why, with its name
};

/// Throws FormatError for a name that says another format than those that answers are written in, CSV and
/// JSON lines.
void requireAnswerName(const std::filesystem::path& path);

/// Writes the answers: into a name that ends in .jsonl as JSON, an object a line, else as CSV with a head
/// row; with ids, and with the documents asked of, where one of these questions has one. Throws FileError.
void writeAnswers(const std::vector<BatchAnswer>& answers, const std::filesystem::path& path);

/// Writes them as SQuAD's evaluation reads predictions, and the probabilities that there is no answer into
/// `noAnswerFile(path)`; without those that failed. Throws FileError, FormatError where a question has no id,
/// or that of another.
void writePredictions(const std::vector<BatchAnswer>& answers, const std::filesystem::path& path);
/// "answers.json": "answers na-prob.json"
std::filesystem::path noAnswerFile(std::filesystem::path predictions);

/// The answers that a stopped run left in `path` to the first of these questions, those that failed with
/// them. None where there is no such file, or a stream. Throws FormatError where it holds anything else than
/// `writeAnswers` writes to these questions, FileError.
std::vector<BatchAnswer> answersSoFar(const std::filesystem::path& path,
                                      const std::vector<BatchQuestion>& questions);

/// What a stopped run left, and the file where it stands.
struct AnswersLeft {
  std::vector<BatchAnswer> answers;
  std::filesystem::path file;
};

/// `answersSoFar` beside `path` (`unfinishedPath`), or in it, where it lacks some and has as many or more.
/// Throws FormatError where `path` holds anything else and nothing is beside it, FileError.
AnswersLeft answersLeft(const std::filesystem::path& path, const std::vector<BatchQuestion>& questions);

/// Answers on their way into a file. What there is is written every minute, so that a run that is killed has
/// lost little; where that fails, it is tried again a minute later. Another file that stands there is
/// replaced when all is answered: what there is before stands beside it (`unfinishedPath`). A stream
/// (/dev/stdout) is written at the end alone.
class AnswerFile {
 public:
  /// `soFar` come first in it, and stand in their file already.
  explicit AnswerFile(std::filesystem::path path, AnswersLeft soFar = {},
                      std::chrono::seconds interval = std::chrono::minutes(1));

  /// The answer to a question: in place of the one that it has, or behind all others.
  void put(std::size_t question, const BatchAnswer& answer);
  /// Writes them all, or what there is where the run ends before. Throws FileError.
  void write();
  void writeUnfinished() const { writeAnswers(answers_, unfinished_); }

  const std::filesystem::path& path() const { return path_; }
  const std::filesystem::path& unfinished() const { return unfinished_; }

  const std::vector<BatchAnswer>& answers() const { return answers_; }

 private:
  std::filesystem::path path_, unfinished_;
  std::vector<BatchAnswer> answers_;
  std::chrono::seconds interval_;
  std::chrono::steady_clock::time_point written_ = std::chrono::steady_clock::now();
};

}  // namespace lectern::batch
