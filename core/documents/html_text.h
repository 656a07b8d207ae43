#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "core/documents/text_builder.h"

namespace lectern::documents {

/// Adds the words of an HTML page, or of a piece of one, to `builder`; scripts, styles, templates and what is
/// only for browsers without scripts are left out. Nothing is fetched. Depth of nesting is without limit.
///
/// Returns the words of the <title>, empty when there is none. Throws CancelledError.
std::u16string addHtml(TextBuilder& builder, std::string_view utf8, const std::stop_token& stop);

}  // namespace lectern::documents
