#pragma once

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
  std::filesystem::path folder = {};                ///< where it stands
};

/// Reads questions, the kind being told by the extension:
///   TXT, one a line;
///   CSV and TSV, the columns headed "question" and perhaps "id", "document" and "expected" (any case; right
///   answers between "|", an empty cell: there is no answer), or without such a head one question a line;
///   JSONL, an object a line with "question" and perhaps "id", "document" and "expected" (a text, or a list
///   of texts, empty: there is no answer); JSON, SQuAD 1.1 or 2.0, each paragraph a document.
/// Throws FileError, FormatError.
QuestionFile readQuestions(const std::filesystem::path& path);

/// The files that its questions name: from its folder where they are not absolute.
std::vector<std::filesystem::path> documentFiles(const QuestionFile& file);

}  // namespace lectern::batch
