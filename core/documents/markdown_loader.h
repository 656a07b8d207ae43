#pragma once

#include "core/documents/loader.h"

namespace lectern::documents {

/// Reads Markdown (CommonMark with GitHub's tables, strikethrough and task lists), told by the file's name.
///
/// The text is without markup: links give their label, images their alternative text, embedded HTML its
/// words. Each item of a list is a paragraph, cells of a table are a tab apart, blocks of code keep their
/// lines. A front matter between "---" lines is left out; its "title:" names the document.
class MarkdownLoader : public Loader {
 public:
  bool accepts(const FileSample& sample) const override;
  Document load(const std::filesystem::path& path, std::stop_token stop) const override;
  std::vector<std::string> extensions() const override;
};

}  // namespace lectern::documents
