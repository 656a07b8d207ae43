#pragma once

#include "core/documents/loader.h"

namespace lectern::documents {

/// Reads the documents of word processors as Office Open XML has them (ECMA-376, transitional and strict),
/// told by the parts of the archive.
///
/// Foot- and endnotes stand behind the text. Left out are headers and footers, comments, what is hidden, and
/// what was deleted while changes are tracked.
class DocxLoader : public Loader {
 public:
  bool accepts(const FileSample& sample) const override;
  Document load(const std::filesystem::path& path, std::stop_token stop) const override;
  std::vector<std::string> extensions() const override;
};

}  // namespace lectern::documents
