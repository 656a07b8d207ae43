#pragma once

#include <string>
#include <string_view>

namespace lectern::cli {

/// The reader of our output has closed it ("lectern … | head"): nothing is wrong, but there is no use in
/// more.
struct OutputClosed {};

/// Writes to the standard output. Throws OutputClosed; FileError when it cannot be written.
void print(std::string_view text);

/// Without control characters but line ends, and without marks that turn the direction of writing: a
/// document's words must not give orders to the terminal.
std::u16string printable(std::u16string_view words);

/// Writes "lectern: <message>" and a line end to the error stream. Safe to call on any thread.
void report(std::string_view message);

/// Whether the standard output is a terminal that shows bold type.
bool canShowBold();

}  // namespace lectern::cli
