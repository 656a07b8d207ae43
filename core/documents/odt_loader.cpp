#include "core/documents/odt_loader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/documents/archive.h"
#include "core/documents/paragraphs.h"
#include "core/documents/text_builder.h"
#include "core/documents/text_file.h"
#include "core/documents/xml_reader.h"

namespace lectern::documents {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMediaType = "application/vnd.oasis.opendocument.text";
constexpr int kDeepestHeading = 6;  // of a Document

int toNumber(std::string_view value, int otherwise) {
  std::from_chars(value.data(), value.data() + value.size(), otherwise);
  return std::clamp(otherwise, -999'999'999, 999'999'999);  // may be counted on from
}

/// Takes the words of "content.xml", and the styles of lists from there and from "styles.xml".
class TextHandler : public XmlHandler {
 public:
  explicit TextHandler(TextBuilder& builder) : builder_(builder) {}

  void start(const XmlElement& element) override;
  void end(std::string_view space, std::string_view name) override;
  void text(std::u16string_view characters) override {
    if (leftOut_ != 0 || paragraphs_ == 0) return;
    if (noteDepth_ != 0) {
      notes_.back() += characters;
    } else {
      if (heading_ && paragraphs_ == 1 && !isBlank(characters)) {
        builder_.beginHeading(*heading_);
        heading_.reset();
        isHeading_ = true;
      }
      builder_.addWords(characters);
    }
  }
  /// Knows the styles of lists that another one has read.
  void takeStyles(TextHandler& other) {
    styles_.merge(other.styles_);
    parents_.merge(other.parents_);
  }
  /// Adds the notes, behind the text.
  void finish();

 private:
  struct Level {
    bool isNumbered = false;
    int start = 1;
  };
  using Style = std::map<int, Level>;  // by level, from 1

  /// What is not part of the text, is in the text twice, or is a mark that the program makes.
  static bool isLeftOut(const XmlElement& element) {
    constexpr std::array kNotText = {"annotation"sv, "note-citation"sv, "ruby-text"sv, "tracked-changes"sv,
                                     "covered-table-cell"sv};
    const bool isOfPicture = element.space.ends_with(":svg-compatible:1.0");  // its name and description
    return isOfPicture || std::ranges::find(kNotText, element.name) != kNotText.end();
  }
  void startParagraph();
  void endHeading();
  void startList(const XmlElement& element);
  Level levelOf(const std::string& style, int level) const;
  /// Whether paragraphs of the style are the document's title.
  bool isTitle(std::string style) const;
  void addSpace();

