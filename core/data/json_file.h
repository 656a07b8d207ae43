#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

namespace lectern::data {

/// The JSON value in the file; a byte order mark is passed over. Throws FileError, or FormatError with line
/// and column.
nlohmann::json readJson(const std::filesystem::path& path);

/// Throws what `error` says of the file `path` as FormatError with line and column.
[[noreturn]] void throwSyntaxError(const std::filesystem::path& path, const nlohmann::json::exception& error);

}  // namespace lectern::data
