#pragma once

#include <string>
#include <string_view>

namespace lectern::text {

/// `text` with A to Z as a to z and all else as it is: for names that file formats compare so.
std::string asciiLowerCase(std::string_view text);

}  // namespace lectern::text
