#include "core/documents/docx_styles.h"

#include <algorithm>

#include "core/documents/numeral.h"
#include "core/documents/xml_reader.h"
#include "core/text/ascii.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

/// The level of the outline that a style of the program's own has by its name, "heading 1" or "Title".
std::optional<int> builtInLevel(std::string_view name) {
  const std::string small = text::asciiLowerCase(name);
  constexpr std::string_view kHeading = "heading ";
  if (small == "title") return 0;
  if (small.size() != kHeading.size() + 1 || !small.starts_with(kHeading)) return std::nullopt;
  const int number = small.back() - '0';
  return number >= 1 && number <= 9 ? std::optional(number - 1) : std::nullopt;
}

}  // namespace

void readProperty(const XmlElement& element, DocxParagraph& paragraph) {
  const std::string_view value = element.attribute("val");
  if (element.name == "outlineLvl") {
    paragraph.outlineLevel = toNumber(value);
  } else if (element.name == "numPr") {
    paragraph.numbering.emplace();
  } else if (element.name == "ilvl" && paragraph.numbering) {
    paragraph.numbering->level = toNumber(value).value_or(0);
  } else if (element.name == "numId" && paragraph.numbering) {
    paragraph.numbering->list = value;
  }
}

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
    } else if (element.name == "name") {
      style_->paragraph.outlineLevel = builtInLevel(value);
      style_->isContents = text::asciiLowerCase(value).starts_with("toc ");
    } else if (element.name == "basedOn") {
      style_->basedOn = value;
    } else if (element.name == "vanish") {
      style_->isHidden = isOn(value);
    } else {
      readProperty(element, style_->paragraph);
    }
  }
  void end(std::string_view space, std::string_view name) override {
    if (isWordprocessing(space) && name == "style") style_ = nullptr;
  }

 private:
  std::map<std::string, Style>& styles_;
  Style* style_ = nullptr;
};

void DocxStyles::read(std::string_view xml, const std::string& where, const std::stop_token& stop) {
  Handler handler(styles_);
  readXml(xml, where, handler, stop);
}

template <typename Visit>
void DocxStyles::visitWithBases(const std::string& style, Visit visit) const {
  constexpr int kMostSteps = 32;  // styles may be based on one another in a circle
  auto found = styles_.find(style);
  for (int step = 0; found != styles_.end() && step < kMostSteps && visit(found->second); ++step) {
    found = styles_.find(found->second.basedOn);
  }
}

DocxParagraph DocxStyles::find(const std::string& style) const {
  DocxParagraph paragraph;
  visitWithBases(style, [&](const Style& each) {
    const DocxParagraph& own = each.paragraph;
    if (!paragraph.outlineLevel) paragraph.outlineLevel = own.outlineLevel;
    if (!paragraph.numbering) {
      paragraph.numbering = own.numbering;
    } else if (paragraph.numbering->list.empty() && own.numbering) {
      paragraph.numbering->list = own.numbering->list;
    }
    return true;
  });
  return paragraph;
}

bool DocxStyles::isContents(const std::string& style) const {
  const auto found = styles_.find(style);
  return found != styles_.end() && found->second.isContents;
}

bool DocxStyles::isHidden(const std::string& style) const {
  bool isHidden = false;
  visitWithBases(style, [&](const Style& each) {
    isHidden = each.isHidden.value_or(false);
    return !each.isHidden;
  });
  return isHidden;
}

/// Reads numbering.xml: w:abstractNum holds w:lvl, w:num names one of them, and may have levels of its own or
/// begin them elsewhere.
class DocxLists::Handler : public XmlHandler {
 public:
  explicit Handler(DocxLists& lists) : lists_(lists) {}

  void start(const XmlElement& element) override {
    if (!isWordprocessing(element.space)) return;
    const std::string_view value = element.attribute("val");
    if (element.name == "abstractNum") {
      levels_ = &lists_.abstract_[std::string(element.attribute("abstractNumId"))];
      list_ = nullptr;
    } else if (element.name == "num") {
      list_ = &lists_.lists_[std::string(element.attribute("numId"))];
      levels_ = nullptr;
    } else if (element.name == "abstractNumId" && list_ != nullptr) {
      list_->levels = value;
    } else if (element.name == "styleLink" && levels_ != nullptr) {
      levels_->style = value;
    } else if (element.name == "numStyleLink" && levels_ != nullptr) {
      levels_->like = value;
    } else if (element.name == "lvl" || element.name == "lvlOverride") {
      level_ = static_cast<std::size_t>(
          std::clamp(toNumber(element.attribute("ilvl")).value_or(0), 0, kLevels - 1));
      if (list_ != nullptr && element.name == "lvl") list_->own[level_] = Level();
    } else if (element.name == "startOverride" && list_ != nullptr) {
      list_->starts[level_] = toNumber(value);
    } else if (Level* level = current()) {
      if (element.name == "start") level->start = toNumber(value).value_or(1);
      if (element.name == "lvlText") level->text = text::toUtf16(value);
      if (element.name == "isLgl") level->isLegal = isOn(value);
      if (element.name == "lvlRestart") level->restart = toNumber(value);
      if (element.name == "numFmt") {
        level->format = value;
        level->isNumbered = value != "bullet" && value != "none";
      }
    }
  }

