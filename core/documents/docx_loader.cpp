#include "core/documents/docx_loader.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/documents/archive.h"
#include "core/documents/docx_styles.h"
#include "core/documents/list_nesting.h"
#include "core/documents/paragraphs.h"
#include "core/documents/text_builder.h"
#include "core/documents/text_file.h"
#include "core/documents/xml_reader.h"

namespace lectern::documents {
namespace {

using namespace std::string_view_literals;

constexpr int kBodyText = 9;        // as a level of the outline
constexpr int kDeepestHeading = 6;  // of a Document

/// The parts that one part refers to, by the last word of the relationship's type ("styles"). Of several the
/// first.
class Relationships : public XmlHandler {
 public:
  Relationships(const Archive& archive, const std::string& part, const std::stop_token& stop) : part_(part) {
    const std::filesystem::path path(part);
    const std::string name =
        (path.parent_path() / "_rels" / (path.filename().string() + ".rels")).generic_string();
    if (const auto xml = archive.read(name))
      readXml(*xml, "'" + name + "' in " + quoted(archive.path()), *this, stop);
  }

  /// Empty where there is none.
  std::string find(const std::string& type) const {
    const auto found = parts_.find(type);
    return found == parts_.end() ? std::string() : found->second;
  }

  void start(const XmlElement& element) override {
    if (element.name != "Relationship" || element.attribute("TargetMode") == "External") return;
    const std::string_view type = element.attribute("Type");
    parts_.try_emplace(std::string(type.substr(type.rfind('/') + 1)),
                       resolveInArchive(part_, element.attribute("Target")));
  }
  void end(std::string_view, std::string_view) override {}
  void text(std::u16string_view) override {}

 private:
  std::string part_;
  std::map<std::string, std::string> parts_;
};

std::string mainPart(const Archive& archive, const std::stop_token& stop) {
  return Relationships(archive, "", stop).find("officeDocument");
}

/// Takes the words of a part: of the document, or of its notes.
class TextHandler : public XmlHandler {
 public:
  TextHandler(TextBuilder& builder, const DocxStyles& styles, DocxLists& lists)
      : builder_(builder), styles_(styles), lists_(lists), nesting_(builder) {}

  void start(const XmlElement& element) override;
  void end(std::string_view space, std::string_view name) override;
  void text(std::u16string_view characters) override {
    if (isInText_ && leftOut_ == 0 && !isHidden_) add(characters);
  }
  void finish() { nesting_.close(); }

 private:
  static bool isLeftOut(const XmlElement& element) {
    constexpr std::array kNotText = {"Fallback"sv, "del"sv, "moveFrom"sv, "rt"sv};
    // What stands between a text and its notes, and goes on over a page.
    return std::ranges::find(kNotText, element.name) != kNotText.end() ||
           ((element.name == "footnote" || element.name == "endnote") && !element.attribute("type").empty() &&
            element.attribute("type") != "normal");
  }
  void startParagraph();
  void endParagraph();
  /// Begins what the paragraph is, before its first words.
  void open();
  void add(std::u16string_view words);
  void property(const XmlElement& element);

