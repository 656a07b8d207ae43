#include "core/documents/epub_loader.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/documents/archive.h"
#include "core/documents/dublin_core.h"
#include "core/documents/html_loader.h"
#include "core/documents/html_text.h"
#include "core/documents/paragraphs.h"
#include "core/documents/text_builder.h"
#include "core/documents/text_file.h"
#include "core/documents/xml_reader.h"
#include "core/text/encoding.h"
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
  std::string package;
};

/// The name of a chapter's file, and what it is where "%20" stands in the name itself.
struct Chapter {
  std::string name, asWritten;
};

/// Takes the chapters from the package's file: its spine names items of its manifest.
class PackageHandler : public XmlHandler {
 public:
  explicit PackageHandler(const std::string& part) : part_(part) {}
  void start(const XmlElement& element) override {
    if (element.name == "item") {
      const std::string_view type = element.attribute("media-type");
      const bool isPage = type.empty() || type.find("html") != std::string_view::npos ||
                          type.find("dtbook") != std::string_view::npos;  // else a picture, for one
      if (isPage)
        items_[std::string(element.attribute("id"))] = chapterAt(std::string(element.attribute("href")));
    } else if (element.name == "itemref") {
      const auto item = items_.find(std::string(element.attribute("idref")));
      // One file may stand there for each of its sections.
      if (item != items_.end() && names_.insert(item->second.name).second) chapters.push_back(item->second);
    }
  }
  std::vector<Chapter> chapters;

 private:
  Chapter chapterAt(std::string reference) const {
    Chapter chapter{resolveInArchive(part_, reference), {}};
    for (std::size_t at = reference.find('%'); at != std::string::npos; at = reference.find('%', at + 3)) {
      reference.replace(at, 1, "%25");
    }
    chapter.asWritten = resolveInArchive(part_, reference);
    return chapter;
  }

  std::string part_;
  std::map<std::string, Chapter> items_;
  std::set<std::string> names_;  // of the chapters
};

/// Takes the names of the files that are encrypted, from "encryption.xml".
class EncryptionHandler : public XmlHandler {
 public:
  void start(const XmlElement& element) override {
    if (element.name == "CipherReference") files.push_back(resolveInArchive("", element.attribute("URI")));
  }
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
  ContainerHandler container;
  readXml(archive.require(kContainer), archive.nameOf(kContainer), container, stop);
  PackageHandler package(container.package);
  readXml(archive.require(container.package), archive.nameOf(container.package), package, stop,
          Damage::PassedOver);
  EncryptionHandler encryption;
  if (const auto xml = archive.read(kEncryption))
    readXml(*xml, archive.nameOf(kEncryption), encryption, stop, Damage::PassedOver);

  TextBuilder builder;
  std::size_t size = 0;
  bool hasText = false;
  for (const Chapter& chapter : package.chapters) {
    throwIfStopped(stop);
    if (std::ranges::find(encryption.files, chapter.name) != encryption.files.end()) {
      throw FormatError(quoted(path) +
                        " is locked by its seller (DRM), so that only their programs can read it");
    }
    std::optional<std::string> page = archive.read(chapter.name);
    if (!page) page = archive.read(chapter.asWritten);
    if (!page) continue;  // the other chapters can be read
    size += page->size();
    requireSize(size, quoted(path));
    std::u16string chapterText = text::decode(*page, declaredEncoding(*page)).text;
    if (!text::isText(chapterText)) continue;
    hasText = true;
    builder.breakParagraph();
    addHtml(builder, text::toUtf8(normalizeLineEnds(std::move(chapterText))), stop);
    builder.breakParagraph();
  }
  if (!hasText) throw FormatError(quoted(path) + " is damaged: none of the chapters that it names is in it");
  return builder.finish(path, "epub", dublinCoreTitle(archive, container.package, stop));
}

std::vector<std::string> EpubLoader::extensions() const { return {"epub"}; }

}  // namespace lectern::documents
