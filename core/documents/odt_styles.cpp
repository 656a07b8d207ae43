#include "core/documents/odt_styles.h"

#include <algorithm>
#include <iterator>

#include "core/documents/numeral.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

std::string formatOf(const XmlElement& element) {
  const std::string_view sign = element.attribute("num-format");
  if (sign.empty()) return {};
  const bool repeats = element.attribute("num-letter-sync") == "true";
  return sign == "a" && repeats   ? "lowerLetter"
         : sign == "A" && repeats ? "upperLetter"
                                  : std::string(formatBySign(sign));
}

OdtStyles::Level readLevel(const XmlElement& element) {
  constexpr int kLevels = 10;
  return {formatOf(element), text::toUtf16(element.attribute("num-prefix")),
          text::toUtf16(element.attribute("num-suffix")),
          std::clamp(toNumber(element.attribute("display-levels")).value_or(1), 1, kLevels),
          toNumber(element.attribute("start-value")).value_or(1)};
}

}  // namespace

bool OdtStyles::take(const XmlElement& element) {
  const std::string_view name = element.name;
  if (name == "style" || name == "list-style") {
    style_ = nameIn(element.attribute("name"));
    if (name == "style") parents_.emplace(style_, nameIn(element.attribute("parent-style-name")));
  } else if (name == "text-properties") {
    if (element.attribute("display") == "none") hidden_.insert(style_);
    const std::string_view position = element.attribute("text-position");  // "super 58%", "33% 58%"
    if (position.starts_with("super") || toNumber(position).value_or(0) > 0) raised_.insert(style_);
  } else if (name == "outline-level-style") {
    outline_[toNumber(element.attribute("level")).value_or(1)] = readLevel(element);
  } else if (name.starts_with("list-level-style-")) {
    lists_[style_][toNumber(element.attribute("level")).value_or(1)] =
        name == "list-level-style-number" ? readLevel(element) : Level();
  } else {
    return false;
  }
  return true;
}

const OdtStyles::Levels& OdtStyles::levels(const std::string& list) const {
  static const Levels kNone;
  const auto found = lists_.find(list);
  return found == lists_.end() ? kNone : found->second;
}

OdtStyles::Level OdtStyles::levelOf(const std::string& list, int level) const {
  const Levels& all = levels(list);
  const auto deeper = all.upper_bound(level);
  return deeper == all.begin() ? Level() : std::prev(deeper)->second;
}

bool OdtStyles::isPlain(const std::string& list, int level) const {
  const Level found = levelOf(list, level);
  const auto holdsSeveral = [](const auto& each) { return each.second.shown > 1; };
  if (!found.isNumbered() || std::ranges::any_of(levels(list), holdsSeveral)) return !found.isNumbered();
  return found.format == "decimal" && found.prefix.empty() &&
         (found.suffix.empty() || found.suffix == u"." || found.suffix == u")");
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

bool OdtStyles::isRaised(std::string_view named) const {
  const std::string style = nameIn(named);
  const auto parent = parents_.find(style);
  return raised_.contains(style) || (parent != parents_.end() && raised_.contains(parent->second));
}

std::string OdtStyles::nameIn(std::string_view value) {
  constexpr std::size_t kLongest = 256;
  return std::string(value.substr(0, kLongest));
}

}  // namespace lectern::documents
