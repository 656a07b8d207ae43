#include "core/documents/odt_loader.h"

#include <utility>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/documents/archive.h"
#include "core/documents/dublin_core.h"
#include "core/documents/odt_styles.h"
#include "core/documents/odt_text.h"
#include "core/documents/text_builder.h"
#include "core/documents/text_file.h"
#include "core/documents/xml_reader.h"

namespace lectern::documents {
namespace {

constexpr std::string_view kMediaType = "application/vnd.oasis.opendocument.text";

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
  try {
    if (const auto xml = archive.read("styles.xml"))
      readXml(*xml, archive.nameOf("styles.xml"), styles, stop);
  } catch (const FormatError&) {
    // The words can be read without.
  }
  TextBuilder builder;
  OdtText text(builder, std::move(styles));
  readXml(archive.require("content.xml"), archive.nameOf("content.xml"), text, stop);
  text.finish();
  return builder.finish(path, "odt", dublinCoreTitle(archive, "meta.xml", stop));
}

std::vector<std::string> OdtLoader::extensions() const { return {"odt", "ott"}; }

}  // namespace lectern::documents
