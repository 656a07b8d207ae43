#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/text/range.h"

namespace lectern::answering {

/// The words of a range as a person reads them on: where a line ends, what is none of `tokens`, such as the
/// next line's number, its ">" or a new page's head, is a space, and words that a hyphen parts there are
/// whole. All else is as it stands in the text.
std::u16string answerWords(std::u16string_view text, std::span<const text::Range> tokens, text::Range range);

}  // namespace lectern::answering
