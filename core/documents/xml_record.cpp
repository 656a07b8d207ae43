#include "core/documents/xml_record.h"

namespace lectern::documents {

void XmlRecord::start(const XmlElement& element) {
  events_.emplace_back(Start{std::string(element.space),
                             std::string(element.name),
                             {element.attributes.begin(), element.attributes.end()}});
}

void XmlRecord::end(std::string_view space, std::string_view name) {
  events_.emplace_back(End{std::string(space), std::string(name)});
}

void XmlRecord::text(std::u16string_view characters) { events_.emplace_back(std::u16string(characters)); }

void XmlRecord::play(XmlHandler& handler) const {
  for (const auto& event : events_) {
    if (const auto* begun = std::get_if<Start>(&event)) {
      handler.start({begun->space, begun->name, {begun->attributes.begin(), begun->attributes.end()}});
    } else if (const auto* ended = std::get_if<End>(&event)) {
      handler.end(ended->space, ended->name);
    } else {
      handler.text(std::get<std::u16string>(event));
    }
  }
}

}  // namespace lectern::documents
