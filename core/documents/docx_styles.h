#pragma once

#include <array>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace lectern::documents {

struct XmlElement;

/// Where a paragraph of a DOCX stands in the numbering of its document.
struct DocxNumbering {
  std::string list;  ///< w:numId; "0" takes the paragraph out of its style's list
  int level = 0;     ///< w:ilvl, from 0
};

/// What a paragraph of a DOCX is, by its style or by itself.
struct DocxParagraph {
  std::optional<int> outlineLevel;  ///< from 0; 9 is body text
  std::optional<DocxNumbering> numbering;
};

/// Keeps what a property of a paragraph or a style says; of others nothing.
void readProperty(const XmlElement& element, DocxParagraph& paragraph);

/// The styles of paragraphs of a DOCX, from its part "styles.xml".
class DocxStyles {
 public:
  /// Adds what the part holds. Throws FormatError, CancelledError.
  void read(std::string_view xml, const std::string& where, const std::stop_token& stop);

  /// What a style says, with what the styles that it is based on say.
  DocxParagraph find(const std::string& style) const;
  /// Whether words in the style are hidden.
  bool isHidden(const std::string& style) const;
  /// Whether it is one of a table of contents.
  bool isContents(const std::string& style) const;

 private:
  struct Style {
    std::string basedOn;
    DocxParagraph paragraph;
    std::optional<bool> isHidden;
    bool isContents = false;
  };
  /// Calls `visit` with a style and those that it is based on, until it returns false.
  template <typename Visit>
  void visitWithBases(const std::string& style, Visit visit) const;
  class Handler;
  std::map<std::string, Style> styles_;
};

/// The lists of a DOCX, from its part "numbering.xml", and the numbers that their items have come to.
class DocxLists {
 public:
  void read(std::string_view xml, const std::string& where, const std::stop_token& stop);

  /// The number of the next item at a place in the numbering; nothing where items have bullets, or no mark.
  std::optional<int> next(const DocxNumbering& numbering);
  /// What is written before the item that had its number last, as "4.2" or "Article IV."; empty where that is
  /// a bullet, or nothing.
  std::u16string label(const DocxNumbering& numbering);
  /// Whether a label is no more than the item's number, as "3.", and those of other levels do not hold it.
  bool isPlain(const DocxNumbering& numbering);

 private:
  static constexpr int kLevels = 9;
  struct Level {
    bool isNumbered = false;
    int start = 1;
    std::string format;    // w:numFmt
    std::u16string text;   // w:lvlText: "%1.%2" stands for the numbers of the first two levels
    bool isLegal = false;  // w:isLgl: all numbers are decimal
    // w:lvlRestart: begins anew behind items of this many levels, 0: never; none: behind all above it
    std::optional<int> restart;
  };
  /// Levels that lists share, and the numbers that they have come to.
  struct Levels {
    std::array<Level, kLevels> levels;
    std::array<std::optional<int>, kLevels> numbers;  // of the last items
    std::string style;                                // of lists: these levels are that style's
    std::string like;                                 // of the levels of that style
  };
  struct List {
    std::string levels;  // key of abstract ones
    std::array<std::optional<int>, kLevels> starts;
    std::array<std::optional<Level>, kLevels> own;  // instead of the shared ones
    std::array<bool, kLevels> isBegun{};
  };
  class Handler;
  /// Where a numbering leads to.
  struct Place {
    List* list = nullptr;
    Levels* shared = nullptr;
    std::size_t at = 0;  // the level

    const Level& level(std::size_t of) const { return list->own[of] ? *list->own[of] : shared->levels[of]; }
  };
  /// Nothing where the numbering is not described.
  std::optional<Place> find(const DocxNumbering& numbering);
  std::map<std::string, Levels> abstract_;
  std::map<std::string, List> lists_;
};

/// Whether elements of a namespace are those of a word processor's text.
bool isWordprocessing(std::string_view space);

/// The value of an attribute that says yes or no, as "w:val" of <w:vanish/>: yes where it is missing.
bool isOn(std::string_view value);

}  // namespace lectern::documents
