#include "core/documents/dublin_core.h"

#include "core/base/error.h"
#include "core/documents/paragraphs.h"
#include "core/documents/xml_reader.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

class TitleHandler : public XmlHandler {
 public:
  void start(const XmlElement& element) override {
    isTitle_ = element.name == "title" && element.space.find("purl.org/dc/") != std::string_view::npos;
  }
  void end(std::string_view, std::string_view) override {
    hasTitle_ = hasTitle_ || isTitle_;
    isTitle_ = false;
  }
  void text(std::u16string_view characters) override {
    if (isTitle_ && !hasTitle_) title += characters;
  }
  std::u16string title;

 private:
  bool isTitle_ = false;
  bool hasTitle_ = false;  // the first one counts
};

}  // namespace

std::string dublinCoreTitle(const Archive& archive, const std::string& part, const std::stop_token& stop) {
  TitleHandler handler;
  try {
    if (const auto xml = archive.read(part)) readXml(*xml, part, handler, stop);
  } catch (const FormatError&) {
    // The words can be read without a title.
  }
  return text::toUtf8(simplified(handler.title));
}

}  // namespace lectern::documents
