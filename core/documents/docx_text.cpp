#include "core/documents/docx_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/documents/numeral.h"
#include "core/documents/paragraphs.h"
#include "core/documents/symbol_font.h"
#include "core/text/code_points.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

using namespace std::string_view_literals;

constexpr int kBodyText = 9;        // as a level of the outline
constexpr int kDeepestHeading = 6;  // of a Document

/// What is not part of the text, is in it twice, or was so before a change that is tracked. Sorted.
constexpr std::array kLeftOut = {
    "Fallback"sv, "del"sv,          "moveFrom"sv,    "numberingChange"sv, "pPrChange"sv,  "rPrChange"sv,
    "rt"sv,       "sectPrChange"sv, "tblPrChange"sv, "tblPrExChange"sv,   "tcPrChange"sv, "trPrChange"sv,
};
static_assert(std::ranges::is_sorted(kLeftOut));

bool isLeftOut(const XmlElement& element) {
  // What stands between a text and its notes, and goes on over a page.
  const bool isNote = element.name == "footnote" || element.name == "endnote";
  const std::string_view type = isNote ? element.attribute("type") : std::string_view();
  return std::ranges::binary_search(kLeftOut, element.name) || (!type.empty() && type != "normal");
}

bool isMath(std::string_view space) { return space.ends_with("/math"); }

/// The character that <w:sym> and <w16se:symEx> stand for; a space for one that nobody knows.
std::u16string symbolOf(const XmlElement& element) {
  const std::string_view code = element.attribute("char");
  unsigned value = 0;
  std::from_chars(code.data(), code.data() + code.size(), value, 16);
  if (value >= 0xE000 && value <= 0xF8FF)
    return std::u16string(1, symbolCharacter(element.attribute("font"), value));
  if (value < u' ' || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return u" ";
  return text::toUnits(value);
}

}  // namespace

DocxText::DocxText(TextBuilder& builder, const DocxStyles& styles, DocxLists& lists)
    : builder_(builder), styles_(styles), lists_(lists), nesting_(builder) {}

void DocxText::start(const XmlElement& element) {
  ++depth_;
  if (leftOut_ != 0) return;
  if (isLeftOut(element)) leftOut_ = depth_;
  if (element.name == "txbxContent" && paragraphs_ > 0) {
    startFrame();
  } else if (!openFrames_.empty()) {
    openFrame().start(element);
  } else if (leftOut_ != 0) {
    const bool isGone = element.name == "del" || element.name == "moveFrom";
    isMarkDeleted_ = isMarkDeleted_ || (isInProperties_ && isGone);
  } else if (isMath(element.space)) {
    isInText_ = element.name == "t";
    add(math_.start(element, depth_));
    if (element.name == "sup" && raisedMath_ == 0) raisedMath_ = depth_;
    if (element.name == "den") add(u"/");
  } else if (element.name == "symEx" && isRunHidden_ == false) {  // of emoji, in a namespace of its own
    add(symbolOf(element));
  } else if (!isWordprocessing(element.space)) {
    return;
  } else if (element.name == "p") {
    startParagraph();
  } else if (paragraphs_ > 0) {
    startInParagraph(element);
  } else {
    startTable(element);
  }
}

void DocxText::end(std::string_view space, std::string_view name) {
  const std::size_t depth = depth_--;
  if (raisedMath_ == depth) raisedMath_ = 0;
  const bool wasLeftOut = leftOut_ != 0;
  if (leftOut_ != 0 && leftOut_ != depth) return;
  leftOut_ = 0;
  if (!openFrames_.empty()) {
    if (openFrames_.back().depth == depth) {
      openFrames_.pop_back();
    } else {
      openFrame().end(space, name);
    }
  } else if (wasLeftOut) {
    return;
  } else if (isMath(space)) {
    isInText_ = false;
    add(math_.end(depth));
  } else if (name == "t") {
    isInText_ = false;
  } else if (!isWordprocessing(space)) {
    return;
  } else if (name == "p") {
    endParagraph();
  } else if (name == "pPr") {
    isInProperties_ = false;
  } else if (name == "r") {
    isRunHidden_.reset();
    isRunRaised_ = false;
  } else if (paragraphs_ > 0) {
    return;
  } else if (name == "tbl") {
    builder_.breakParagraph();
  } else if (name == "tr") {
    builder_.endRow();
  } else if (name == "tc") {
    builder_.endCell();
  }
}

