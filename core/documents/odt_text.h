#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/documents/odt_styles.h"
#include "core/documents/text_builder.h"
#include "core/documents/xml_reader.h"
#include "core/documents/xml_record.h"

namespace lectern::documents {

/// Takes the words of "content.xml", and its styles.
///
/// Words of frames stand behind the paragraph that they are anchored in, those of notes behind the text.
class OdtText : public XmlHandler {
 public:
  /// `builder` must outlive it. `styles`: those of "styles.xml".
  OdtText(TextBuilder& builder, OdtStyles styles);

  void start(const XmlElement& element) override;
  void end(std::string_view space, std::string_view name) override;
  void text(std::u16string_view characters) override;
  /// Adds the notes.
  void finish();

 private:
  struct List {
    std::string style;
    bool goesOn = false;   // with the numbers of one before
    bool hasItem = false;  // of its own
  };
  bool isLeftOut(const XmlElement& element) const;
  void startBlock(const XmlElement& element);
  void coverCells(const XmlElement& element);
  void startParagraph(const XmlElement& element);
  void endParagraph();
  void beginHeading();
  /// What is written before the next heading of a level, as "4.2"; empty for nothing.
  std::u16string nextLabel(int level);
  /// The same before an item of the innermost list that had its number.
  std::u16string itemLabel() const;
  void startList(const XmlElement& element);
  void beginItem();

  TextBuilder& builder_;
  OdtStyles styles_;
  std::size_t depth_ = 0;
  std::size_t leftOut_ = 0;          // depth of the element that is being left out; 0: none
  std::size_t noteDepth_ = 0;        // of the note that is read; 0: none
  std::size_t contentsDepth_ = 0;    // of the table of contents; 0: none
  std::size_t raisedDepth_ = 0;      // of words above the line; 0: none
  std::size_t paragraphs_ = 0;       // open ones: frames and notes stand within paragraphs
  std::size_t outerParagraphs_ = 0;  // those around the note
  int covered_ = 0;                  // cells still to come that the last one covers
  std::optional<int> heading_;       // level of the one whose words are still to come
  bool isNumbered_ = false;          // it may have a number
  std::optional<int> restart_;       // and that is this one
  bool isHeading_ = false;           // its words are being read
  std::vector<List> lists_;          // open ones
  std::map<std::pair<std::string, int>, int> numbers_;  // of the last items, by style and level
  std::map<int, int> headings_;                         // numbers of the last ones, by level
  struct Item {
    std::optional<int> start;  // of its own
    bool isBegun = false;      // one with lists alone is none
  };
  std::vector<Item> items_;  // open ones
  std::vector<std::u16string> notes_;
  struct OpenFrame {
    std::size_t frame;  // which one
    std::size_t depth;  // of its element
  };
  std::vector<XmlRecord> frames_;  // frames and shapes of the open paragraph, outer ones before those within
  std::vector<OpenFrame> openFrames_;
};

}  // namespace lectern::documents
