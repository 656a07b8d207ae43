#pragma once

#include <map>
#include <set>
#include <string>

#include "core/documents/xml_reader.h"

namespace lectern::documents {

/// What the styles of an OpenDocument text say, by their names (ISO/IEC 26300-1, 16): those of "styles.xml",
/// and those of "content.xml".
class OdtStyles : public XmlHandler {
 public:
  /// How headings, or items of a list, of a level are numbered.
  struct Level {
    std::string format;  ///< as of `numeral`; empty: not at all
    std::u16string prefix, suffix;
    int shown = 1;  ///< levels whose numbers stand before the words, this one last
    int start = 1;

    bool isNumbered() const { return !format.empty(); }
  };
  using Levels = std::map<int, Level>;  ///< from 1

  /// Whether the element is of a style; what it says is kept.
  bool take(const XmlElement& element);
  void start(const XmlElement& element) override { take(element); }

  /// Empty where the style of lists is not described.
  const Levels& levels(const std::string& list) const;
  /// One that is not described is like those above it.
  Level levelOf(const std::string& list, int level) const;
  /// Whether what marks an item is no more than its number, as "3.", and marks of other levels do not hold
  /// it.
  bool isPlain(const std::string& list, int level) const;
  /// Whether paragraphs of the style are the document's title.
  bool isTitle(std::string_view style) const;
  /// Whether words in the style are not shown.
  bool isHidden(std::string_view style) const { return hidden_.contains(nameIn(style)); }
  /// Whether they stand above the line.
  bool isRaised(std::string_view style) const;
  /// Those of headings.
  const Levels& outline() const { return outline_; }

  /// The name that an attribute gives, as styles are kept by.
  static std::string nameIn(std::string_view value);

 private:
  std::map<std::string, Levels> lists_;
  Levels outline_;
  std::map<std::string, std::string> parents_;
  std::set<std::string> hidden_, raised_;
  std::string style_;  // that is being read
};

}  // namespace lectern::documents
