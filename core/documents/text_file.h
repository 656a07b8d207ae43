#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

namespace lectern::documents {

/// Throws FormatError, with `what` it is, when a document's file, or a part of one that is packed, has more
/// bytes than can be read as one text.
void requireSize(std::uintmax_t size, const std::string& what);

/// The bytes of a document's file. Throws FileError; FormatError when it is too large to be read as one text.
std::string readDocumentFile(const std::filesystem::path& path);

/// The bytes of the file `path` as text with '\n' line ends. `declared` is the encoding that the file itself
/// names, if any. Throws FormatError, which names the file, when they are no text.
std::u16string decodeDocument(std::string_view bytes, const std::filesystem::path& path,
                              std::string_view declared = {});

/// Whether the file's name ends in one of `extensions`, in any case.
bool hasExtension(const std::filesystem::path& path, std::initializer_list<std::string_view> extensions);

/// The file's name as UTF-8, for a document that has no title of its own.
std::string fileTitle(const std::filesystem::path& path);

}  // namespace lectern::documents
