#include "core/documents/docx_loader.h"

#include <fstream>
#include <map>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/documents/archive.h"
#include "core/documents/docx_drawing.h"
#include "core/documents/docx_styles.h"
#include "core/documents/docx_text.h"
#include "core/documents/dublin_core.h"
#include "core/documents/page_margin.h"
#include "core/documents/text_builder.h"
#include "core/documents/text_file.h"
#include "core/documents/xml_reader.h"

namespace lectern::documents {
namespace {

/// The parts that one part refers to, by the last word of the relationship's type ("styles").
class Relationships : public XmlHandler {
 public:
  Relationships(const Archive& archive, const std::string& part, const std::stop_token& stop) : part_(part) {
    const std::filesystem::path path(part);
    const std::string name =
        (path.parent_path() / "_rels" / (path.filename().string() + ".rels")).generic_string();
    if (const auto xml = archive.read(name)) readXml(*xml, archive.nameOf(name), *this, stop);
  }

  /// Of several the first; empty where there is none.
  std::string find(const std::string& type) const {
    const auto found = parts_.find(type);
    return found == parts_.end() ? std::string() : found->second.front();
  }
  std::vector<std::string> findAll(const std::string& type) const {
    const auto found = parts_.find(type);
    return found == parts_.end() ? std::vector<std::string>() : found->second;
  }

  void start(const XmlElement& element) override {
    if (element.name != "Relationship" || element.attribute("TargetMode") == "External") return;
    const std::string_view type = element.attribute("Type");
    parts_[std::string(type.substr(type.rfind('/') + 1))].push_back(
        resolveInArchive(part_, element.attribute("Target")));
  }

 private:
  std::string part_;
  std::map<std::string, std::vector<std::string>> parts_;
};

std::string mainPart(const Archive& archive, const std::stop_token& stop) {
  return Relationships(archive, "", stop).find("officeDocument");
}

/// The words of a part.
std::u16string wordsOf(std::string_view xml, const DocxStyles& styles, DocxLists lists,
                       const std::stop_token& stop) {
  TextBuilder builder;
  DocxText text(builder, styles, lists);
  readXml(xml, {}, text, stop, Damage::PassedOver);
  text.finish();
  return builder.finish({}, "docx").text;
}

void addDrawing(const Archive& archive, const std::string& part, TextBuilder& builder,
                const std::stop_token& stop) {
  try {
    const auto xml = archive.read(part);
    if (!xml) return;
    DocxDrawing drawing(builder);
    readXml(*xml, archive.nameOf(part), drawing, stop, Damage::PassedOver);
    builder.breakParagraph();
  } catch (const FormatError&) {
    // The rest can be read without.
  }
}

/// The container of documents of old, and of new ones behind a password (Compound File Binary).
bool isCompoundFile(std::string_view head) { return head.starts_with("\xD0\xCF\x11\xE0"); }

}  // namespace

bool DocxLoader::accepts(const FileSample& sample) const {
  if (isCompoundFile(sample.head)) return hasExtension(sample.path, {"docx", "docm", "dotx", "dotm", "doc"});
  if (!isArchive(sample.head) || !archiveMediaType(sample.head).empty()) return false;
  if (hasExtension(sample.path, {"docx", "docm", "dotx", "dotm"})) return true;
  try {
    return mainPart(Archive(sample.path), {}).starts_with("word/");
  } catch (const Error&) {
    return false;  // some other archive
  }
}

Document DocxLoader::load(const std::filesystem::path& path, std::stop_token stop) const {
  throwIfStopped(stop);
  if (std::ifstream file(path, std::ios::binary); file) {
    std::string head(4, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    if (isCompoundFile(head)) {
      throw FormatError(quoted(path) +
                        (hasExtension(path, {"doc"})
                             ? " is of the old kind of Word's documents; save it as .docx and open that"
                             : " is protected by a password; save a copy without one and open that"));
    }
  }
  const Archive archive(path);
  const std::string main = mainPart(archive, stop);
  if (main.empty()) throw FormatError(quoted(path) + " is damaged: it names no text");
  const Relationships parts(archive, main, stop);
  DocxStyles styles;
  DocxLists lists;
  for (const std::string part : {"styles", "numbering"}) {
    try {
      const auto xml = archive.read(parts.find(part));
      if (!xml) continue;
      part == "styles" ? styles.read(*xml, archive.nameOf(part), stop)
                       : lists.read(*xml, archive.nameOf(part), stop);
    } catch (const FormatError&) {
      // The words can be read without.
    }
  }

  TextBuilder builder;
  DocxText text(builder, styles, lists);
  PageMargins margins;
  const auto add = [&](const std::string& part, bool isMargin) {
    text.finish();
    try {
      const auto xml = archive.read(part);
      if (!xml || (isMargin && !margins.take(wordsOf(*xml, styles, lists, stop)))) return;
      readXml(*xml, archive.nameOf(part), text, stop, Damage::PassedOver);
    } catch (const FormatError&) {
      // The rest can be read without.
    }
  };
  for (const std::string& header : parts.findAll("header")) add(header, true);
  text.finish();
  readXml(archive.require(main), archive.nameOf(main), text, stop);
  text.finish();
  for (const char* drawings : {"diagramData", "chart"}) {
    for (const std::string& part : parts.findAll(drawings)) addDrawing(archive, part, builder, stop);
  }
  for (const char* notes : {"footnotes", "endnotes"}) add(parts.find(notes), false);
  for (const std::string& footer : parts.findAll("footer")) add(footer, true);
  text.finish();

  const std::string properties = Relationships(archive, "", stop).find("core-properties");
  return builder.finish(path, "docx", dublinCoreTitle(archive, properties, stop));
}

std::vector<std::string> DocxLoader::extensions() const { return {"docx", "docm", "dotx", "dotm"}; }

}  // namespace lectern::documents
