#pragma once

#include <string_view>
#include <vector>

#include "core/text/range.h"

namespace lectern::text {

/// Version of the token rules. A bundle records it: a reader works only with the tokens it was trained on.
inline constexpr int kTokenizerVersion = 1;

/// The words, numbers, clitics and punctuation marks of `text`, in order and without overlap; white space and
/// control characters belong to none.
///
/// The rules are our own, on ICU's character properties, so that they do not change with ICU:
/// - letters with their combining marks and digits form words ("café", "3D", "mp3");
/// - a number keeps its inner separators ("69,197", "3.14"), a word does not keep hyphens ("well", "-",
/// "known");
/// - English clitics stand alone ("Newton" "'s", "does" "n't", "I" "'m"), straight or curly apostrophe;
///   other inner apostrophes stay ("O'Brien");
/// - initials keep their points ("U.S.");
/// - a run of points or hyphens is one token ("...", "--"), every other mark or symbol is one of its own, and
///   so is an emoji sequence;
/// - Han, Kana, Hangul, Thai, Lao, Khmer and Myanmar runs are cut by ICU's dictionaries.
///
///     for (const Range& token : tokenize(u"Newton's law")) use(token.of(text));  // Newton | 's | law
std::vector<Range> tokenize(std::u16string_view text);

/// Whether a token is punctuation marks alone (Unicode's categories P); signs such as "€" and "+" are not.
bool isPunctuation(std::u16string_view token);

/// Whether the token begins with a letter of any script.
bool beginsWithLetter(std::u16string_view token);

}  // namespace lectern::text
