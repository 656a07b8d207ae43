#include "core/documents/docx_styles.h"

#include <algorithm>
#include <charconv>

#include "core/documents/xml_reader.h"

namespace lectern::documents {

/// Reads styles.xml: w:style holds w:name, w:basedOn and w:pPr.
class DocxStyles::Handler : public XmlHandler {
 public:
  explicit Handler(std::map<std::string, Style>& styles) : styles_(styles) {}

  void start(const XmlElement& element) override {
    if (!isWordprocessing(element.space)) return;
    const std::string_view value = element.attribute("val");
    if (element.name == "style") {
      style_ = &styles_[std::string(element.attribute("styleId"))];
    } else if (style_ == nullptr) {
      return;
    } else if (element.name == "name" && (value == "Title" || value == "title")) {
      style_->paragraph.outlineLevel = 0;
    } else if (element.name == "basedOn") {
      style_->basedOn = value;
    } else if (element.name == "outlineLvl") {
      style_->paragraph.outlineLevel = toNumber(value);
    } else if (element.name == "numPr") {
      style_->paragraph.numbering.emplace();
    } else if (element.name == "ilvl" && style_->paragraph.numbering) {
      style_->paragraph.numbering->level = toNumber(value).value_or(0);
    } else if (element.name == "numId" && style_->paragraph.numbering) {
      style_->paragraph.numbering->list = value;
    }
  }
  void end(std::string_view space, std::string_view name) override {
    if (isWordprocessing(space) && name == "style") style_ = nullptr;
  }
  void text(std::u16string_view) override {}

 private:
  std::map<std::string, Style>& styles_;
  Style* style_ = nullptr;
};

void DocxStyles::read(std::string_view xml, const std::string& where, const std::stop_token& stop) {
  Handler handler(styles_);
  readXml(xml, where, handler, stop);
}

DocxParagraph DocxStyles::find(const std::string& style) const {
  constexpr int kMostSteps = 32;  // styles may be based on one another in a circle
  DocxParagraph paragraph;
  auto found = styles_.find(style);
  for (int step = 0; found != styles_.end() && step < kMostSteps; ++step) {
    const DocxParagraph& own = found->second.paragraph;
    if (!paragraph.outlineLevel) paragraph.outlineLevel = own.outlineLevel;
    if (!paragraph.numbering) paragraph.numbering = own.numbering;
    found = styles_.find(found->second.basedOn);
  }
  return paragraph;
}

/// Reads numbering.xml: w:abstractNum holds w:lvl, w:num names one of them and may begin levels elsewhere.
class DocxLists::Handler : public XmlHandler {
 public:
  explicit Handler(DocxLists& lists) : lists_(lists) {}

  void start(const XmlElement& element) override {
    if (!isWordprocessing(element.space)) return;
    const std::string_view value = element.attribute("val");
    if (element.name == "abstractNum") {
      levels_ = &lists_.abstract_[std::string(element.attribute("abstractNumId"))];
    } else if (element.name == "num") {
      list_ = &lists_.lists_[std::string(element.attribute("numId"))];
      levels_ = nullptr;
    } else if (element.name == "abstractNumId" && list_ != nullptr) {
      list_->levels = value;
    } else if (element.name == "lvl" || element.name == "lvlOverride") {
      level_ = std::clamp(toNumber(element.attribute("ilvl")).value_or(0), 0, kLevels - 1);
    } else if (element.name == "startOverride" && list_ != nullptr) {
      list_->starts[level_] = toNumber(value);
    } else if (levels_ == nullptr) {
      return;
    } else if (element.name == "start") {
      (*levels_)[level_].start = toNumber(value).value_or(1);
    } else if (element.name == "numFmt") {
      (*levels_)[level_].isNumbered = value != "bullet" && value != "none";
    }
  }
  void end(std::string_view, std::string_view) override {}
  void text(std::u16string_view) override {}

 private:
  DocxLists& lists_;
  Levels* levels_ = nullptr;
  List* list_ = nullptr;
  std::size_t level_ = 0;
};

void DocxLists::read(std::string_view xml, const std::string& where, const std::stop_token& stop) {
  Handler handler(*this);
  readXml(xml, where, handler, stop);
}

std::optional<int> DocxLists::next(const DocxNumbering& numbering) {
  const auto list = lists_.find(numbering.list);
  const auto levels = list == lists_.end() ? abstract_.end() : abstract_.find(list->second.levels);
  if (levels == abstract_.end()) return std::nullopt;
  const auto level = static_cast<std::size_t>(std::clamp(numbering.level, 0, kLevels - 1));
  // Lists with the same levels go on counting from one another, unless one begins anew.
  const bool isAnew = list->second.starts[level].has_value();
  std::array<int, kLevels>& numbers = numbers_[isAnew ? "own " + numbering.list : list->second.levels];
  const int start = list->second.starts[level].value_or(levels->second[level].start);
  numbers[level] = numbers[level] == 0 ? start : numbers[level] + 1;
  std::fill(numbers.begin() + static_cast<std::ptrdiff_t>(level) + 1, numbers.end(), 0);
  return levels->second[level].isNumbered ? std::optional(numbers[level]) : std::nullopt;
}

bool isWordprocessing(std::string_view space) {
  return space.ends_with("/main") && space.find("/wordprocessingml/") != std::string_view::npos;
}

bool isOn(std::string_view value) { return value != "0" && value != "false" && value != "off"; }

std::optional<int> toNumber(std::string_view value) {
  constexpr int kMost = 999'999'999;  // may be counted on from
  int number = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  return read.ec == std::errc() ? std::optional(std::clamp(number, -kMost, kMost)) : std::nullopt;
}

}  // namespace lectern::documents
