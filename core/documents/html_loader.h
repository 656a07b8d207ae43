#pragma once

#include "core/documents/loader.h"

namespace lectern::documents {

/// The encoding that a page names in its first kilobytes, by <meta charset>, by <meta http-equiv> or in the
/// XML prolog; empty when it names none.
std::string declaredEncoding(std::string_view bytes);

/// Reads HTML and XHTML pages, told by their first element or by their name.
///
/// The text is what a browser would show without styles, as the HTML standard's rendering of white space has
/// it; cells of a table are a tab apart. Nothing that the page refers to is fetched.
class HtmlLoader : public Loader {
 public:
  bool accepts(const FileSample& sample) const override;
  Document load(const std::filesystem::path& path, std::stop_token stop) const override;
  std::vector<std::string> extensions() const override;
};

}  // namespace lectern::documents