void DocxText::text(std::u16string_view characters) {
  if (leftOut_ != 0) return;
  if (!openFrames_.empty()) {
    openFrame().text(characters);
  } else if (isInText_) {
    const bool isRaised = isRunRaised_ || raisedMath_ != 0;
    std::u16string words = withSymbols(runFont_, std::u16string(characters));
    add(isRaised ? asRaised(std::move(words)) : words);
  }
}

void DocxText::startInParagraph(const XmlElement& element) {
  const std::string_view name = element.name;
  if (name == "pPr") {
    isInProperties_ = true;
  } else if (isInProperties_) {
    property(element);
  } else if (name == "r") {
    isRunHidden_ = false;
    isRunRaised_ = false;
    runFont_.clear();
  } else if (!isRunHidden_) {
    return;
  } else if (name == "vanish") {
    isRunHidden_ = isOn(element.attribute("val"));
  } else if (name == "rStyle") {
    isRunHidden_ = *isRunHidden_ || styles_.isHidden(std::string(element.attribute("val")));
  } else if (name == "vertAlign") {
    isRunRaised_ = element.attribute("val") == "superscript";
  } else if (name == "rFonts") {
    runFont_ = element.attribute("ascii");
  } else if (name == "fldChar") {
    field(element.attribute("fldCharType"));
  } else if (!fields_.empty() && fields_.back().isInstruction && name != "t") {
    formField(element);
  } else if (name == "t") {
    isInText_ = true;
  } else if ((name == "tab" || name == "ptab") && isOpen_ && styles_.isContents(style_)) {
    builder_.addTab();  // before the number of a page
  } else if (name == "tab" || name == "ptab") {
    add(u" ");
  } else if (name == "br" || name == "cr") {
    breakLine();
  } else if (name == "noBreakHyphen") {
    add(u"\u2011");
  } else if (name == "sym") {
    add(symbolOf(element));
  }
}

void DocxText::startTable(const XmlElement& element) {
  const std::string_view name = element.name;
  if (name == "tbl") {
    nesting_.close();
    builder_.breakParagraph();
  } else if (name == "tr") {
    builder_.beginRow();
  } else if (name == "tc") {
    builder_.beginCell();
  } else if (name == "gridSpan") {
    builder_.spanColumns(
        static_cast<std::size_t>(std::max(1, toNumber(element.attribute("val")).value_or(1))));
  }
}

void DocxText::startParagraph() {
  if (paragraphs_++ > 0) return;
  isMarkDeleted_ = false;
  own_ = {};
  if (std::exchange(goesOn_, false)) return;
  style_.clear();
  isOpen_ = false;
  builder_.breakParagraph();
}

void DocxText::endParagraph() {
  if (--paragraphs_ > 0) return;
  for (Field& field : fields_) field.isInstruction = false;  // one that lacks its end must not hide the rest
  goesOn_ = isMarkDeleted_ && isOpen_;
  if (goesOn_) return;
  if (isHeading_) builder_.endHeading();
  isHeading_ = false;
  if (const auto numbering = paragraph().numbering; numbering && !isOpen_ && !isMarkDeleted_) {
    const bool isNumbered = lists_.next(*numbering).has_value();  // a picture's or nothing's, too
    if (isNumbered && builder_.isCellEmpty()) builder_.addWords(lists_.label(*numbering));
  }
  builder_.breakParagraph();
  for (const XmlRecord& frame : std::exchange(frames_, {})) {
    nesting_.close();
    frame.play(*this);
    goesOn_ = false;
    builder_.breakParagraph();
  }
}

