#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text/range.h"

namespace lectern::documents {

/// `text` with every "\r\n" and "\r" made "\n".
std::u16string normalizeLineEnds(std::u16string text);

/// The stretches of `text` between empty lines, trimmed of white space at both ends. A line of white space is
/// empty.
std::vector<text::Range> findParagraphs(std::u16string_view text);

/// `text` with every run of white space made one space, and none at its ends: fit for a title.
std::u16string simplified(std::u16string_view text);

/// Whether `text` holds nothing but white space.
bool isBlank(std::u16string_view text);

/// Units of `text` without the white space at its end.
std::size_t trimmedSize(std::u16string_view text);

/// A number that is set above the line in the characters of raised ones, so that 10 and a raised 8 are not
/// "108"; other text as it is.
std::u16string asRaised(std::u16string text);

}  // namespace lectern::documents
