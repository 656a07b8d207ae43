#include "core/batch/question_file.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

#include "core/base/error.h"
#include "core/data/csv.h"
#include "core/data/squad.h"
#include "core/documents/loader.h"
#include "core/documents/paragraphs.h"
#include "core/documents/text_file.h"
#include "core/text/ascii.h"
#include "core/text/encoding.h"
#include "core/text/unicode.h"

namespace lectern::batch {
namespace {

using Json = nlohmann::json;

/// As it is read: without white space around it, and one space for that within it; empty when it is blank.
std::string simplified(std::u16string_view question) { return text::toUtf8(documents::simplified(question)); }

/// A name without the white space around it; within it, it may be as it is.
std::string bare(const std::string& name) {
  const std::size_t begin = name.find_first_not_of(" \t\r\n");
  return begin == std::string::npos ? "" : name.substr(begin, name.find_last_not_of(" \t\r\n") + 1 - begin);
}

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
  forEachLine(path, [&](std::u16string_view line, std::size_t) { questions.push_back({simplified(line)}); });
  return questions;
}

bool isText(const Json& json) {
  return json.is_string() && text::isText(text::toUtf16(json.get<std::string>()));
}

using Expected = decltype(BatchQuestion::expected);

/// As a person writes it: without those that are blank.
Expected expectedOf(const std::vector<std::string>& answers) {
  Expected expected(std::in_place);
  for (const std::string& answer : answers) {
    if (std::string said = simplified(text::toUtf16(answer)); !said.empty())
      expected->push_back(std::move(said));
  }
  return expected;
}

/// Right answers in JSON: a text, a list of texts, or nothing. Nothing where it is something else.
std::optional<Expected> expectedOf(const Json& json) {
  if (json.is_null()) return Expected();
  const Json list = json.is_array() ? json : Json::array({json});
  if (!std::ranges::all_of(list, isText)) return std::nullopt;
  return expectedOf(list.get<std::vector<std::string>>());
}

std::vector<BatchQuestion> readJsonLines(const std::filesystem::path& path) {
  std::vector<BatchQuestion> questions;
  forEachLine(path, [&](std::u16string_view line, std::size_t number) {
    if (simplified(line).empty()) return;
    const Json json = Json::parse(text::toUtf8(line), nullptr, /*allow_exceptions=*/false);
    const auto member = [&](const char* name) {
      return json.is_object() ? json.value(name, Json()) : Json();
    };
    const Json question = member("question"), id = member("id"), document = member("document");
    const std::optional<Expected> expected = expectedOf(member("expected"));
    // A number past 64 bits is no integer to the parser, and would be rounded.
    const bool isId = id.is_null() || id.is_number_integer() || isText(id);
    if (!isText(question) || !isId || !(document.is_null() || isText(document)) || !expected) {
      throw FormatError(quoted(path) + ", line " + std::to_string(number) +
                        (json.is_discarded() ? ": is not JSON; expected" : ": expected") +
                        " an object with \"question\", a text, and perhaps \"id\", a text or whole number, "
                        "\"document\", a text, and \"expected\", a text or a list of texts");
    }
    questions.push_back({simplified(text::toUtf16(question.get<std::string>())),
                         id.is_null() ? std::string() : id.dump(),
                         document.is_null() ? std::string() : bare(document.get<std::string>()), *expected});
  });
  return questions;
}

constexpr std::size_t kNoColumn = std::string::npos;

/// The column whose heading says `name`, in any case, or kNoColumn.
std::size_t columnOf(const std::vector<std::string>& head, std::string_view name) {
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (text::asciiLowerCase(simplified(text::toUtf16(head[i]))) == name) return i;
  }
  return kNoColumn;
}

std::size_t questionColumnOf(const std::vector<std::string>& head) {
  const std::size_t column = columnOf(head, "question");
  return column != kNoColumn ? column : columnOf(head, "questions");
}

