#pragma once

#include <string_view>

#include "core/text/range.h"

namespace lectern::answering {

/// A range of the text, with the e-mail or web addresses at its ends whole: these are several tokens, of
/// which a reader often takes some.
text::Range withWholeAddresses(std::u16string_view text, text::Range range);

}  // namespace lectern::answering
