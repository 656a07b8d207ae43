#include "core/documents/csv_loader.h"

#include <csv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <optional>
#include <tuple>
#include <utility>

#include "core/base/progress.h"
#include "core/documents/text_builder.h"
#include "core/documents/text_file.h"
#include "core/text/encoding.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

/// libcsv's state within a field, which its header does not name.
constexpr int kFieldBegun = 2;

struct ParserDeleter {
  void operator()(csv_parser* parser) const { csv_free(parser); }
};

/// How often a delimiter stands in the first lines.
struct DelimiterUse {
  std::size_t lines = 0;  ///< that have it
  bool isEven = true;     ///< in each of them as often as in the first
  std::size_t all = 0;
  std::size_t first = 0, now = 0;  ///< in the first line that has it, in the one that is read

  void endLine() {
    if (now == 0) return;
    if (lines++ == 0) first = now;
    isEven = isEven && now == first;
    all += now;
    now = 0;
  }
};

/// What most of the first lines have in them, but between quotation marks: rather the one that all have
/// equally often, and of several such one that numbers have not in them, else what stands there most often. A
/// comma where there is nothing of it; in a .tsv a tab where there is one.
char delimiterOf(std::string_view utf8, bool isTsv, bool hasQuotes) {
  if (isTsv && utf8.find('\t') != std::string_view::npos) return '\t';
  constexpr std::string_view kDelimiters = ",;\t";
  constexpr std::size_t kLines = 100;
  std::array<DelimiterUse, kDelimiters.size()> uses{};
  bool isQuoted = false;
  std::size_t lines = 0;
  for (std::size_t at = 0; at <= utf8.size() && lines < kLines; ++at) {
    const char c = at < utf8.size() ? utf8[at] : '\n';
    if (c == '"' && hasQuotes) isQuoted = !isQuoted;
    if (c == '\n' && (!isQuoted || at == utf8.size())) {
      ++lines;
      for (DelimiterUse& use : uses) use.endLine();
    } else if (const std::size_t i = kDelimiters.find(c); i != std::string_view::npos && !isQuoted) {
      ++uses[i].now;
    }
  }
  const auto rank = [&](const DelimiterUse& use) {
    const auto order = static_cast<std::size_t>(&use - uses.data());
    return std::tuple(use.lines, use.isEven, use.isEven ? order : use.all);
  };
  return kDelimiters[static_cast<std::size_t>(std::ranges::max_element(uses, {}, rank) - uses.begin())];
}

/// Whether quotation marks of a .tsv do not go about its cells: one is all of a cell, where it stands for
/// "the same", or stands within one, an inch, or opens what none closes. Then none means anything.
bool hasLoneMark(std::string_view utf8) {
  bool isOpen = false;
  for (std::size_t begin = 0; begin < utf8.size();) {
    const std::size_t end = std::min(utf8.find_first_of("\t\n", begin), utf8.size());
    const std::string_view cell = utf8.substr(begin, end - begin);
    begin = end + 1;
    if (std::ranges::count(cell, '"') % 2 == 0) continue;
    const bool isAbout = isOpen ? cell.ends_with('"') : cell.starts_with('"') && cell.size() > 1;
    if (!isAbout) return true;
    isOpen = !isOpen;
  }
  return isOpen;
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

  Document finish(const std::filesystem::path& path) { return builder_.finish(path, "csv"); }

 private:
  TextBuilder builder_;
  bool isInRow_ = false;
};

/// Ends of lines as Python's csv module writes them on Windows to a file that was opened as text.
void repairLineEnds(std::string& bytes) {
  constexpr std::string_view kDoubled = "\r\r\n";
  std::size_t kept = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (std::string_view(bytes).substr(at, kDoubled.size()) != kDoubled) bytes[kept++] = bytes[at];
  }
  bytes.resize(kept);
}

/// The delimiter that a first line "sep=;" names for Excel; the line is taken away.
std::optional<char> takeDelimiter(std::string& utf8) {
  constexpr std::string_view kBegin = "sep=";
  if (!utf8.starts_with(kBegin) || utf8.size() < kBegin.size() + 2 || utf8[kBegin.size() + 1] != '\n')
    return std::nullopt;
  const char delimiter = utf8[kBegin.size()];
  utf8.erase(0, kBegin.size() + 2);
  return delimiter;
}

/// The document of a table; nothing where a quotation mark is never closed, which would hide all behind it.
std::optional<Document> read(const std::filesystem::path& path, const std::string& utf8, char delimiter,
                             bool hasQuotes, const std::stop_token& stop) {
  csv_parser storage{};
  if (csv_init(&storage, CSV_REPALL_NL) != 0) throw std::bad_alloc();  // empty lines too
  const std::unique_ptr<csv_parser, ParserDeleter> parser(&storage);
  csv_set_delim(parser.get(), static_cast<unsigned char>(delimiter));
  if (!hasQuotes) csv_set_quote(parser.get(), 0);  // which stands in no text
  RowBuilder rows;
  constexpr std::size_t kPiece = std::size_t{1} << 20;  // bytes
  for (std::string_view left = utf8; !left.empty();) {
    throwIfStopped(stop);
    const std::string_view piece = left.substr(0, kPiece);
    // Without CSV_STRICT a wrong quotation mark is a part of its field: a person reads on.
    const std::size_t read =
        csv_parse(parser.get(), piece.data(), piece.size(), &RowBuilder::field, &RowBuilder::endOfRow, &rows);
    if (read != piece.size()) throw std::bad_alloc();
    left.remove_prefix(piece.size());
  }
  const bool isOpen = storage.quoted != 0 && storage.pstate == kFieldBegun;
  csv_fini(parser.get(), &RowBuilder::field, &RowBuilder::endOfRow, &rows);
  if (isOpen) return std::nullopt;
  return rows.finish(path);
}

}  // namespace

bool CsvLoader::accepts(const FileSample& sample) const {
  return hasExtension(sample.path, {"csv", "tsv"}) && text::isText(text::decode(sample.head).text);
}

Document CsvLoader::load(const std::filesystem::path& path, std::stop_token stop) const {
  throwIfStopped(stop);
  std::string bytes = readDocumentFile(path);
  repairLineEnds(bytes);
  std::string utf8 = text::toUtf8(decodeDocument(std::move(bytes), path));
  throwIfStopped(stop);
  const bool isTsv = hasExtension(path, {"tsv"});
  std::optional<Document> table;
  const std::optional<char> named = takeDelimiter(utf8);
  const auto readWith = [&](bool hasQuotes) {
    const char delimiter = named ? *named : delimiterOf(utf8, isTsv, hasQuotes);
    return read(path, utf8, delimiter, hasQuotes, stop);
  };
  if (!isTsv || !hasLoneMark(utf8)) table = readWith(true);
  if (!table) table = readWith(false);
  return *std::move(table);
}

std::vector<std::string> CsvLoader::extensions() const { return {"csv", "tsv"}; }

}  // namespace lectern::documents
