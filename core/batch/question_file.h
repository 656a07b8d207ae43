#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/documents/document.h"

namespace lectern::batch {

/// A question of a file.
struct BatchQuestion {
  std::string text;           ///< empty only where there is an id
  std::string id = {};        ///< what the file calls it, as JSON ("7" or "\"q7\""); empty: nothing
  std::string document = {};  ///< what the file calls the document it is asked of; empty: all of the run
  /// The right answers, each one right; none: that there is no answer. Nothing where the file tells none.
  std::optional<std::vector<std::string>> expected = {};
};

/// What a file of questions holds.
struct QuestionFile {
  std::vector<BatchQuestion> questions;
  std::vector<documents::Document> documents = {};  ///< that its questions name by their titles
};

/// Reads questions, the kind being told by the extension:
///   TXT, one a line;
///   CSV and TSV, the columns headed "question" and perhaps "id", "document" and "expected" (any case; right
///   answers between "|", an empty cell: there is no answer), or without such a head one question a line;
///   JSONL, an object a line with "question" and perhaps "id", "document" and "expected" (a text, or a list
///   of texts, empty: there is no answer); JSON, SQuAD 1.1 or 2.0, each paragraph a document.
/// Throws FileError, FormatError.
QuestionFile readQuestions(const std::filesystem::path& path);

/// The files that the questions of `file`, read from `path`, name: from its folder where they are not
/// absolute.
std::vector<std::filesystem::path> documentFiles(const QuestionFile& file, const std::filesystem::path& path);

/// One line of an answer file.
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

/// Writes the answers: into a name that ends in .jsonl as JSON, an object a line, else as CSV with a head
/// row; with ids where one of these questions has one. Throws FileError.
void writeAnswers(const std::vector<BatchAnswer>& answers, const std::filesystem::path& path);

/// The answers that a stopped run left in `path` to the first of these questions, those that failed with
/// them. None where there is no such file, or a stream. Throws FormatError where it holds anything else than
/// `writeAnswers` writes to these questions, FileError.
std::vector<BatchAnswer> answersSoFar(const std::filesystem::path& path,
                                      const std::vector<BatchQuestion>& questions);

/// Answers on their way into a file. What there is is written every minute, so that a run that is killed has
/// lost little; where that fails, it is tried again a minute later. A stream (/dev/stdout) is written at the
/// end alone.
class AnswerFile {
 public:
  /// `soFar` come first in it.
  explicit AnswerFile(std::filesystem::path path, std::chrono::seconds interval = std::chrono::minutes(1),
                      std::vector<BatchAnswer> soFar = {});

  void add(const BatchAnswer& answer);
  /// Writes all so far. Throws FileError.
  void write();

  const std::vector<BatchAnswer>& answers() const { return answers_; }

 private:
  std::filesystem::path path_;
  std::chrono::seconds interval_;
  std::vector<BatchAnswer> answers_;
  std::chrono::steady_clock::time_point written_ = std::chrono::steady_clock::now();
};

}  // namespace lectern::batch
