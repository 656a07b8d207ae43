#pragma once

#include "core/documents/loader.h"

namespace lectern::pdf {

/// Reads the text of PDF files with Qt PDF, told by "%PDF-" in their first kilobyte.
///
/// The text is that of the pages, an empty line and a form feed before each but the first;
/// `Document::pages` covers it without gaps. The title is that of the file's metadata, else the file's name.
/// A PDF that holds pictures only is a FormatError.
///
/// Qt PDF itself lets one thread at a time into its library, so that several loads take turns page by page.
/// The caller must have created a QCoreApplication; neither a QGuiApplication nor a display is needed.
class PdfLoader : public documents::Loader {
 public:
  bool accepts(const documents::FileSample& sample) const override;
  documents::Document load(const std::filesystem::path& path, std::stop_token stop) const override;
  std::vector<std::string> extensions() const override;
};

}  // namespace lectern::pdf
