#pragma once

#include <QString>

#include "ui/models/answer_model.h"

namespace lectern::models {

/// The answers to one question, to be saved with their sources.
struct AnswerExport {
  QString question;
  bool hasAnswer = true;  ///< else they are the nearest that the reader came
  const AnswerModel& answers;
};

/// Writes the answers in the way that the file's extension tells, whole or not at all: .csv (RFC 4180, a row
/// an answer), .jsonl (an object a line, an answer each), .md (CommonMark), .html (a page that loads
/// nothing). Throws FileError; std::invalid_argument for another extension.
void saveAnswers(const AnswerExport& saved, const QString& path);

}  // namespace lectern::models
