#include "core/batch/question_file.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "core/data/csv.h"
#include "core/documents/paragraphs.h"
#include "core/documents/text_file.h"
#include "core/text/ascii.h"
#include "core/text/encoding.h"
#include "core/text/unicode.h"

namespace lectern::batch {
namespace {

using Json = nlohmann::json;

/// A question without the white space around it; empty when it is blank.
std::string trimmed(std::u16string_view question) { return text::toUtf8(documents::simplified(question)); }

/// Calls `take` with each line of a text file and its number, from 1.
void forEachLine(const std::filesystem::path& path,
                 const std::function<void(std::u16string_view line, std::size_t number)>& take) {
  const std::u16string text = documents::decodeDocument(documents::readDocumentFile(path), path);
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(u'\n', begin), text.size());
    take(std::u16string_view(text).substr(begin, end - begin), ++number);
    begin = end + 1;
  }
}

std::vector<BatchQuestion> readLines(const std::filesystem::path& path) {
  std::vector<BatchQuestion> questions;
  forEachLine(path, [&](std::u16string_view line, std::size_t) { questions.push_back({trimmed(line)}); });
  return questions;
}

bool isText(const Json& json) {
  return json.is_string() && text::isText(text::toUtf16(json.get<std::string>()));
}

std::vector<BatchQuestion> readJsonLines(const std::filesystem::path& path) {
  std::vector<BatchQuestion> questions;
  forEachLine(path, [&](std::u16string_view line, std::size_t number) {
    if (trimmed(line).empty()) return;
    const Json json = Json::parse(text::toUtf8(line), nullptr, /*allow_exceptions=*/false);
    const auto member = [&](const char* name) {
      return json.is_object() ? json.value(name, Json()) : Json();
    };
    const Json question = member("question"), id = member("id");
    // A number past 64 bits is no integer to the parser, and would be rounded.
    if (!isText(question) || !(id.is_null() || id.is_number_integer() || isText(id))) {
      throw FormatError("'" + path.string() + "', line " + std::to_string(number) +
                        (json.is_discarded() ? ": is not JSON; expected" : ": expected") +
                        " an object with \"question\", a text, and perhaps \"id\", a text or whole number");
    }
    questions.push_back(
        {trimmed(text::toUtf16(question.get<std::string>())), id.is_null() ? std::string() : id.dump()});
  });
  return questions;
}

constexpr std::size_t kNoColumn = std::string::npos;

/// The column whose heading says `name`, in any case, or kNoColumn.
std::size_t columnOf(const std::vector<std::string>& head, std::string_view name) {
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (text::asciiLowerCase(trimmed(text::toUtf16(head[i]))) == name) return i;
  }
  return kNoColumn;
}

std::size_t questionColumnOf(const std::vector<std::string>& head) {
  const std::size_t column = columnOf(head, "question");
  return column != kNoColumn ? column : columnOf(head, "questions");
}

/// With commas, or with semicolons or tabs where the head has a column of questions only so. Throws what is
/// wrong with it as CSV of commas where it has none in any way.
data::CsvRows readRows(const std::filesystem::path& path) {
  std::optional<data::CsvRows> rows;
  std::exception_ptr wrong;
  for (const char delimiter : {',', ';', '\t'}) {
    try {
      data::CsvRows read = data::readCsv(path, delimiter);
      if (read.empty() || questionColumnOf(read.front()) != kNoColumn) return read;
      if (delimiter == ',') rows = std::move(read);
    } catch (const FormatError&) {
      if (!wrong) wrong = std::current_exception();
    }
  }
  if (!rows) std::rethrow_exception(wrong);
  return *std::move(rows);
}

/// Whether the rows are questions alone, a line each, and what separates fields is a comma of theirs. Throws
/// FormatError for a table of which it is not said where the questions are.
bool isListOf(const data::CsvRows& rows, const std::filesystem::path& path) {
  if (questionColumnOf(rows.front()) != kNoColumn) return rows.front().size() == 1;
  const auto isTable = [&](const auto& row) { return row.size() > 1 && row.size() == rows.front().size(); };
  if (rows.size() > 1 && std::ranges::all_of(rows, isTable)) {
    throw FormatError("'" + path.string() +
                      "' has several columns and none is headed \"question\"; head the one that holds the "
                      "questions so, or put each question in quotation marks");
  }
  return true;
}

bool isSaid(const std::string& field) { return !trimmed(text::toUtf16(field)).empty(); }

std::vector<BatchQuestion> readTable(const std::filesystem::path& path) {
  const data::CsvRows rows = readRows(path);
  if (rows.empty()) return {};
  const bool isList = isListOf(rows, path);
  const std::size_t headed = questionColumnOf(rows.front());
  const bool hasHead = headed != kNoColumn;
  const std::size_t column = hasHead ? headed : 0;
  const std::size_t idColumn = hasHead ? columnOf(rows.front(), "id") : kNoColumn;
  std::vector<BatchQuestion> questions;
  for (std::size_t i = hasHead ? 1 : 0; i < rows.size(); ++i) {
    const std::vector<std::string>& row = rows[i];
    const std::size_t columns = rows.front().size();
    if (hasHead && !isList && std::any_of(row.begin() + std::min(columns, row.size()), row.end(), isSaid)) {
      throw FormatError(
          "'" + path.string() + "': row " + std::to_string(i + 1) +
          " has more fields than the head; put a question that holds commas in quotation marks");
    }
    std::string question = column < row.size() ? row[column] : std::string();
    for (std::size_t more = 1; isList && more < row.size(); ++more) question += "," + row[more];
    const bool hasId = idColumn < row.size() && !row[idColumn].empty();
    questions.push_back(
        {trimmed(text::toUtf16(question)), hasId ? Json(row[idColumn]).dump() : std::string()});
  }
  return questions;
}

}  // namespace

std::vector<BatchQuestion> readQuestions(const std::filesystem::path& path) {
  std::vector<BatchQuestion> questions;
  if (documents::hasExtension(path, {"txt"})) {
    questions = readLines(path);
  } else if (documents::hasExtension(path, {"csv"})) {
    questions = readTable(path);
  } else if (documents::hasExtension(path, {"jsonl"})) {
    questions = readJsonLines(path);
  } else {
    throw FormatError("'" + path.string() +
                      "' is not a question file: expected a name ending in .txt (one question a line), .csv "
                      "(a column headed \"question\") or .jsonl (a JSON object with \"question\" a line)");
  }
  // One with an id is missed where it is left out.
  std::erase_if(questions, [](const BatchQuestion& each) { return each.text.empty() && each.id.empty(); });
  const auto isBlank = [](const BatchQuestion& question) { return question.text.empty(); };
  if (std::ranges::all_of(questions, isBlank))
    throw FormatError("'" + path.string() + "' holds no questions");
  return questions;
}

}  // namespace lectern::batch
