#include "app/cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/base/error.h"

namespace lectern::cli {

void print(std::string_view text) {
  errno = 0;
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written) return;
  if (errno == EPIPE) throw OutputClosed();
  throw FileError::fromErrno("write standard output");
}

void report(std::string_view message) {
  const std::string line = std::string("lectern: ").append(message).append("\n");
  std::fwrite(line.data(), 1, line.size(), stderr);
}

bool canShowBold() {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) == 1 && !std::getenv("NO_COLOR") && terminal &&
         std::string_view(terminal) != "dumb";
}

}  // namespace lectern::cli
