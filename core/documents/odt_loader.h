#pragma once

#include "core/documents/loader.h"

namespace lectern::documents {

/// Reads texts as OpenDocument has them (ISO/IEC 26300), told by the archive's media type.
///
/// Foot- and endnotes stand behind the text. Left out are headers and footers, annotations, and what was
/// deleted while changes are tracked.
class OdtLoader : public Loader {
 public:
  bool accepts(const FileSample& sample) const override;
  Document load(const std::filesystem::path& path, std::stop_token stop) const override;
  std::vector<std::string> extensions() const override;
};

}  // namespace lectern::documents
