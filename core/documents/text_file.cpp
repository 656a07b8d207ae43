#include "core/documents/text_file.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/documents/paragraphs.h"
#include "core/text/ascii.h"
#include "core/text/encoding.h"
#include "core/text/unicode.h"

namespace lectern::documents {

void requireSize(std::uintmax_t size, const std::string& what) {
  // ICU and the parsers count in 32 bits; a text grows up to fourfold on its way through them.
  constexpr std::uintmax_t kLargest = std::uintmax_t{256} << 20;
  if (size <= kLargest) return;
  throw FormatError(what + " is too large: a document can have " + std::to_string(kLargest >> 20) +
                    " MiB; split it into smaller ones");
}

std::string readDocumentFile(const std::filesystem::path& path) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (!error) requireSize(size, quoted(path));
  return readFile(path);
}

std::u16string decodeDocument(std::string_view bytes, const std::filesystem::path& path,
                              std::string_view declared) {
  std::u16string text = text::decode(bytes, declared).text;
  if (!text::isText(text)) {
    throw FormatError(quoted(path) +
                      " is not a text: it holds bytes as of a picture, a program or an archive");
  }
  return normalizeLineEnds(std::move(text));
}

bool hasExtension(const std::filesystem::path& path, std::initializer_list<std::string_view> extensions) {
  const std::string extension = text::asciiLowerCase(path.extension().string());
  return std::ranges::any_of(extensions, [&](std::string_view known) {
    return extension.size() == known.size() + 1 && extension.ends_with(known);
  });
}

std::string fileTitle(const std::filesystem::path& path) {
  return text::toUtf8(text::toUtf16(path.filename().string()));
}

}  // namespace lectern::documents
