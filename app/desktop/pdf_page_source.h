#pragma once

#include "ui/jobs/page_service.h"

namespace lectern::app {

/// Opens the pages of a PDF for the window.
std::unique_ptr<jobs::PageSource> openPdfPages(const jobs::DocumentPtr& document);

}  // namespace lectern::app
