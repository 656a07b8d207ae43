#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/answering/asked_question.h"
#include "core/answering/prepared_texts.h"
#include "core/answering/span_decoder.h"
#include "core/text/range.h"

namespace lectern::answering {

/// The windows to read for a question, in order, with what the words of their places match of it: the `most`
/// that own the places that match best. All of them where nothing matches, or where `most` is 0; none for a
/// question without words.
std::vector<WindowScores> windowsToRead(const PreparedTexts& texts, const AskedQuestion& question,
                                        std::size_t most);

/// Lowers the scores of answers that begin where the words of the question match less than elsewhere.
void addMatch(std::span<WindowScores> windows);

/// From the first word of a window to its last; empty where it has none.
text::Range wordsOf(const WindowScores& scores, const std::vector<reader::EncodedText>& encoded);

}  // namespace lectern::answering
