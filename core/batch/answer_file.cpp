#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/batch/question_file.h"
#include "core/data/csv.h"
#include "core/documents/text_file.h"

namespace lectern::batch {
namespace {

using Json = nlohmann::ordered_json;

/// The shortest digits that read back as the same number.
std::string toText(double number) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}

data::CsvRows tableOf(const std::vector<BatchAnswer>& answers) {
  data::CsvRows rows = {{"question", "answer", "confidence", "no_answer_probability", "document", "page",
                         "start", "end", "error"}};
  for (const BatchAnswer& answer : answers) {
    std::vector<std::string> row(rows.front().size());
    row[0] = answer.question.text;
    if (answer.error.empty()) {
      row[2] = toText(answer.confidence);
      row[3] = toText(answer.noAnswerProbability);
    }
    if (!answer.answer.empty()) {
      row[1] = answer.answer;
      row[4] = answer.document;
      if (answer.page > 0) row[5] = std::to_string(answer.page);
      row[6] = std::to_string(answer.range.begin);
      row[7] = std::to_string(answer.range.end);
    }
    row[8] = answer.error;
    rows.push_back(std::move(row));
  }
  const auto hasId = [](const BatchAnswer& answer) { return !answer.question.id.empty(); };
  if (std::ranges::any_of(answers, hasId)) {
    rows[0].insert(rows[0].begin(), "id");
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const Json id = hasId(answers[i]) ? Json::parse(answers[i].question.id) : Json("");
      rows[i + 1].insert(rows[i + 1].begin(), id.is_string() ? id.get<std::string>() : id.dump());
    }
  }
  return rows;
}

/// What does not hold of an answer is null.
std::string jsonLineOf(const BatchAnswer& answer) {
  const auto where = [](bool holds, Json value) { return holds ? std::move(value) : Json(nullptr); };
  const bool isDone = answer.error.empty(), isFound = !answer.answer.empty();
  Json json;
  if (!answer.question.id.empty()) json["id"] = Json::parse(answer.question.id);
  json["question"] = answer.question.text;
  json["answer"] = where(isFound, answer.answer);
  json["confidence"] = where(isDone, answer.confidence);
  json["noAnswerProbability"] = where(isDone, answer.noAnswerProbability);
  json["document"] = where(isFound, answer.document);
  json["page"] = where(isFound && answer.page > 0, answer.page);
  json["start"] = where(isFound, answer.range.begin);
  json["end"] = where(isFound, answer.range.end);
  json["error"] = where(!isDone, answer.error);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

void writeAnswers(const std::vector<BatchAnswer>& answers, const std::filesystem::path& path) {
  if (!documents::hasExtension(path, {"jsonl"})) {
    data::writeCsv(tableOf(answers), path);
    return;
  }
  std::string lines;
  for (const BatchAnswer& answer : answers) lines += jsonLineOf(answer);
  writeFileAtomically(path, lines);
}

AnswerFile::AnswerFile(std::filesystem::path path, std::chrono::seconds interval)
    : path_(std::move(path)), interval_(interval) {}

void AnswerFile::add(const BatchAnswer& answer) {
  answers_.push_back(answer);
  const auto now = std::chrono::steady_clock::now();
  if (now - written_ < interval_ || isStream(path_)) return;
  written_ = now;
  try {
    write();
  } catch (const FileError&) {
    // The disk may have room again when all is answered.
  }
}

void AnswerFile::write() { writeAnswers(answers_, path_); }

}  // namespace lectern::batch
