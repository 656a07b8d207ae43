#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <vector>

#include "core/batch/answer_questions.h"

namespace lectern::batch {

/// A file of questions on its way to a file of answers.
class FileRun {
 public:
  /// Reads the questions; where the run `goesOn`, also the answers that a stopped one left. The file of
  /// answers may be none of the questions, of documents that they name, or `kept`. Throws FileError,
  /// FormatError, and leaves what was there as it was.
  FileRun(const std::filesystem::path& questions, const std::filesystem::path& answers,
          std::vector<std::filesystem::path> kept, bool goesOn = false);

  const std::vector<BatchQuestion>& questions() const { return asked_.questions; }
  /// Those that are still to ask, in order: that failed, or have no answer yet.
  std::vector<std::size_t> toAsk() const;
  /// To the first of the questions.
  const std::vector<BatchAnswer>& answers() const { return file_.answers(); }
  /// The file that holds all of them; empty while none does.
  const std::filesystem::path& writtenTo() const { return writtenTo_; }
  /// Where they stand before there is an answer to every question.
  const std::filesystem::path& unfinished() const { return file_.unfinished(); }

  /// The first one that names no document; null where all do.
  const BatchQuestion* withoutDocument() const;

  /// Answers the questions that are to be asked, those that name a document from it, as `open` reads it, the
  /// rest from `all` together, and writes the file, or what there is where this is stopped or fails.
  /// `answered` is told of each answer as it comes, and the number of its question, from 0. Throws
  /// CancelledError, FileError.
  void answer(const answering::Predictor& predictor, std::vector<documents::Document> all,
              AskedDocuments::Open open, const answering::PredictOptions& options, std::stop_token stop,
              const std::function<void(std::size_t question, const BatchAnswer&)>& answered);

 private:
  QuestionFile asked_;
  AnswerFile file_;
  std::filesystem::path writtenTo_;
};

}  // namespace lectern::batch