 private:
  /// The level that is read: that of a list of its own, or that lists share.
  Level* current() {
    if (list_ != nullptr) return list_->own[level_] ? &*list_->own[level_] : nullptr;
    return levels_ != nullptr ? &levels_->levels[level_] : nullptr;
  }

  DocxLists& lists_;
  Levels* levels_ = nullptr;
  List* list_ = nullptr;
  std::size_t level_ = 0;
};

void DocxLists::read(std::string_view xml, const std::string& where, const std::stop_token& stop) {
  Handler handler(*this);
  readXml(xml, where, handler, stop);
}

std::optional<DocxLists::Place> DocxLists::find(const DocxNumbering& numbering) {
  const auto list = lists_.find(numbering.list);
  if (list == lists_.end()) return std::nullopt;
  auto levels = abstract_.find(list->second.levels);
  if (levels == abstract_.end()) return std::nullopt;
  if (!levels->second.like.empty()) {
    const auto like =
        std::ranges::find(abstract_, levels->second.like, [](const auto& each) { return each.second.style; });
    if (like != abstract_.end()) levels = like;
  }
  const int at = std::clamp(numbering.level, 0, kLevels - 1);
  return Place{&list->second, &levels->second, static_cast<std::size_t>(at)};
}

std::optional<int> DocxLists::next(const DocxNumbering& numbering) {
  const std::optional<Place> place = find(numbering);
  if (!place) return std::nullopt;
  const auto [list, shared, at] = *place;
  // Lists with the same levels go on counting from one another, unless one begins anew.
  std::optional<int>& number = shared->numbers[at];
  if (list->starts[at] && !list->isBegun[at]) {
    number = list->starts[at];
  } else {
    number = number ? *number + 1 : place->level(at).start;
  }
  list->isBegun[at] = true;
  for (std::size_t deeper = at + 1; deeper < kLevels; ++deeper) {
    const int restart = place->level(deeper).restart.value_or(kLevels);
    if (static_cast<int>(at) < restart) shared->numbers[deeper].reset();
  }
  return place->level(at).isNumbered ? number : std::nullopt;
}

std::u16string DocxLists::label(const DocxNumbering& numbering) {
  const std::optional<Place> place = find(numbering);
  if (!place || !place->level(place->at).isNumbered) return {};
  const Level& level = place->level(place->at);
  std::u16string label;
  for (std::size_t i = 0; i < level.text.size(); ++i) {
    const bool isNumber = level.text[i] == u'%' && i + 1 < level.text.size() && level.text[i + 1] >= u'1' &&
                          level.text[i + 1] < u'1' + kLevels;
    if (!isNumber) {
      label += level.text[i];
      continue;
    }
    const auto of = static_cast<std::size_t>(level.text[++i] - u'1');
    const Level& counted = place->level(of);
    label += numeral(place->shared->numbers[of].value_or(counted.start),
                     level.isLegal ? std::string_view("decimal") : counted.format);
  }
  return label;
}

bool DocxLists::isPlain(const DocxNumbering& numbering) {
  const std::optional<Place> place = find(numbering);
  if (!place || !place->level(place->at).isNumbered) return true;
  const auto holdsSeveral = [&](std::size_t of) {
    return std::ranges::count(place->level(of).text, u'%') > 1;
  };
  for (std::size_t of = 0; of < kLevels; ++of) {
    if (holdsSeveral(of)) return false;
  }
  const Level& level = place->level(place->at);
  const std::u16string_view text = level.text;
  if (text.empty()) return true;
  const bool isDecimal = level.format == "decimal" || level.isLegal;
  return isDecimal && text.starts_with(u'%') &&
         (text.size() == 2 || text.substr(2) == u"." || text.substr(2) == u")");
}

bool isWordprocessing(std::string_view space) {
  return space.ends_with("/main") && space.find("/wordprocessingml/") != std::string_view::npos;
}

bool isOn(std::string_view value) { return value != "0" && value != "false" && value != "off"; }

}  // namespace lectern::documents