  TextBuilder& builder_;
  std::map<std::string, Style> styles_;
  std::map<std::pair<std::string, int>, int> numbers_;  // of the last items, by style and level
  std::map<std::string, std::string> parents_;          // of styles of paragraphs
  Style* style_ = nullptr;                              // that is being read
  std::size_t depth_ = 0;
  std::size_t leftOut_ = 0;         // depth of the element that is being left out; 0: none
  std::size_t noteDepth_ = 0;       // of the note that is read; 0: none
  std::size_t paragraphs_ = 0;      // open ones: frames of text stand within paragraphs
  std::optional<int> heading_;      // level of the one whose words are still to come
  bool isHeading_ = false;          // its words are being read
  std::vector<std::string> lists_;  // styles of those that are open
  std::vector<bool> items_;         // open ones: whether they have a paragraph; one with lists alone is none
  std::vector<std::u16string> notes_;
};

void TextHandler::start(const XmlElement& element) {
  ++depth_;
  if (leftOut_ != 0) return;
  const std::string_view name = element.name;
  if (isLeftOut(element)) {
    leftOut_ = depth_;
  } else if (name == "style") {
    parents_.emplace(element.attribute("name"), element.attribute("parent-style-name"));
  } else if (name == "list-style") {
    style_ = &styles_[std::string(element.attribute("name"))];
  } else if (name == "list-level-style-number" && style_ != nullptr) {
    const bool isNumbered = !element.attribute("num-format").empty();
    (*style_)[toNumber(element.attribute("level"), 1)] = {isNumbered,
                                                          toNumber(element.attribute("start-value"), 1)};
  } else if (name == "note") {
    noteDepth_ = noteDepth_ == 0 ? depth_ : noteDepth_;
  } else if (name == "p" || name == "h") {
    startParagraph();
    const bool isHeading = name == "h" || isTitle(std::string(element.attribute("style-name")));
    if (paragraphs_ == 1 && isHeading) {
      heading_ = std::clamp(toNumber(element.attribute("outline-level"), 1), 1, kDeepestHeading);
    }
  } else if (name == "s" || name == "tab") {
    addSpace();
  } else if (noteDepth_ != 0) {
    return;
  } else if (name == "line-break") {
    builder_.breakLine();
  } else if (name == "list") {
    startList(element);
  } else if (name == "list-item") {
    items_.push_back(false);
  } else if (name == "table-row") {
    builder_.beginRow();
  } else if (name == "table-cell") {
    builder_.beginCell();
  } else if (name == "table" || name == "section") {
    builder_.breakParagraph();
  }
}

void TextHandler::end(std::string_view, std::string_view name) {
  const bool wasLeftOut = leftOut_ != 0;
  if (leftOut_ == depth_) leftOut_ = 0;
  if (noteDepth_ == depth_) noteDepth_ = 0;
  --depth_;
  if (wasLeftOut) return;
  if (name == "list-style") {
    style_ = nullptr;
  } else if (name == "p" || name == "h") {
    --paragraphs_;
    if (noteDepth_ != 0) return;
    if (paragraphs_ == 0) endHeading();
    builder_.breakParagraph();
  } else if (noteDepth_ != 0) {
    return;
  } else if (name == "list") {
    builder_.endList();
    if (!lists_.empty()) lists_.pop_back();
  } else if (name == "list-item") {
    if (!items_.empty() && items_.back()) builder_.endItem();
    if (!items_.empty()) items_.pop_back();
  } else if (name == "table-row") {
    builder_.endRow();
  } else if (name == "table-cell") {
    builder_.endCell();
  } else if (name == "table" || name == "section") {
    builder_.breakParagraph();
  }
}

void TextHandler::finish() {
  for (const std::u16string& note : notes_) {
    builder_.breakParagraph();
    builder_.addWords(note);
  }
}

void TextHandler::startParagraph() {
  ++paragraphs_;
  if (noteDepth_ != 0) {
    notes_.emplace_back();
  } else {
    if (isHeading_) builder_.endHeading();  // by a frame in it
    isHeading_ = false;
    builder_.breakParagraph();
    if (!items_.empty() && !items_.back()) {
      items_.back() = true;
      if (!lists_.empty()) ++numbers_[{lists_.back(), static_cast<int>(lists_.size())}];
      builder_.beginItem();
    }
  }
}

void TextHandler::endHeading() {
  if (isHeading_) builder_.endHeading();
  isHeading_ = false;
  heading_.reset();
}

void TextHandler::startList(const XmlElement& element) {
  std::string name(element.attribute("style-name"));
  if (name.empty() && !lists_.empty()) name = lists_.back();  // inner lists have that of the outer one
  lists_.push_back(name);
  const int level = static_cast<int>(lists_.size());
  const Level found = levelOf(name, level);
  if (!found.isNumbered) {
    builder_.beginList();
    return;
  }
  const bool goesOn =
      element.attribute("continue-numbering") == "true" || !element.attribute("continue-list").empty();
  int& last = numbers_[{name, level}];
  if (!goesOn) last = found.start - 1;
  builder_.beginList(last + 1);
}

TextHandler::Level TextHandler::levelOf(const std::string& style, int level) const {
  const auto levels = styles_.find(style);
  if (levels == styles_.end()) return {};
  const auto deeper = levels->second.upper_bound(level);  // one that is not described is like those above it
  return deeper == levels->second.begin() ? Level() : std::prev(deeper)->second;
}

bool TextHandler::isTitle(std::string style) const {
  constexpr int kMostSteps = 32;  // styles may be based on one another in a circle
  for (int step = 0; step < kMostSteps && style != "Title"; ++step) {
    const auto parent = parents_.find(style);
    if (parent == parents_.end()) return false;
    style = parent->second;
  }
  return true;
}

void TextHandler::addSpace() {
  if (paragraphs_ > 0) text(u" ");
}

}  // namespace

bool OdtLoader::accepts(const FileSample& sample) const {
  const std::string_view type = archiveMediaType(sample.head);
  return type == kMediaType || type == std::string(kMediaType) + "-template";
}

Document OdtLoader::load(const std::filesystem::path& path, std::stop_token stop) const {
  throwIfStopped(stop);
  const Archive archive(path);
  const auto where = [&](const std::string& part) { return "'" + part + "' in " + quoted(path); };
  if (const auto manifest = archive.read("META-INF/manifest.xml");
      manifest && manifest->find("encryption-data") != std::string::npos) {
    throw FormatError(quoted(path) + " is protected by a password; save a copy without one and open that");
  }
  TextBuilder builder;
  TextHandler text(builder);
  if (const auto styles = archive.read("styles.xml")) {
    // Words of headers and footers stand in it, too.
    TextBuilder unused;
    TextHandler handler(unused);
    readXml(*styles, where("styles.xml"), handler, stop);
    text.takeStyles(handler);
  }
  readXml(archive.require("content.xml"), where("content.xml"), text, stop);
  text.finish();
  Document document = builder.finish();
  document.path = path;
  document.format = "odt";
  document.title = dublinCoreTitle(archive, "meta.xml", stop);
  if (document.title.empty()) document.title = titleOf(document);
  return document;
}

std::vector<std::string> OdtLoader::extensions() const { return {"odt", "ott"}; }

}  // namespace lectern::documents
