#pragma once

#include <string_view>

#include "core/text/range.h"

namespace lectern::answering {

/// The part of an English question that asks, without what people put around it: a number ("Question 3."), a
/// greeting, "could you please tell me", sentences beside the one with the question mark, marks at the end
/// ("???", ".", emoji), and the verb of a command ("Name the …"). All of it where nothing would be left.
text::Range askedPart(std::u16string_view question);

}  // namespace lectern::answering
