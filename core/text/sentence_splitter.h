#pragma once

#include <string_view>
#include <vector>

#include "core/text/range.h"

namespace lectern::text {

/// The sentences of `text`, in order, without overlap, trimmed of white space at both ends.
/// A paragraph break (an empty line) always ends a sentence. Abbreviations ("Dr.", "e.g.", "U.S.") do not.
///
/// The rules are our own, so that they do not change with ICU:
/// - a run of . ! ? … ends a sentence together with the quotes, brackets and note marks ("[3]") after it,
///   when white space or the end of the text follows; 。！？ need no white space;
/// - not so when a lower-case letter comes next, nor after a number that opens the sentence ("1. Open the
/// lid");
/// - "U.S.", "etc.", "p.m." and initials end one only before a word that often opens a sentence ("The",
/// "It").
///
/// Time is linear in the length of `text`.
std::vector<Range> splitSentences(std::u16string_view text);

/// Whether a point behind the word may be an abbreviation's, "Mr", "Inc", "U.S", rather than a sentence's.
bool isAbbreviation(std::u16string_view word);

}  // namespace lectern::text
