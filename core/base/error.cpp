#include "core/base/error.h"

#include <cerrno>
#include <system_error>

namespace lectern {

FileError FileError::fromErrno(const std::string& action, const std::filesystem::path& path) {
  const std::string reason = std::generic_category().message(errno);
  return FileError("cannot " + action + " '" + path.string() + "': " + reason);
}

}  // namespace lectern
