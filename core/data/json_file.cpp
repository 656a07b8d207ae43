#include "core/data/json_file.h"

#include <string>

#include "core/base/error.h"
#include "core/base/files.h"

namespace lectern::data {

nlohmann::json readJson(const std::filesystem::path& path) {
  const std::string content = readFile(path);
  try {
    return nlohmann::json::parse(content);
  } catch (const nlohmann::json::exception& error) {
    throwSyntaxError(path, error);
  }
}

void throwSyntaxError(const std::filesystem::path& path, const nlohmann::json::exception& error) {
  // The library says "[json.exception.parse_error.101] parse error at line 1, column 5: …; last read: '…';
  // …", where what was read last can be a whole text.
  std::string message = error.what();
  if (const auto head = message.find("] "); head != std::string::npos) message.erase(0, head + 2);
  if (message.starts_with("parse error at ")) message.erase(0, sizeof "parse error at " - 1);
  if (const auto read = message.find("; last read: "); read != std::string::npos) {
    const auto expected = message.rfind("; expected ");
    const bool follows = expected != std::string::npos && expected > read;
    message.erase(read, follows ? expected - read : std::string::npos);
  }
  throw FormatError(quoted(path) + " is not valid JSON: " + message);
}

}  // namespace lectern::data
