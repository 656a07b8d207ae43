#include "core/documents/odt_loader.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/documents/archive.h"
#include "core/documents/dublin_core.h"
#include "core/documents/odt_styles.h"
#include "core/documents/odt_text.h"
#include "core/documents/page_margin.h"
#include "core/documents/text_builder.h"
#include "core/documents/text_file.h"
#include "core/documents/xml_reader.h"
#include "core/documents/xml_record.h"

namespace lectern::documents {
namespace {

constexpr std::string_view kMediaType = "application/vnd.oasis.opendocument.text";

/// What the headers and footers of pages hold (ISO/IEC 26300-1, 16.10), of pages of either side and first
/// ones.
class PageParts : public XmlHandler {
 public:
  std::vector<XmlRecord> headers, footers;

  void start(const XmlElement& element) override {
    ++depth_;
    const bool isOfStyles = element.space.ends_with(":style:1.0");
    if (partDepth_ != 0) {
      part_->start(element);
    } else if (isOfStyles && (isPart(element.name, "header") || isPart(element.name, "footer"))) {
      part_ = &(isPart(element.name, "header") ? headers : footers).emplace_back();
      partDepth_ = depth_;
    }
  }
  void end(std::string_view space, std::string_view name) override {
    if (partDepth_ == depth_) partDepth_ = 0;
    if (partDepth_ != 0) part_->end(space, name);
    --depth_;
  }
  void text(std::u16string_view characters) override {
    if (partDepth_ != 0) part_->text(characters);
  }

 private:
  static bool isPart(std::string_view name, std::string_view part) {
    return name == part || name == std::string(part) + "-first" || name == std::string(part) + "-left";
  }

  std::size_t depth_ = 0, partDepth_ = 0;  // of the part that is read; 0: none
  XmlRecord* part_ = nullptr;
};

}  // namespace

bool OdtLoader::accepts(const FileSample& sample) const {
  const std::string_view type = archiveMediaType(sample.head);
  return type == kMediaType || type == std::string(kMediaType) + "-template" ||
         (isArchive(sample.head) && type.empty() && hasExtension(sample.path, {"odt", "ott"}));
}

Document OdtLoader::load(const std::filesystem::path& path, std::stop_token stop) const {
  throwIfStopped(stop);
  const Archive archive(path);
  if (const auto manifest = archive.read("META-INF/manifest.xml");
      manifest && manifest->find("encryption-data") != std::string::npos) {
    throw FormatError(quoted(path) + " is protected by a password; save a copy without one and open that");
  }
  OdtStyles styles;
  PageParts parts;
  try {
    if (const auto xml = archive.read("styles.xml")) {
      readXml(*xml, archive.nameOf("styles.xml"), styles, stop);
      readXml(*xml, archive.nameOf("styles.xml"), parts, stop);
    }
  } catch (const FormatError&) {
    // The words can be read without.
  }
  TextBuilder builder;
  OdtText text(builder, styles);
  PageMargins margins;
  const auto add = [&](const XmlRecord& part) {
    TextBuilder own;
    OdtText words(own, styles);
    part.play(words);
    if (margins.take(own.finish({}, "odt").text)) part.play(text);
  };
  std::ranges::for_each(parts.headers, add);
  readXml(archive.require("content.xml"), archive.nameOf("content.xml"), text, stop);
  text.finish();
  builder.breakParagraph();
  std::ranges::for_each(parts.footers, add);
  return builder.finish(path, "odt", dublinCoreTitle(archive, "meta.xml", stop));
}

std::vector<std::string> OdtLoader::extensions() const { return {"odt", "ott"}; }

}  // namespace lectern::documents
