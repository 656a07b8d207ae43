#pragma once

#include <string_view>
#include <vector>

#include "core/text/range.h"

namespace lectern::reader {

/// The numbers in a text that refer to notes or sources and have lost their height, as in what is taken from
/// PDFs: "is rare.7 It", "the software,13 the", "2 to 3 times.7,10-12", "Analysis10 describes". They stand
/// behind marks and words without a space, or begin the line behind a sentence, and count on from 1 through
/// the text; what does not, "HMMER3" and "Fig.2", is none. In order; empty where fewer than three stand
/// behind marks.
std::vector<text::Range> findNoteMarks(std::u16string_view text);

}  // namespace lectern::reader
