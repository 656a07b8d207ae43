#pragma once

#include <filesystem>
#include <vector>

#include "ui/jobs/page_service.h"

namespace lectern::views {

/// Writes a document that has no pages as a PDF on A4, its text as it is set in the window, with marks behind
/// words, numbered, and their notes at the end. For any thread. Throws FileError, also where that
/// is the document itself.
void savePrinted(const documents::Document& document, const std::vector<jobs::PageMark>& marks,
                 const std::filesystem::path& path);

}  // namespace lectern::views
