#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/documents/xml_reader.h"

namespace lectern::documents {

/// Elements and text as they came, for another handler to take later.
class XmlRecord : public XmlHandler {
 public:
  void start(const XmlElement& element) override;
  void end(std::string_view space, std::string_view name) override;
  void text(std::u16string_view characters) override;

  void play(XmlHandler& handler) const;

 private:
  struct Start {
    std::string space, name;
    std::vector<std::pair<std::string, std::string>> attributes;
  };
  struct End {
    std::string space, name;
  };

  std::vector<std::variant<Start, End, std::u16string>> events_;
};

}  // namespace lectern::documents
