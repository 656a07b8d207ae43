#pragma once

#include <string_view>

#include "core/text/range.h"

namespace lectern::answering {

/// A range of the text, made whole where its ends cut what nobody would cut, and rid of what nobody would
/// take. A reader takes some of the tokens:
/// - of e-mail and web addresses, names of files and paths, words with a low line in them, options and
///   endings of names ("--port", ".deb");
/// - of telephone numbers with brackets or a plus sign;
/// - of a number with its sign ("-12 °C"), or of a date;
/// - of a bound, "not less than three months", without the word that turns it round;
/// or beside the answer a list's bullet or the next item's number, a note's mark, or one bracket of two.
text::Range withWholeEnds(std::u16string_view text, text::Range range);

}  // namespace lectern::answering
