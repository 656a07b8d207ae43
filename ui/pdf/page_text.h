#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/range.h"

namespace lectern::pdf {

/// The text of a page, and of each of its units the one that it was made from in the text as Qt PDF gives it.
struct PageText {
  std::u16string text;
  std::vector<std::size_t> sources;
};

/// How many columns a cell stands behind the one before it, or behind the first column, by the unit of the
/// page's text: of the space before the cell, or of the first word of a line.
using ColumnSteps = std::map<std::size_t, std::size_t>;

/// The text of one page as Qt PDF gives it, made fit for reading: line ends are '\n', a word that a hyphen
/// parts at the end of a line is whole again where the next line begins with a small letter, unless it is a
/// compound, accents that a
/// font has apart stand on their letters, control characters are gone, and Kangxi radicals, which many fonts
/// name instead of the ideographs, are ideographs. Tabs part the cells of tables.
PageText cleanPageText(std::u16string_view raw, const ColumnSteps& cells = {});

/// The paragraphs of each of the cleaned pages of a file: they end at empty lines, and at lines that close a
/// sentence and are clearly shorter than the page's lines are. Running heads and feet are paragraphs.
std::vector<std::vector<text::Range>> findPageParagraphs(const std::vector<std::u16string_view>& pages);

}  // namespace lectern::pdf
