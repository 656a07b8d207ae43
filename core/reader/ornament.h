#pragma once

#include <string_view>
#include <vector>

#include "core/text/range.h"

namespace lectern::reader {

/// The tokens that say something: not those of the numbers of pages and of running heads but the first, where
/// form feeds part pages, of a table of contents (`findContents`), of rules ("____", "===="), the ">"
/// before quoted lines, where several have it, marks that refer to notes (`findNoteMarks`; "[3]" and "Oslo¹",
/// where there are several, "†"), the numbers of lines of prose, all of them or every fifth, "Q.", "A.",
/// initials and roles before what people say by turns, the "(s)" of "seller(s)", and what is drawn around the
/// cells of a table. A token that a note's mark ends, "Oslo13", ends before it.
std::vector<text::Range> withoutOrnament(std::u16string_view text, const std::vector<text::Range>& tokens);

}  // namespace lectern::reader
