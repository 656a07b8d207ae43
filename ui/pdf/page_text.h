#pragma once

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

/// The text of one page as Qt PDF gives it, made fit for reading: line ends are '\n', a word that a hyphen
/// parts at the end of a line is whole again where the next line begins with a small letter, control
/// characters are gone, and Kangxi radicals, which many fonts name instead of the ideographs, are ideographs.
PageText cleanPageText(std::u16string_view raw);

/// The paragraphs of each of the cleaned pages of a file: they end at empty lines, and at lines that close a
/// sentence and are clearly shorter than the page's lines are. Running heads and feet are paragraphs.
std::vector<std::vector<text::Range>> findPageParagraphs(const std::vector<std::u16string_view>& pages);

}  // namespace lectern::pdf
