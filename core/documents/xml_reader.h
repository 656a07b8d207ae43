#pragma once

#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::documents {

/// An element as it begins. Valid while the handler is called.
struct XmlElement {
  std::string_view space;  ///< URI of its namespace; empty for none
  std::string_view name;   ///< without a prefix

  /// The value of an attribute, by its name without a prefix; empty where there is none.
  std::string_view attribute(std::string_view attributeName) const;

  std::vector<std::pair<std::string_view, std::string_view>> attributes;
};

/// Takes the elements and the text of an XML file as they come.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(const XmlElement& element) = 0;
  virtual void end(std::string_view /*space*/, std::string_view /*name*/) {}
  virtual void text(std::u16string_view /*characters*/) {}
};

/// What to do with an XML file that is not well-formed.
enum class Damage { Told, PassedOver };

/// Reads an XML file; depth of nesting is without limit, entities of its own are not expanded, and nothing is
/// fetched. Throws FormatError when it is not well-formed and that is to be told, of `where`, and
/// CancelledError.
void readXml(std::string_view bytes, const std::string& where, XmlHandler& handler,
             const std::stop_token& stop, Damage damage = Damage::Told);

}  // namespace lectern::documents
