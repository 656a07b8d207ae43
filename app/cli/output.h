#pragma once

#include <string_view>

namespace lectern::cli {

/// The reader of our output has closed it ("lectern … | head"): nothing is wrong, but there is no use in
/// more.
struct OutputClosed {};

/// Writes to the standard output. Throws OutputClosed; FileError when it cannot be written.
void print(std::string_view text);

/// Writes "lectern: <message>" and a line end to the error stream. Safe to call on any thread.
void report(std::string_view message);

/// Whether the standard output is a terminal that shows bold type.
bool canShowBold();

}  // namespace lectern::cli
