#include "core/documents/odt_styles.h"

#include <iterator>

#include "core/documents/numeral.h"
#include "core/text/unicode.h"

namespace lectern::documents {

bool OdtStyles::take(const XmlElement& element) {
  const std::string_view name = element.name;
  if (name == "style" || name == "list-style") {
    style_ = nameIn(element.attribute("name"));
    if (name == "style") parents_.emplace(style_, nameIn(element.attribute("parent-style-name")));
  } else if (name == "text-properties") {
    if (element.attribute("display") == "none") hidden_.insert(style_);
  } else if (name == "outline-level-style") {
    outline_[toNumber(element.attribute("level")).value_or(1)] = {
        std::string(element.attribute("num-format")), text::toUtf16(element.attribute("num-prefix")),
        text::toUtf16(element.attribute("num-suffix")),
        toNumber(element.attribute("display-levels")).value_or(1),
        toNumber(element.attribute("start-value")).value_or(1)};
  } else if (name.starts_with("list-level-style-")) {
    const bool isNumbered = name == "list-level-style-number" && !element.attribute("num-format").empty();
    lists_[style_][toNumber(element.attribute("level")).value_or(1)] = {
        isNumbered, toNumber(element.attribute("start-value")).value_or(1)};
  } else {
    return false;
  }
  return true;
}

OdtStyles::Level OdtStyles::levelOf(const std::string& list, int level) const {
  const auto levels = lists_.find(list);
  if (levels == lists_.end()) return {};
  const auto deeper = levels->second.upper_bound(level);  // one that is not described is like those above it
  return deeper == levels->second.begin() ? Level() : std::prev(deeper)->second;
}

bool OdtStyles::isTitle(std::string_view named) const {
  std::string style = nameIn(named);
  constexpr int kMostSteps = 32;  // styles may be based on one another in a circle
  for (int step = 0; step < kMostSteps && style != "Title"; ++step) {
    const auto parent = parents_.find(style);
    if (parent == parents_.end()) return false;
    style = parent->second;
  }
  return style == "Title";
}

std::string OdtStyles::nameIn(std::string_view value) {
  constexpr std::size_t kLongest = 256;
  return std::string(value.substr(0, kLongest));
}

}  // namespace lectern::documents
