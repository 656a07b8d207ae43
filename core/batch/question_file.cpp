#include "core/batch/question_file.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/data/csv.h"
#include "core/documents/paragraphs.h"
#include "core/documents/text_file.h"
#include "core/text/unicode.h"

namespace lectern::batch {
namespace {

/// A question without the white space around it; empty when it is blank.
std::string trimmed(std::u16string_view question) { return text::toUtf8(documents::simplified(question)); }

std::vector<std::string> readLines(const std::filesystem::path& path) {
  const std::u16string text = documents::decodeDocument(documents::readDocumentFile(path), path);
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(u'\n', begin), text.size());
    lines.push_back(trimmed(std::u16string_view(text).substr(begin, end - begin)));
    begin = end + 1;
  }
  return lines;
}

bool isQuestionHeading(const std::string& field) {
  std::string name = trimmed(text::toUtf16(field));
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return name == "question";
}

std::vector<std::string> readColumn(const std::filesystem::path& path) {
  const data::CsvRows rows = data::readCsv(path);
  if (rows.empty()) return {};
  const auto heading = std::ranges::find_if(rows.front(), isQuestionHeading);
  const bool hasHead = heading != rows.front().end();
  const auto column = hasHead ? static_cast<std::size_t>(heading - rows.front().begin()) : 0;
  std::vector<std::string> questions;
  for (std::size_t i = hasHead ? 1 : 0; i < rows.size(); ++i) {
    if (column < rows[i].size()) questions.push_back(trimmed(text::toUtf16(rows[i][column])));
  }
  return questions;
}

}  // namespace

std::vector<std::string> readQuestions(const std::filesystem::path& path) {
  std::vector<std::string> questions;
  if (documents::hasExtension(path, {"txt"})) {
    questions = readLines(path);
  } else if (documents::hasExtension(path, {"csv"})) {
    questions = readColumn(path);
  } else {
    throw FormatError(
        "'" + path.string() +
        "' is not a question file: expected a name ending in .txt (one question a line) or .csv (a "
        "column headed \"question\")");
  }
  std::erase(questions, std::string());
  if (questions.empty()) throw FormatError("'" + path.string() + "' holds no questions");
  return questions;
}

}  // namespace lectern::batch
