#include "app/cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/base/error.h"
#include "core/text/unicode.h"

namespace lectern::cli {

void print(std::string_view text) {
  errno = 0;
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written) return;
  if (errno == EPIPE) throw OutputClosed();
  throw FileError::fromErrno("write standard output");
}

std::u16string printable(std::u16string_view words) {
  std::u16string kept;
  for (const char16_t c : words) {
    const bool isControl = (c < 0x20 && c != u'\n') || (c >= 0x7F && c < 0xA0);
    const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (!isControl && !turns) kept.push_back(c);
  }
  return kept;
}

void report(std::string_view message) {
  const std::string line = "lectern: " + text::toUtf8(printable(text::toUtf16(message))) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

bool canShowBold() {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) == 1 && !std::getenv("NO_COLOR") && terminal &&
         std::string_view(terminal) != "dumb";
}

}  // namespace lectern::cli
