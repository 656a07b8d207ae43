#include "core/documents/csv_loader.h"

#include <csv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <utility>

#include "core/base/progress.h"
#include "core/documents/text_builder.h"
#include "core/documents/text_file.h"
#include "core/text/encoding.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

struct ParserDeleter {
  void operator()(csv_parser* parser) const { csv_free(parser); }
};

/// What most of the first lines have in them, but between quotation marks, and most often; a comma where
/// there is nothing of it.
char delimiterOf(std::string_view utf8) {
  constexpr std::string_view kDelimiters = ",;\t";
  constexpr std::size_t kLines = 100;
  std::array<std::pair<std::size_t, std::size_t>, kDelimiters.size()> counts{};  // of lines, of all
  std::array<bool, kDelimiters.size()> isInLine{};
  bool isQuoted = false;
  std::size_t lines = 0;
  for (std::size_t at = 0; at < utf8.size() && lines < kLines; ++at) {
    if (utf8[at] == '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (utf8[at] == '\n') {
      ++lines;
      isInLine = {};
    } else if (const std::size_t i = kDelimiters.find(utf8[at]); i != std::string_view::npos) {
      if (!isInLine[i]) ++counts[i].first;
      isInLine[i] = true;
      ++counts[i].second;
    }
  }
  return kDelimiters[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

/// Builds a document as libcsv hands out the fields of rows.
class RowBuilder {
 public:
  static void field(void* bytes, std::size_t size, void* self) {
    auto& rows = *static_cast<RowBuilder*>(self);
    if (!rows.isInRow_) rows.builder_.beginRow();
    rows.isInRow_ = true;
    rows.builder_.beginCell();
    rows.builder_.addWords(text::toUtf16(std::string_view(static_cast<const char*>(bytes), size)));
    rows.builder_.endCell();
  }

  static void endOfRow(int, void* self) {
    auto& rows = *static_cast<RowBuilder*>(self);
    if (rows.isInRow_) {
      rows.builder_.endRow();
    } else {
      rows.builder_.breakParagraph();  // an empty line
    }
    rows.isInRow_ = false;
  }

  Document finish() { return builder_.finish(); }

 private:
  TextBuilder builder_;
  bool isInRow_ = false;
};

}  // namespace

bool CsvLoader::accepts(const FileSample& sample) const {
  return hasExtension(sample.path, {"csv", "tsv"}) && text::isText(text::decode(sample.head).text);
}

Document CsvLoader::load(const std::filesystem::path& path, std::stop_token stop) const {
  throwIfStopped(stop);
  const std::string utf8 = text::toUtf8(decodeDocument(readDocumentFile(path), path));
  throwIfStopped(stop);
  csv_parser storage{};
  if (csv_init(&storage, CSV_REPALL_NL) != 0) throw std::bad_alloc();  // empty lines too
  const std::unique_ptr<csv_parser, ParserDeleter> parser(&storage);
  csv_set_delim(parser.get(), static_cast<unsigned char>(delimiterOf(utf8)));
  RowBuilder rows;
  // Without CSV_STRICT a wrong quotation mark is a part of its field: a person reads on.
  if (csv_parse(parser.get(), utf8.data(), utf8.size(), &RowBuilder::field, &RowBuilder::endOfRow, &rows) !=
      utf8.size()) {
    throw std::bad_alloc();
  }
  csv_fini(parser.get(), &RowBuilder::field, &RowBuilder::endOfRow, &rows);
  Document document = rows.finish();
  document.path = path;
  document.title = fileTitle(path);
  document.format = "csv";
  return document;
}

std::vector<std::string> CsvLoader::extensions() const { return {"csv", "tsv"}; }

}  // namespace lectern::documents
