#pragma once

#include "ui/pdf/page_text.h"

class QPdfSelection;

namespace lectern::pdf {

/// The text of a page of which all is selected, made fit for reading.
PageText readPage(const QPdfSelection& all);

}  // namespace lectern::pdf
