#include "core/documents/docx_drawing.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/documents/numeral.h"

namespace lectern::documents {
namespace {

using namespace std::string_view_literals;

/// Parts of a series that hold points, those of a scattered chart among them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kParts = {
    {{"tx", "tx"}, {"cat", "cat"}, {"xVal", "cat"}, {"val", "val"}, {"yVal", "val"}}};

}  // namespace

void DocxDrawing::start(const XmlElement& element) {
  const bool isChart = element.space.ends_with("/chart");
  if (element.name == "p" && !isChart) {
    builder_.breakParagraph();
  } else if (element.name == "t" && !isChart) {
    isWord_ = true;
  } else if (element.name == "br") {
    builder_.breakLine();
  } else if (!isChart) {
    return;
  } else if (element.name == "ser") {
    series_.emplace_back();
    isInSeries_ = true;
  } else if (element.name == "title") {
    isInTitle_ = true;
  } else if (element.name == "lvl") {
    ++levels_;
  } else if (element.name == "pt") {
    index_ = toNumber(element.attribute("idx")).value_or(0);
  } else if (element.name == "v" && isInTitle_) {
    builder_.breakParagraph();
    isWord_ = true;
  } else if (element.name == "v" && isInSeries_ && !part_.empty() && levels_ < 2) {
    isPoint_ = true;
    point_.clear();
  } else if (const auto* part = std::ranges::find(kParts, element.name,
                                                  &std::pair<std::string_view, std::string_view>::first);
             part != kParts.end() && isInSeries_) {
    part_ = part->second;
  }
}

void DocxDrawing::end(std::string_view space, std::string_view name) {
  const bool isChart = space.ends_with("/chart");
  if (name == "t" || (name == "v" && isWord_)) {
    isWord_ = false;
  } else if (isChart && name == "ser") {
    isInSeries_ = false;
  } else if (isChart && name == "title") {
    isInTitle_ = false;
    builder_.breakParagraph();
  } else if (name == "p" && !isChart) {
    builder_.breakParagraph();
  } else if (isChart && name == "v" && isPoint_) {
    isPoint_ = false;
    Series& series = series_.back();
    if (part_ == "tx") {
      series.name = point_;
    } else {
      (part_ == "cat" ? series.categories : series.values)[index_] = point_;
    }
  } else if (isChart &&
             std::ranges::find(kParts, name, &std::pair<std::string_view, std::string_view>::first) !=
                 kParts.end()) {
    part_ = {};
    levels_ = 0;
  } else if (isChart && name == "chartSpace") {
    addTable();
  }
}

void DocxDrawing::text(std::u16string_view characters) {
  if (isWord_) builder_.addWords(characters);
  if (isPoint_) point_ += characters;
}

void DocxDrawing::addTable() {
  builder_.breakParagraph();
  const auto addCell = [&](std::u16string_view words) {
    builder_.beginCell();
    builder_.addWords(words);
    builder_.endCell();
  };
  const auto valueAt = [](const Points& points, int index) {
    const auto found = points.find(index);
    return found == points.end() ? std::u16string() : found->second;
  };
  Points categories;
  for (const Series& series : series_) {
    for (const auto& [index, name] : series.categories) categories.emplace(index, name);
    for (const auto& [index, value] : series.values) categories.emplace(index, u"");
  }
  if (std::ranges::any_of(series_, [](const Series& series) { return !series.name.empty(); })) {
    builder_.beginRow();
    addCell({});
    for (const Series& series : series_) addCell(series.name);
    builder_.endRow();
  }
  for (const auto& [index, name] : categories) {
    builder_.beginRow();
    addCell(name);
    for (const Series& series : series_) addCell(valueAt(series.values, index));
    builder_.endRow();
  }
  builder_.breakParagraph();
}

}  // namespace lectern::documents
