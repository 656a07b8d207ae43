#pragma once

#include <string>
#include <string_view>

namespace lectern::text {

/// The text with its letters without accents: decomposed (NFD), and no mark that does not take up space kept.
std::u16string withoutAccents(std::u16string_view text);

}  // namespace lectern::text
