#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/documents/loader.h"
#include "core/documents/paragraphs.h"
#include "core/documents/sentence_around.h"
#include "core/text/sentence_splitter.h"
#include "core/text/tokenizer.h"

namespace lectern {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

void require(bool holds, const char* what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << '\n';
  std::abort();
}

void requireInOrder(const std::vector<text::Range>& ranges, std::size_t size, const char* what) {
  std::size_t last = 0;
  for (const text::Range& range : ranges) {
    require(last <= range.begin && range.begin <= range.end && range.end <= size, what);
    last = range.end;
  }
}

/// What holds for every document, whatever was read.
void verify(const documents::Document& document) {
  const std::u16string& text = document.text;
  require(text.find(u'\r') == std::u16string::npos, "line ends are \\n");
  requireInOrder(document.paragraphs, text.size(), "paragraphs");
  std::size_t last = 0;
  for (const text::Range& paragraph : document.paragraphs) {
    const std::u16string_view words = paragraph.of(text);
    require(!documents::isBlank(words.substr(0, 1)) && documents::trimmedSize(words) == words.size(),
            "paragraphs are trimmed");
    require(documents::isBlank(text::Range{last, paragraph.begin}.of(text)), "paragraphs hold all words");
    last = paragraph.end;
    const text::Range around = documents::sentenceAround(document, paragraph);
    require(around.begin <= around.end && around.end <= text.size(), "sentences around a place");
  }
  require(documents::isBlank(std::u16string_view(text).substr(last)), "paragraphs hold all words");

  std::vector<text::Range> headings;
  for (const documents::Heading& heading : document.headings) {
    require(heading.level >= 1 && heading.level <= 6, "levels of headings");
    headings.push_back(heading.range);
  }
  requireInOrder(headings, text.size(), "headings");
  requireInOrder(document.verbatim, text.size(), "verbatim text");
  for (const documents::ListItem& item : document.items) {
    require(item.level >= 1 && item.range.end <= text.size(), "items");
    const std::u16string_view words = item.range.of(text);
    require(!words.empty() && documents::trimmedSize(words) == words.size(), "items are trimmed");
  }
  requireInOrder(text::tokenize(text), text.size(), "tokens");
  requireInOrder(text::splitSentences(text), text.size(), "sentences");
}

void writeArchive(const std::filesystem::path& path, const Files& files) {
  int error = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : files) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_OVERWRITE);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  }
  zip_close(archive);
}

/// Writes `body` as a file of one kind, or as the text part of such an archive, and returns its path.
std::filesystem::path writeDocument(int kind, const std::string& body) {
  static constexpr const char* kExtensions[] = {".txt", ".md", ".html", ".docx", ".odt", ".epub", ".docx", ".csv"};
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("fuzz" + std::to_string(getpid()) + kExtensions[kind]);
  switch (kind) {
    case 3:
      writeArchive(path,
                   {{"[Content_Types].xml", "<Types/>"},
                    {"_rels/.rels",
                     "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                     "<Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                     "relationships/officeDocument\" Target=\"/word/document.xml\"/></Relationships>"},
                    {"word/document.xml", body}});
      break;
    case 4:
      writeArchive(path, {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", body}});
      break;
    case 5:
      writeArchive(path, {{"mimetype", "application/epub+zip"},
                          {"META-INF/container.xml",
                           "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>"
                           "<rootfile full-path=\"b.opf\"/></rootfiles></container>"},
                          {"b.opf",
                           "<package xmlns=\"http://www.idpf.org/2007/opf\"><manifest><item id=\"a\" "
                           "href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>"},
                          {"a.xhtml", body}});
      break;
    default:
      std::ofstream(path, std::ios::binary) << body;
  }
  return path;
}

}  // namespace

/// The first byte chooses the kind of document, the others are what stands in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const documents::LoaderRegistry kLoaders = documents::LoaderRegistry::withStandardLoaders();
  const std::string body(reinterpret_cast<const char*>(data + 1), size - 1);
  try {
    verify(kLoaders.load(writeDocument(data[0] % 8, body)));
  } catch (const Error&) {
    // What cannot be read is told of.
  }
  return 0;
}

}  // namespace lectern