/// Between its fields stand commas, in TSV tabs; or semicolons, tabs or commas where the head has a column of
/// questions only so. Throws what is wrong with it as CSV of commas, or as TSV, where it has none in any way.
data::CsvRows readRows(const std::filesystem::path& path) {
  const std::string delimiters = documents::hasExtension(path, {"tsv"}) ? "\t,;" : ",;\t";
  std::optional<data::CsvRows> rows;
  std::exception_ptr wrong;
  for (const char delimiter : delimiters) {
    try {
      data::CsvRows read = data::readCsv(path, delimiter);
      if (read.empty() || questionColumnOf(read.front()) != kNoColumn) return read;
      if (delimiter == delimiters.front()) rows = std::move(read);
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
    throw FormatError(quoted(path) +
                      " has several columns and none is headed \"question\"; head the one that holds the "
                      "questions so, or put each question in quotation marks");
  }
  return true;
}

bool isSaid(const std::string& field) { return !simplified(text::toUtf16(field)).empty(); }

/// What stands between "|" in a cell.
std::vector<std::string> choicesOf(const std::string& cell) {
  std::vector<std::string> choices;
  std::istringstream parts(cell);
  for (std::string part; std::getline(parts, part, '|');) choices.push_back(std::move(part));
  return choices;
}

/// A table whose head names its columns.
std::vector<BatchQuestion> readHeaded(const data::CsvRows& rows, const std::filesystem::path& path) {
  const std::vector<std::string>& head = rows.front();
  const std::size_t questionColumn = questionColumnOf(head), idColumn = columnOf(head, "id"),
                    documentColumn = columnOf(head, "document"), expectedColumn = columnOf(head, "expected");
  std::vector<BatchQuestion> questions;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::vector<std::string>& row = rows[i];
    if (std::any_of(row.begin() + static_cast<std::ptrdiff_t>(std::min(head.size(), row.size())), row.end(),
                    isSaid)) {
      throw FormatError(
          quoted(path) + ": row " + std::to_string(i + 1) +
          " has more fields than the head; put a question that holds commas in quotation marks");
    }
    const auto cell = [&](std::size_t column) { return column < row.size() ? row[column] : std::string(); };
    const std::string id = bare(cell(idColumn));
    BatchQuestion question{simplified(text::toUtf16(cell(questionColumn))), id.empty() ? id : Json(id).dump(),
                           bare(cell(documentColumn))};
    if (expectedColumn != kNoColumn) question.expected = expectedOf(choicesOf(cell(expectedColumn)));
    questions.push_back(std::move(question));
  }
  return questions;
}

std::vector<BatchQuestion> readTable(const std::filesystem::path& path) {
  const data::CsvRows rows = readRows(path);
  if (rows.empty()) return {};
  const bool isHeaded = questionColumnOf(rows.front()) != kNoColumn;
  if (!isListOf(rows, path)) return readHeaded(rows, path);
  std::vector<BatchQuestion> questions;
  for (std::size_t i = isHeaded ? 1 : 0; i < rows.size(); ++i) {
    std::string question;
    for (const std::string& field : rows[i]) question += (&field == rows[i].data() ? "" : ",") + field;
    questions.push_back({simplified(text::toUtf16(question))});
  }
  return questions;
}

QuestionFile readSquad(const std::filesystem::path& path) {
  QuestionFile file;
  std::map<std::string, std::size_t> numbers;  // several articles may have one title
  for (const data::SquadArticle& article : data::readSquad(path, data::GoldAnswers::Told).articles) {
    const std::string name = article.title.empty() ? path.stem().string() : article.title;
    for (const data::SquadParagraph& paragraph : article.paragraphs) {
      const std::string title = name + ", " + std::to_string(++numbers[name]);
      file.documents.push_back(documents::documentFromText(paragraph.context, title));
      for (const data::SquadQuestion& question : paragraph.questions) {
        std::vector<std::string> answers;
        for (const data::SquadAnswer& answer : question.answers) answers.push_back(text::toUtf8(answer.text));
        file.questions.push_back({simplified(question.question), Json(question.id).dump(), title});
        if (question.isImpossible) {
          file.questions.back().expected.emplace();
        } else if (!answers.empty()) {
          file.questions.back().expected = std::move(answers);
        }
      }
    }
  }
  return file;
}

}  // namespace

QuestionFile readQuestions(const std::filesystem::path& path) {
  QuestionFile file;
  if (documents::hasExtension(path, {"txt"})) {
    file = {readLines(path)};
  } else if (documents::hasExtension(path, {"csv", "tsv"})) {
    file = {readTable(path)};
  } else if (documents::hasExtension(path, {"jsonl"})) {
    file = {readJsonLines(path)};
  } else if (documents::hasExtension(path, {"json"})) {
    file = readSquad(path);
  } else {
    throw FormatError(quoted(path) +
                      " is not a question file: expected a name ending in .txt (one question a line), .csv "
                      "or .tsv (a column headed \"question\"), .jsonl (a JSON object with \"question\" a "
                      "line) or .json (SQuAD)");
  }
  file.folder = path.parent_path();
  // One with an id is missed where it is left out.
  std::erase_if(file.questions,
                [](const BatchQuestion& each) { return each.text.empty() && each.id.empty(); });
  const auto isBlank = [](const BatchQuestion& question) { return question.text.empty(); };
  if (std::ranges::all_of(file.questions, isBlank)) throw FormatError(quoted(path) + " holds no questions");
  return file;
}

std::vector<std::filesystem::path> documentFiles(const QuestionFile& file) {
  if (!file.documents.empty()) return {};  // those are named
  std::set<std::filesystem::path> files;
  for (const BatchQuestion& question : file.questions) {
    if (!question.document.empty()) files.insert(file.folder / question.document);
  }
  return {files.begin(), files.end()};
}

}  // namespace lectern::batch
