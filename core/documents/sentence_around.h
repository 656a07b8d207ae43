#pragma once

#include "core/documents/document.h"
#include "core/text/range.h"

namespace lectern::documents {

/// The sentences that `place` touches, as one range, within the paragraph that holds it; in a document
/// without such a paragraph, within its lines. In a table its rows. What goes on far beyond `place` is cut
/// there.
text::Range sentenceAround(const Document& document, const text::Range& place);

}  // namespace lectern::documents
