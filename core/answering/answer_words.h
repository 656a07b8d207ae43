#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/range.h"

namespace lectern::answering {

/// A range of a text as a person reads it on.
struct AnswerWords {
  std::u16string words;
  std::vector<text::Range> parts;  ///< of the range, where the words stand
};

/// What is read of a range: where a line or a table's cell ends, what is none of `tokens`, such as the next
/// line's number, its ">" or a new page's head, is a space, and words that a hyphen parts there are whole.
/// Soft hyphens are left out. All else is as it stands in the text.
AnswerWords answerWords(std::u16string_view text, std::span<const text::Range> tokens, text::Range range);

}  // namespace lectern::answering
