#pragma once

#include "core/documents/loader.h"

namespace lectern::documents {

/// Reads e-books (EPUB 2 and 3), told by the archive's media type: the chapters in the order in which they
/// are read, each as an HTML page is read.
class EpubLoader : public Loader {
 public:
  bool accepts(const FileSample& sample) const override;
  Document load(const std::filesystem::path& path, std::stop_token stop) const override;
  std::vector<std::string> extensions() const override;
};

}  // namespace lectern::documents
