#pragma once

#include <string>
#include <vector>

#include "core/documents/docx_math.h"
#include "core/documents/docx_styles.h"
#include "core/documents/list_nesting.h"
#include "core/documents/text_builder.h"
#include "core/documents/xml_reader.h"
#include "core/documents/xml_record.h"

namespace lectern::documents {

/// Takes the words of a part of a DOCX: of the document, or of its notes (ECMA-376, 17).
///
/// What a text box holds, paragraphs, headings, tables, stands behind the paragraph that it is anchored in.
class DocxText : public XmlHandler {
 public:
  /// All must outlive it.
  DocxText(TextBuilder& builder, const DocxStyles& styles, DocxLists& lists);

  void start(const XmlElement& element) override;
  void end(std::string_view space, std::string_view name) override;
  void text(std::u16string_view characters) override;
  /// Ends the list that the part ends with.
  void finish() { nesting_.close(); }

 private:
  void startInParagraph(const XmlElement& element);
  void startTable(const XmlElement& element);
  void startParagraph();
  void endParagraph();
  void startFrame();
  /// The innermost.
  XmlRecord& openFrame() { return frames_[openFrames_.back().frame]; }
  /// What the paragraph is by itself and by its style.
  DocxParagraph paragraph() const;
  /// Begins what the paragraph is, before its first words.
  void open();
  void add(std::u16string_view words);
  /// Whether words that come now are not seen.
  bool isHidden() const;
  void breakLine();
  void property(const XmlElement& element);
  void field(std::string_view part);
  /// Takes what a form's field of old says of its own value.
  void formField(const XmlElement& element);

  TextBuilder& builder_;
  const DocxStyles& styles_;
  DocxLists& lists_;
  ListNesting nesting_;
  std::size_t depth_ = 0;
  std::size_t leftOut_ = 0;     // depth of the element that is being left out; 0: none
  std::size_t paragraphs_ = 0;  // open ones
  bool isOpen_ = false;         // the paragraph has words
  bool isHeading_ = false;      // it is one
  bool isMarkDeleted_ = false;  // while changes are tracked, so that the next paragraph goes on with it
  bool goesOn_ = false;         // with the one before
  bool isInProperties_ = false;
  std::optional<bool> isRunHidden_;  // none outside of a run
  bool isRunRaised_ = false;         // it is set above the line
  std::string runFont_;              // that it names
  std::size_t raisedMath_ = 0;       // depth of the outermost exponent; 0: none
  DocxMath math_;
  bool isInText_ = false;
  struct Field {
    enum class Form { None, CheckBox, List };
    bool isInstruction = true;  // that is read, not the result
    Form form = Form::None;
    std::optional<int> value = {};             // whether it is checked, or which entry is chosen
    std::vector<std::u16string> entries = {};  // of a list
  };
  std::vector<Field> fields_;  // open ones
  std::string style_;
  DocxParagraph own_;

  struct OpenFrame {
    std::size_t frame;  // which one
    std::size_t depth;  // of its element
  };

  std::vector<XmlRecord> frames_;  // text boxes of the open paragraph, outer ones before those within
  std::vector<OpenFrame> openFrames_;
};

}  // namespace lectern::documents
