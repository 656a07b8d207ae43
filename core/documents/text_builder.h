#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/documents/document.h"

namespace lectern::documents {

/// Builds the text of a document from the blocks and words of its markup, and notes paragraphs and headings.
///
/// Breaks between blocks are only asked for; they are written before the next word, the strongest one alone.
/// So empty blocks leave no trace, and paragraphs are always one empty line apart.
class TextBuilder {
 public:
  /// Words whose white space means no more than one space, as in HTML. U+00A0 is kept.
  void addWords(std::u16string_view words);
  /// Text whose spaces and line ends are kept, as in <pre> and blocks of code.
  void addVerbatim(std::u16string_view text);

  /// The next words stand behind a tab.
  void addTab() { ++cells_; }

  /// The next words begin a new line; after two of these, a new paragraph.
  void breakLine();
  /// The next words begin a new paragraph. Has no effect at the beginning of a table's cell.
  void breakParagraph();

  /// The words up to `endHeading` are a heading and a paragraph of their own.
  void beginHeading(int level);
  void endHeading();
  bool isInHeading() const { return level_.has_value(); }

  /// The items up to `endList` are numbered from `first` on, or marked by bullets where there is none.
  /// Numbers of a `format` other than "decimal" are labels.
  void beginList(std::optional<int> first = {}, std::string_view format = "decimal");
  void endList();
  /// The next item of the innermost list, where that is numbered, has this number.
  void countFrom(int number);
  /// The words up to `endItem` are an item of the innermost list, or one with a bullet where no list is open.
  /// A `label` marks it instead of these, "4.2" or "(a)", and is written before its words.
  void beginItem(std::u16string label = {});
  void endItem();

  /// Rows become lines, and their cells are a tab apart. Where a row has as many cells as a table with names
  /// above its columns, lines, paragraphs and items within its cells are joined. Where a cell holds a table,
  /// its rows are lines of their own, and so are the cells behind it.
  void beginRow();
  void endRow();
  void beginCell();
  /// The cell that was begun stands in so many columns.
  void spanColumns(std::size_t columns);
  void endCell();
  /// Whether a cell was begun and has no words yet.
  bool isCellEmpty() const { return isCellEmpty_; }

  /// The finished document. `title` is what the file names, in UTF-8; where it names none, it is the first
  /// heading, or else the file's name. The builder is spent.
  Document finish(const std::filesystem::path& path, std::string format, std::string title = {});

 private:
  enum class Break { None, Space, Line, Paragraph };

  /// An item whose end is still to come.
  struct OpenItem {
    ListItem item;
    std::u16string label;              ///< still to be written
    std::optional<std::size_t> index;  ///< in the document's items; none before the first word
  };

  /// A row whose end is still to come.
  struct Row {
    std::size_t begin = 0;                                ///< its first unit
    std::size_t cells = 0;                                ///< that were begun in it
    std::size_t paragraphs = 0, items = 0, headings = 0;  ///< of the document, before it
    std::size_t openItems = 0;                            ///< around it
    std::size_t spanned = 0;    ///< columns that its last cell stands in beside its own
    std::size_t cellBegin = 0;  ///< first unit of that cell
    bool hasTable = false;      ///< with words, in one of its cells
  };

  void joinLines(const Row& row);
  /// Makes one paragraph of those that the row has closed; `begin` is its first unit. False where the table
  /// is too long for that.
  bool joinParagraphs(const Row& row, std::size_t begin);
  void require(Break least) { break_ = std::max(break_, least); }
  void writeBreak();
  void closeParagraph();
  /// Takes the text behind the first `size` units away again.
  void cut(std::size_t size);

  Document document_;
  Break break_ = Break::Paragraph;
  std::size_t cells_ = 0;         // tabs to write before the next words
  std::vector<Row> rows_{Row()};  // open ones, behind one for cells that are in none
  bool isCellEmpty_ = false;
  bool isOpen_ = false;       // whether a paragraph is
  std::size_t begin_ = 0;     // of the open paragraph
  std::optional<int> level_;  // of the open heading
  std::optional<std::size_t> headingBegin_;
  struct List {
    std::optional<int> next;  // number of its next item
    std::string format;
  };
  std::vector<List> lists_;         // open ones
  std::vector<OpenItem> items_;     // open ones
  std::vector<std::size_t> ended_;  // of the document's items, those that ended in the open paragraph
};

}  // namespace lectern::documents
