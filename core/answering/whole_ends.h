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
/// or beside the answer a list's bullet, the number of its clause or the next item, a note's mark, a mark
/// that ends what stands before, or one bracket of two.
text::Range withWholeEnds(std::u16string_view text, text::Range range);

/// "200 µl" where a number alone was found before its unit; for questions that do not ask for the number
/// alone.
text::Range withUnit(std::u16string_view text, text::Range range);

}  // namespace lectern::answering
