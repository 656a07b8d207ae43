#pragma once

#include <QRectF>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace lectern::pdf {

/// Words to be highlighted on a page.
struct Highlight {
  std::size_t page = 0;       ///< from 0
  std::vector<QRectF> lines;  ///< in the page's space, in which y grows upward: `top` is the lower edge
  std::string note;           ///< UTF-8
};

/// The bytes of a PDF file with highlights, each an annotation with its note (ISO 32000-1, 12.5.6.10) and its
/// looks. Throws FormatError where the file cannot be written anew.
std::string withHighlights(const std::filesystem::path& file, const std::vector<Highlight>& highlights);

}  // namespace lectern::pdf
