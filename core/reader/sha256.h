#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace lectern::reader {

/// SHA-256 of some bytes (FIPS 180-4), 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

/// That of a file's content, which is not held in memory. Throws FileError.
std::string sha256OfFile(const std::filesystem::path& path);

}  // namespace lectern::reader
