#pragma once

#include "core/documents/loader.h"

namespace lectern::documents {

/// Reads any file of text, in any encoding that `text::decode` knows. Its paragraphs stand between empty
/// lines.
class PlainTextLoader : public Loader {
 public:
  bool accepts(const FileSample& sample) const override;
  Document load(const std::filesystem::path& path, std::stop_token stop) const override;
  std::vector<std::string> extensions() const override;
};

}  // namespace lectern::documents
