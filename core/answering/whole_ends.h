#pragma once

#include <string_view>

#include "core/text/range.h"

namespace lectern::answering {

/// A range of the text, made whole where its ends cut what nobody would cut. A reader takes some of the
/// tokens:
/// - of e-mail and web addresses, names of files and paths, words with a low line in them;
/// - of telephone numbers with brackets or a plus sign;
/// - of a number with its sign: "-12 °C".
text::Range withWholeEnds(std::u16string_view text, text::Range range);

}  // namespace lectern::answering
