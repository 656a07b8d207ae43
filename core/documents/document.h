#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/text/range.h"

namespace lectern::documents {

/// A heading and where it stands in the text.
struct Heading {
  text::Range range;
  int level = 1;  ///< 1 is the highest
  bool operator==(const Heading&) const = default;
};

/// An item of a list. It holds the items of lists within it.
struct ListItem {
  text::Range range;
  int level = 1;              ///< 1 is the outermost
  std::optional<int> number;  ///< in a numbered list; none where a bullet or a label marks the item
  bool isLabelled = false;    ///< its words begin with what marks it, as "4.2" or "(a)"
  bool operator==(const ListItem&) const = default;
};

/// A document as the reader sees it: one text, and its structure as ranges into it.
struct Document {
  std::filesystem::path path;  ///< empty for pasted text
  std::string title;           ///< UTF-8; from the document, else its first heading, else the file's name
  std::string format;          ///< "text", "markdown", "html", "pdf", …
  std::u16string text;         ///< line ends are '\n'
  std::vector<text::Range> paragraphs;  ///< in order, without overlap; headings are paragraphs too
  std::vector<Heading> headings;        ///< in order
  std::vector<ListItem> items;        ///< in the order of their beginnings; numbers and bullets are not text
  std::vector<text::Range> verbatim;  ///< in order: text set as it was typed, such as blocks of code
  std::vector<text::Range> pages;     ///< in order, whole text; empty where the format has no pages

  /// By which it is told from others: its path, else its title.
  std::string name() const;

  /// Number of the page that holds a unit, from 1; 0 where the format has no pages.
  std::size_t pageOf(std::size_t unit) const;

  bool operator==(const Document&) const = default;
};

}  // namespace lectern::documents
