#pragma once

#include "core/documents/loader.h"

namespace lectern::documents {

/// Reads tables saved as text, CSV (RFC 4180) with commas, semicolons or tabs, whatever most of
/// the first lines have. Rows become lines, and their cells are a tab apart.
class CsvLoader : public Loader {
 public:
  bool accepts(const FileSample& sample) const override;
  Document load(const std::filesystem::path& path, std::stop_token stop) const override;
  std::vector<std::string> extensions() const override;
};

}  // namespace lectern::documents