  TextBuilder& builder_;
  const DocxStyles& styles_;
  DocxLists& lists_;
  ListNesting nesting_;
  std::size_t depth_ = 0;
  std::size_t leftOut_ = 0;     // depth of the element that is being left out; 0: none
  std::size_t paragraphs_ = 0;  // open ones: frames of text stand within paragraphs
  bool isOpen_ = false;         // the outermost paragraph has words
  bool isInProperties_ = false;
  bool isInRun_ = false;
  bool isInText_ = false;
  bool isHidden_ = false;
  std::string style_;
  DocxParagraph own_;
  bool isHeading_ = false;
};

void TextHandler::start(const XmlElement& element) {
  ++depth_;
  if (leftOut_ != 0) return;
  if (isLeftOut(element)) {
    leftOut_ = depth_;
    return;
  }
  if (!isWordprocessing(element.space)) return;
  const std::string_view name = element.name;
  if (name == "p") {
    startParagraph();
  } else if (name == "pPr") {
    isInProperties_ = true;
  } else if (isInProperties_) {
    property(element);
  } else if (name == "r") {
    isInRun_ = true;
    isHidden_ = false;
  } else if (name == "vanish") {
    isHidden_ = isInRun_ && isOn(element.attribute("val"));
  } else if (name == "t") {
    isInText_ = true;
  } else if (name == "tab" && isInRun_) {
    builder_.addWords(u" ");
  } else if ((name == "br" || name == "cr") && isInRun_ && !isHidden_) {
    builder_.breakLine();
  } else if (name == "noBreakHyphen") {
    add(u"\u2011");
  } else if (name == "tbl") {
    nesting_.close();
    builder_.breakParagraph();
  } else if (name == "tr") {
    builder_.beginRow();
  } else if (name == "tc") {
    builder_.beginCell();
  }
}

void TextHandler::end(std::string_view space, std::string_view name) {
  const bool wasLeftOut = leftOut_ != 0;
  if (leftOut_ == depth_) leftOut_ = 0;
  --depth_;
  if (wasLeftOut || !isWordprocessing(space)) return;
  if (name == "p") {
    endParagraph();
  } else if (name == "pPr") {
    isInProperties_ = false;
  } else if (name == "r") {
    isInRun_ = false;
    isHidden_ = false;
  } else if (name == "t") {
    isInText_ = false;
  } else if (name == "tbl") {
    builder_.breakParagraph();
  } else if (name == "tr") {
    builder_.endRow();
  } else if (name == "tc") {
    builder_.endCell();
  }
}

void TextHandler::startParagraph() {
  if (isHeading_) builder_.endHeading();  // by a frame in it
  isHeading_ = false;
  builder_.breakParagraph();
  if (paragraphs_++ > 0) return;
  isOpen_ = false;
  style_.clear();
  own_ = {};
}

void TextHandler::endParagraph() {
  if (paragraphs_ == 1 && isHeading_) builder_.endHeading();
  builder_.breakParagraph();
  if (--paragraphs_ == 0) isHeading_ = false;
}

void TextHandler::open() {
  isOpen_ = true;
  const DocxParagraph of = styles_.find(style_);
  const int level = own_.outlineLevel.value_or(of.outlineLevel.value_or(kBodyText));
  std::optional<DocxNumbering> numbering = own_.numbering ? own_.numbering : of.numbering;
  if (numbering && numbering->list.empty() && of.numbering) numbering->list = of.numbering->list;
  isHeading_ = level >= 0 && level < kBodyText;
  if (isHeading_) {
    nesting_.close();
    builder_.beginHeading(std::min(level + 1, kDeepestHeading));
  } else if (numbering && !numbering->list.empty() && numbering->list != "0") {
    nesting_.beginItem(numbering->list, numbering->level, lists_.next(*numbering));
  } else {
    nesting_.close();
  }
}

void TextHandler::add(std::u16string_view words) {
  if (!isOpen_ && paragraphs_ == 1 && !isBlank(words)) open();
  builder_.addWords(words);
}

void TextHandler::property(const XmlElement& element) {
  if (paragraphs_ != 1) return;
  const std::string_view value = element.attribute("val");
  if (element.name == "pStyle") {
    style_ = value;
  } else if (element.name == "outlineLvl") {
    own_.outlineLevel = toNumber(value);
  } else if (element.name == "numPr") {
    own_.numbering.emplace();
  } else if (element.name == "ilvl" && own_.numbering) {
    own_.numbering->level = toNumber(value).value_or(0);
  } else if (element.name == "numId" && own_.numbering) {
    own_.numbering->list = value;
  }
}

}  // namespace

bool DocxLoader::accepts(const FileSample& sample) const {
  if (!isArchive(sample.head) || !archiveMediaType(sample.head).empty()) return false;
  if (hasExtension(sample.path, {"docx", "docm", "dotx", "dotm"})) return true;
  try {
    return mainPart(Archive(sample.path), {}).starts_with("word/");
  } catch (const Error&) {
    return false;  // some other archive
  }
}

Document DocxLoader::load(const std::filesystem::path& path, std::stop_token stop) const {
  throwIfStopped(stop);
  const Archive archive(path);
  const auto where = [&](const std::string& part) { return "'" + part + "' in " + quoted(path); };
  const std::string main = mainPart(archive, stop);
  if (main.empty()) throw FormatError(quoted(path) + " is damaged: it names no text");
  const Relationships parts(archive, main, stop);
  DocxStyles styles;
  DocxLists lists;
  if (const auto xml = archive.read(parts.find("styles")))
    styles.read(*xml, where(parts.find("styles")), stop);
  if (const auto xml = archive.read(parts.find("numbering")))
    lists.read(*xml, where(parts.find("numbering")), stop);

  TextBuilder builder;
  TextHandler text(builder, styles, lists);
  readXml(archive.require(main), where(main), text, stop);
  for (const char* notes : {"footnotes", "endnotes"}) {
    text.finish();
    if (const auto xml = archive.read(parts.find(notes))) readXml(*xml, where(parts.find(notes)), text, stop);
  }
  text.finish();

  Document document = builder.finish();
  document.path = path;
  document.format = "docx";
  document.title = dublinCoreTitle(archive, Relationships(archive, "", stop).find("core-properties"), stop);
  if (document.title.empty()) document.title = titleOf(document);
  return document;
}

std::vector<std::string> DocxLoader::extensions() const { return {"docx", "docm", "dotx"}; }

}  // namespace lectern::documents
