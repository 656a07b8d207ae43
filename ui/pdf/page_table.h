#pragma once

#include <QRectF>
#include <string_view>
#include <vector>

#include "ui/pdf/page_text.h"

namespace lectern::pdf {

/// The cells of tables on a page, of its text as Qt PDF gives it, which has but a space between cells, and of
/// where the page's text objects stand, in order. Tables have two lines or more of three cells or more, which
/// are far from one another, and few others between. Nothing where objects and lines of text cannot be
/// matched.
ColumnSteps findCells(std::u16string_view raw, const std::vector<QRectF>& objects);

}  // namespace lectern::pdf
