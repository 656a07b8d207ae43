#include "core/documents/docx_math.h"

#include <utility>

#include "core/text/unicode.h"

namespace lectern::documents {

std::u16string DocxMath::start(const XmlElement& element, std::size_t depth) {
  const std::string_view name = element.name;
  if (name == "d") {
    open_.push_back({depth, u"(", u")"});
  } else if (name == "rad") {
    open_.push_back({depth, u"√", u""});
  } else if (name == "nary") {
    open_.push_back({depth, u"∫", u""});
  } else if (open_.empty()) {
    return {};
  } else if (depth == open_.back().depth + 2) {  // a property
    if (name == "begChr" || name == "chr") open_.back().before = text::toUtf16(element.attribute("val"));
    if (name == "endChr") open_.back().after = text::toUtf16(element.attribute("val"));
  } else if (depth == open_.back().depth + 1 && (name == "e" || name == "sub" || name == "sup")) {
    return std::exchange(open_.back().isBegun, true) ? std::u16string() : open_.back().before;
  }
  return {};
}

std::u16string DocxMath::end(std::size_t depth) {
  if (open_.empty() || open_.back().depth != depth) return {};
  std::u16string after = std::move(open_.back().after);
  open_.pop_back();
  return after;
}

}  // namespace lectern::documents
