#include "core/documents/epub_loader.h"

#include <map>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/documents/archive.h"
#include "core/documents/html_text.h"
#include "core/documents/text_builder.h"
#include "core/documents/text_file.h"
#include "core/documents/xml_reader.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

constexpr char kContainer[] = "META-INF/container.xml";
constexpr char kEncryption[] = "META-INF/encryption.xml";

/// Takes the name of the package's file from "container.xml".
class ContainerHandler : public XmlHandler {
 public:
  void start(const XmlElement& element) override {
    if (element.name == "rootfile" && package.empty()) package = element.attribute("full-path");
  }
  void end(std::string_view, std::string_view) override {}
  void text(std::u16string_view) override {}
  std::string package;
};

/// Takes the chapters from the package's file: its spine names items of its manifest.
class PackageHandler : public XmlHandler {
 public:
  explicit PackageHandler(const std::string& part) : part_(part) {}
  void start(const XmlElement& element) override {
    if (element.name == "item") {
      items_[std::string(element.attribute("id"))] = resolveInArchive(part_, element.attribute("href"));
    } else if (element.name == "itemref") {
      const auto item = items_.find(std::string(element.attribute("idref")));
      if (item != items_.end()) chapters.push_back(item->second);
    }
  }
  void end(std::string_view, std::string_view) override {}
  void text(std::u16string_view) override {}
  std::vector<std::string> chapters;

 private:
  std::string part_;
  std::map<std::string, std::string> items_;
};

/// Takes the names of the files that are encrypted, from "encryption.xml".
class EncryptionHandler : public XmlHandler {
 public:
  void start(const XmlElement& element) override {
    if (element.name == "CipherReference") files.push_back(resolveInArchive("", element.attribute("URI")));
  }
  void end(std::string_view, std::string_view) override {}
  void text(std::u16string_view) override {}
  std::vector<std::string> files;
};

}  // namespace

bool EpubLoader::accepts(const FileSample& sample) const {
  return archiveMediaType(sample.head) == "application/epub+zip" ||
         (isArchive(sample.head) && hasExtension(sample.path, {"epub"}));
}

Document EpubLoader::load(const std::filesystem::path& path, std::stop_token stop) const {
  throwIfStopped(stop);
  const Archive archive(path);
  const auto where = [&](const std::string& part) { return "'" + part + "' in " + quoted(path); };
  ContainerHandler container;
  readXml(archive.require(kContainer), where(kContainer), container, stop);
  PackageHandler package(container.package);
  readXml(archive.require(container.package), where(container.package), package, stop);
  EncryptionHandler encryption;
  if (const auto xml = archive.read(kEncryption)) readXml(*xml, where(kEncryption), encryption, stop);

  TextBuilder builder;
  for (const std::string& chapter : package.chapters) {
    if (std::ranges::find(encryption.files, chapter) != encryption.files.end()) {
      throw FormatError(quoted(path) +
                        " is locked by its seller (DRM), so that only their programs can read it");
    }
    const std::optional<std::string> page = archive.read(chapter);
    if (!page) continue;  // a picture that was left out, as a rule; the other chapters can be read
    builder.breakParagraph();
    addHtml(builder, text::toUtf8(decodeDocument(*page, path)), stop);
    builder.breakParagraph();
  }
  Document document = builder.finish();
  document.path = path;
  document.format = "epub";
  document.title = dublinCoreTitle(archive, container.package, stop);
  if (document.title.empty()) document.title = titleOf(document);
  return document;
}

std::vector<std::string> EpubLoader::extensions() const { return {"epub"}; }

}  // namespace lectern::documents
