#include "core/data/csv.h"

#include <csv.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <new>
#include <stdexcept>
#include <string_view>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/text/encoding.h"
#include "core/text/unicode.h"

namespace lectern::data {
namespace {

struct ParserDeleter {
  void operator()(csv_parser* parser) const { csv_free(parser); }
};

/// The rows as libcsv hands out their fields.
struct Collector {
  CsvRows rows;
  std::vector<std::string> row;
  std::size_t fields = 0;  // handed out so far, of all rows

  static void field(void* bytes, std::size_t size, void* self) {
    auto& collector = *static_cast<Collector*>(self);
    collector.row.emplace_back(static_cast<const char*>(bytes), size);
    ++collector.fields;
  }

  static void endOfRow(int, void* self) {
    auto& collector = *static_cast<Collector*>(self);
    collector.rows.push_back(std::move(collector.row));
    collector.row.clear();
  }
};

/// libcsv drops white space around unquoted fields; RFC 4180 has it as part of them.
int isNeverSpace(unsigned char) { return 0; }

bool looksLikeFormula(const std::string& field) {
  if (field.empty() || std::string_view("=+-@\t\r").find(field.front()) == std::string_view::npos)
    return false;
  double number = 0;
  const char* const begin = field.data() + (field.front() == '+' ? 1 : 0);
  const auto [end, error] = std::from_chars(begin, field.data() + field.size(), number);
  return error != std::errc() || end != field.data() + field.size();
}

}  // namespace

CsvRows readCsv(const std::filesystem::path& path, char delimiter) {
  const std::u16string text = text::decode(readFile(path)).text;
  if (!text::isText(text))
    throw FormatError(quoted(path) + " is not a table: it holds bytes that are no text");
  const std::string utf8 = text::toUtf8(text);

  csv_parser storage{};
  if (csv_init(&storage, 0) != 0) throw std::runtime_error("libcsv cannot be started");
  const std::unique_ptr<csv_parser, ParserDeleter> parser(&storage);
  csv_set_space_func(parser.get(), isNeverSpace);
  csv_set_delim(parser.get(), static_cast<unsigned char>(delimiter));

  Collector collector;
  const auto parse = [&](std::string_view bytes, unsigned char options) {
    csv_set_opts(parser.get(), options);
    const std::size_t parsed = csv_parse(parser.get(), bytes.data(), bytes.size(), &Collector::field,
                                         &Collector::endOfRow, &collector);
    if (parsed != bytes.size() && csv_error(parser.get()) != CSV_EPARSE) throw std::bad_alloc();
    return parsed;
  };
  const auto failAt = [&](std::size_t line, const char* what) {
    throw FormatError(quoted(path) + ": line " + std::to_string(line) +
                      ": a field opens with a quotation mark " + what +
                      "; double the quotation marks that are part of the text, and put one before and "
                      "one behind it all");
  };
  // Line by line, to know where a field between quotes began.
  std::size_t quoteLine = 0;
  std::size_t line = 1;
  for (std::size_t begin = 0; begin < utf8.size(); ++line) {
    const std::size_t end = std::min(utf8.find('\n', begin), utf8.size() - 1) + 1;
    const bool wasOpen = parser->quoted != 0;
    const std::size_t fieldsBefore = collector.fields;
    while (begin < end) {
      begin += parse(std::string_view(utf8).substr(begin, end - begin), CSV_STRICT);
      if (!wasOpen || collector.fields != fieldsBefore) quoteLine = line;
      if (begin == end) break;
      // Only a quote inside a field without quotes around it can be taken as it is.
      if (utf8[begin] != '"') failAt(quoteLine, "and goes on behind its closing one");
      begin += parse("\"", 0);
    }
  }
  parse("\n", 0);  // ends the last row, unless a quote is open
  if (parser->quoted != 0) failAt(quoteLine, "that is never closed");
  return std::move(collector.rows);
}

void writeCsv(const CsvRows& rows, const std::filesystem::path& path, CsvReader reader) {
  const bool isForSpreadsheet = reader == CsvReader::Spreadsheet;
  std::string content = isForSpreadsheet ? "\xEF\xBB\xBF" : "";
  for (const std::vector<std::string>& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) content += ',';
      const std::string& field = isForSpreadsheet && looksLikeFormula(row[i]) ? "'" + row[i] : row[i];
      // A lone empty field would read as an empty line.
      const bool isLoneEmpty = row.size() == 1 && field.empty();
      if (!isLoneEmpty && field.find_first_of(",\"\r\n") == std::string::npos) {
        content += field;
        continue;
      }
      content.resize(content.size() + 2 * field.size() + 2);
      const std::size_t begin = content.size() - 2 * field.size() - 2;
      const std::size_t size =
          csv_write(content.data() + begin, content.size() - begin, field.data(), field.size());
      content.resize(begin + size);
    }
    content += "\r\n";
  }
  writeFileAtomically(path, content);
}

}  // namespace lectern::data