void DocxText::startFrame() {
  if (openFrames_.empty() && isHidden()) {
    leftOut_ = depth_;
  } else {
    openFrames_.push_back({frames_.size(), depth_});
    frames_.emplace_back();
  }
}

DocxParagraph DocxText::paragraph() const {
  DocxParagraph whole = styles_.find(style_);
  if (own_.outlineLevel) whole.outlineLevel = own_.outlineLevel;
  if (own_.numbering) {
    const std::string list =
        own_.numbering->list.empty() && whole.numbering ? whole.numbering->list : own_.numbering->list;
    whole.numbering = {list, own_.numbering->level};
  }
  if (whole.numbering && (whole.numbering->list.empty() || whole.numbering->list == "0"))
    whole.numbering.reset();
  return whole;
}

void DocxText::open() {
  isOpen_ = true;
  const DocxParagraph whole = paragraph();
  const int level = whole.outlineLevel.value_or(kBodyText);
  isHeading_ = level >= 0 && level < kBodyText;
  const std::optional<int> number = whole.numbering ? lists_.next(*whole.numbering) : std::nullopt;
  if (isHeading_) {
    nesting_.close();
    builder_.beginHeading(std::min(level + 1, kDeepestHeading));
    if (number) {
      builder_.addWords(lists_.label(*whole.numbering));
      builder_.addWords(u" ");
    }
  } else if (whole.numbering) {
    const bool isLabelled = number && !lists_.isPlain(*whole.numbering);
    nesting_.beginItem(whole.numbering->list, whole.numbering->level, number,
                       isLabelled ? lists_.label(*whole.numbering) : std::u16string());
  } else {
    nesting_.close();
  }
}

void DocxText::add(std::u16string_view words) {
  if (isHidden()) return;
  if (!isOpen_ && paragraphs_ > 0 && !isBlank(words)) open();
  builder_.addWords(words);
}

bool DocxText::isHidden() const {
  const bool isInstruction = std::ranges::any_of(fields_, &Field::isInstruction);
  return isRunHidden_.value_or(false) || isInstruction || styles_.isHidden(style_);
}

void DocxText::breakLine() {
  if (!isRunHidden_.value_or(false)) builder_.breakLine();
}

/// Fields within the instruction of a field have results too, which nobody sees.
void DocxText::field(std::string_view part) {
  if (part == "begin") {
    fields_.emplace_back();
  } else if (fields_.empty()) {
    return;
  } else if (part == "separate") {
    fields_.back().isInstruction = false;
  } else if (part == "end") {
    const Field ended = std::move(fields_.back());
    fields_.pop_back();
    if (ended.form == Field::Form::CheckBox) {
      add(ended.value.value_or(0) != 0 ? u"☒" : u"☐");
    } else if (const auto chosen = static_cast<std::size_t>(ended.value.value_or(0));
               chosen < ended.entries.size()) {
      add(ended.entries[chosen]);
    }
  }
}

void DocxText::formField(const XmlElement& element) {
  Field& field = fields_.back();
  const std::string_view value = element.attribute("val");
  if (element.name == "checkBox") {
    field.form = Field::Form::CheckBox;
  } else if (element.name == "ddList") {
    field.form = Field::Form::List;
  } else if (element.name == "listEntry") {
    field.entries.push_back(text::toUtf16(value));
  } else if (field.form == Field::Form::CheckBox &&
             (element.name == "default" || element.name == "checked")) {
    field.value = isOn(value) ? 1 : 0;  // "checked" comes last
  } else if (field.form == Field::Form::List && (element.name == "default" || element.name == "result")) {
    if (element.name == "result" || !field.value) field.value = toNumber(value).value_or(0);
  }
}

void DocxText::property(const XmlElement& element) {
  const std::string_view value = element.attribute("val");
  if (element.name == "framePr" && !element.attribute("dropCap").empty()) {
    isMarkDeleted_ = element.attribute("dropCap") != "none";  // the word goes on in the next paragraph
  } else if (element.name == "pStyle") {
    style_ = value;
  } else {
    readProperty(element, own_);
  }
}

}  // namespace lectern::documents
