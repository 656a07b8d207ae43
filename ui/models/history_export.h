#pragma once

#include <QString>
#include <vector>

#include "core/library/history.h"

namespace lectern::models {

/// Writes the questions with their answers in the way that the file's extension tells, whole or not at all:
/// .csv (RFC 4180, a row an answer), .jsonl (an object a question), .md (CommonMark). Throws FileError;
/// std::invalid_argument for another extension.
void saveHistory(const std::vector<library::KeptQuestion>& questions, const QString& path);

}  // namespace lectern::models
