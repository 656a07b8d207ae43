#pragma once

#include <QString>

#include "core/answering/answer.h"
#include "core/documents/document.h"

namespace lectern::models {

/// The sentence around an answer, on one line, and where the answer stands in it.
struct Snippet {
  QString text;
  int answerBegin = 0;  ///< UTF-16 units into `text`
  int answerLength = 0;
};

/// At most `length` units of a line, cut behind a word with "…" where it is longer.
QString firstWords(const QString& line, int length);

/// Cuts the sentence that holds `answer` out of the document, the answer as it is read. A sentence longer
/// than `maxLength` units is cut around the answer, at words, with "…" where something is left out. White
/// space becomes single spaces.
Snippet snippetAround(const documents::Document& document, const answering::Answer& answer,
                      int maxLength = 260);

}  // namespace lectern::models
