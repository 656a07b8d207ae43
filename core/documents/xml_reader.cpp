#include "core/documents/xml_reader.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <memory>
#include <new>

#include "core/base/error.h"
#include "core/documents/parser_guard.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

/// Hands libxml2's events to a handler.
class Reader {
 public:
  Reader(XmlHandler& handler, const std::stop_token& stop) : handler_(handler), guard_(stop) {}

  void read(std::string_view bytes, const std::string& where, Damage damage);

 private:
  static void onStart(void* self, const xmlChar* name, const xmlChar* prefix, const xmlChar* space,
                      int spaces, const xmlChar** allSpaces, int count, int defaulted,
                      const xmlChar** attributes);
  static void onEnd(void* self, const xmlChar* name, const xmlChar* prefix, const xmlChar* space);
  static void onText(void* self, const xmlChar* text, int length);

  template <typename Step>
  void guarded(Step step) {
    guard_.run(parser_, step);
  }

  XmlHandler& handler_;
  ParserGuard guard_;
  xmlParserCtxtPtr parser_ = nullptr;
};

void Reader::read(std::string_view bytes, const std::string& where, Damage damage) {
  const std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxtPtr)> parser(
      xmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size())), xmlFreeParserCtxt);
  if (bytes.empty()) throw FormatError(where + " is empty");
  if (!parser) throw std::bad_alloc();
  parser_ = parser.get();
  // XML_PARSE_NOENT: "&amp;" in attributes; entities of the file's own are not known, as their declarations
  // are not heard.
  xmlCtxtUseOptions(parser_, (damage == Damage::PassedOver ? XML_PARSE_RECOVER : 0) | XML_PARSE_NOENT |
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
  xmlSAXHandler events{};
  events.initialized = XML_SAX2_MAGIC;
  events.startElementNs = onStart;
  events.endElementNs = onEnd;
  events.characters = onText;
  events.ignorableWhitespace = onText;
  events.cdataBlock = onText;
  *parser_->sax = events;
  parser_->userData = this;
  xmlParseDocument(parser_);
  guard_.rethrow();
  if (parser_->wellFormed == 0 && damage == Damage::Told) {
    std::string reason(view(reinterpret_cast<const xmlChar*>(parser_->lastError.message)));
    while (!reason.empty() && reason.back() == '\n') reason.pop_back();
    throw FormatError(where + " is damaged, in line " + std::to_string(parser_->lastError.line) + ": " +
                      reason);
  }
}

void Reader::onStart(void* self, const xmlChar* name, const xmlChar*, const xmlChar* space, int,
                     const xmlChar**, int count, int, const xmlChar** attributes) {
  auto* reader = static_cast<Reader*>(self);
  reader->guarded([&] {
    XmlElement element{view(space), view(name), {}};
    for (int i = 0; i < count; ++i) {
      const xmlChar** attribute =
          attributes + static_cast<std::ptrdiff_t>(i) * 5;  // name, prefix, space, value, end
      const auto* value = reinterpret_cast<const char*>(attribute[3]);
      element.attributes.emplace_back(view(attribute[0]),
                                      std::string_view(value, reinterpret_cast<const char*>(attribute[4])));
    }
    reader->handler_.start(element);
  });
}

void Reader::onEnd(void* self, const xmlChar* name, const xmlChar*, const xmlChar* space) {
  auto* reader = static_cast<Reader*>(self);
  reader->guarded([&] { reader->handler_.end(view(space), view(name)); });
}

void Reader::onText(void* self, const xmlChar* text, int length) {
  auto* reader = static_cast<Reader*>(self);
  reader->guarded([&] {
    const std::string_view utf8(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length));
    reader->handler_.text(text::toUtf16(utf8));
  });
}

}  // namespace

std::string_view XmlElement::attribute(std::string_view attributeName) const {
  const auto found =
      std::ranges::find(attributes, attributeName, [](const auto& each) { return each.first; });
  return found == attributes.end() ? std::string_view() : found->second;
}

void readXml(std::string_view bytes, const std::string& where, XmlHandler& handler,
             const std::stop_token& stop, Damage damage) {
  Reader(handler, stop).read(bytes, where, damage);
}

}  // namespace lectern::documents
