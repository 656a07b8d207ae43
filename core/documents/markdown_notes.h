#pragma once

#include <string>
#include <string_view>

namespace lectern::documents {

/// Markdown with its footnotes ("[^1]", "[^1]: …") as md4c, which knows none, should read them: each note a
/// paragraph of its words, and no marks of them in the text. Code stays as it is.
std::string withPlainNotes(std::string_view page);

}  // namespace lectern::documents
