#pragma once

#include <string_view>

namespace lectern::documents {

/// The attributes of an HTML element as libxml2 hands them out, names and values in turn; valid while the
/// element begins.
class HtmlAttributes {
 public:
  /// `list` ends with a null pointer, or is one.
  explicit HtmlAttributes(const unsigned char** list) : list_(list) {}

  /// The value of an attribute; empty where there is none.
  std::string_view find(std::string_view name) const;
  bool has(std::string_view name) const;

  /// Whether the element leads to other pages, is the mark of a footnote, the way back from one, or the
  /// number of a page (ARIA and DPUB-ARIA 1.0, EPUB's structural semantics): not words of the text.
  bool isNoText() const;
  /// Whether a browser shows nothing of the element, as far as the element itself tells, or only what is told
  /// otherwise beside it.
  bool isHidden() const;
  /// Whether it may be all of a page, hidden from those who hear it while a dialog is open; no dialog itself.
  bool isUnheardPage() const;
  /// How many rows or columns a cell stands in, by the attribute of that name.
  int span(std::string_view name) const;
  /// The format of an ordered list's numbers (as of `numeral`), by its type or its style.
  std::string_view numberFormat() const;

 private:
  const unsigned char** list_;
};

}  // namespace lectern::documents
