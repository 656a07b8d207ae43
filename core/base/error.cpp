#include "core/base/error.h"

#include <cerrno>
#include <system_error>

namespace lectern {

std::string quoted(const std::string& name) {
  std::string between = "'";
  return between.append(name).append("'");
}

FileError FileError::fromErrno(const std::string& action, const std::filesystem::path& path) {
  return fromErrno(action + " " + quoted(path));
}

FileError FileError::fromErrno(const std::string& action) {
  return FileError("cannot " + action + ": " + std::generic_category().message(errno));
}

}  // namespace lectern
