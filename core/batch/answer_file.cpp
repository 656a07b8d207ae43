#include "core/batch/answer_file.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/csv.h"
#include "core/data/predictions.h"
#include "core/data/squad.h"
#include "core/documents/text_file.h"
#include "core/text/unicode.h"

namespace lectern::batch {
namespace {

using Json = nlohmann::ordered_json;

/// The shortest digits that read back as the same number.
std::string toText(double number) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}

const std::vector<std::string> kHead = {
    "question", "answer", "confidence", "no_answer_probability", "document", "page", "start", "end", "error"};

/// What of a question stands beside `kHead`, where one has it: what the file calls it first, the document
/// that it is asked of behind it.
struct Columns {
  bool ids = false, askedOf = false;
};

std::vector<std::string> headOf(const Columns& columns) {
  std::vector<std::string> head = kHead;
  if (columns.askedOf) head.insert(head.begin() + 1, "asked_of");
  if (columns.ids) head.insert(head.begin(), "id");
  return head;
}

/// As a cell holds it: a text without quotes.
std::string idCell(const std::string& id) {
  const Json json = id.empty() ? Json("") : Json::parse(id);
  return json.is_string() ? json.get<std::string>() : json.dump();
}

/// Names of files may be no UTF-8.
std::string wellFormed(const std::string& name) { return text::toUtf8(text::toUtf16(name)); }

data::CsvRows tableOf(const std::vector<BatchAnswer>& answers) {
  const auto isSaid = [&](std::string BatchQuestion::*what) {
    return std::ranges::any_of(answers, [&](const auto& each) { return !(each.question.*what).empty(); });
  };
  const Columns columns{isSaid(&BatchQuestion::id), isSaid(&BatchQuestion::document)};
  data::CsvRows rows = {headOf(columns)};
  for (const BatchAnswer& answer : answers) {
    std::vector<std::string> row(kHead.size());
    row[0] = answer.question.text;
    if (answer.error.empty()) {
      row[2] = toText(answer.confidence);
      row[3] = toText(answer.noAnswerProbability);
    }
    if (!answer.answer.empty()) {
      row[1] = answer.answer;
      row[4] = wellFormed(answer.document);
      if (answer.page > 0) row[5] = std::to_string(answer.page);
      row[6] = std::to_string(answer.range.begin);
      row[7] = std::to_string(answer.range.end);
    }
    row[8] = wellFormed(answer.error);
    if (columns.askedOf) row.insert(row.begin() + 1, answer.question.document);
    if (columns.ids) row.insert(row.begin(), idCell(answer.question.id));
    rows.push_back(std::move(row));
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
  if (!answer.question.document.empty()) json["askedOf"] = answer.question.document;
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

/// A number as `toText` wrote it.
template <class Number>
Number toNumber(const std::string& digits) {
  Number number{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    throw FormatError("'" + digits + "' is no number");
  }
  return number;
}

double toProbability(double number) {
  if (!(number >= 0 && number <= 1)) throw FormatError("a probability is not between 0 and 1");
  return number;
}

/// Of a row of `tableOf`; the id as its cell has it.
BatchAnswer answerOf(std::vector<std::string> row, const Columns& columns) {
  BatchAnswer answer;
  if (row.size() != headOf(columns).size()) throw FormatError("a row has other columns than the head");
  const auto take = [&](std::ptrdiff_t column) {
    const std::string cell = row[static_cast<std::size_t>(column)];
    row.erase(row.begin() + column);
    return cell;
  };
  if (columns.ids) answer.question.id = take(0);
  if (columns.askedOf) answer.question.document = take(1);
  answer.question.text = row[0];
  answer.error = row[8];
  if (answer.error.empty()) {
    answer.confidence = toProbability(toNumber<double>(row[2]));
    answer.noAnswerProbability = toProbability(toNumber<double>(row[3]));
  }
  if (!row[1].empty()) {
    answer.answer = row[1];
    answer.document = row[4];
    if (!row[5].empty()) answer.page = toNumber<std::size_t>(row[5]);
    answer.range = {toNumber<std::size_t>(row[6]), toNumber<std::size_t>(row[7])};
  }
  return answer;
}

std::vector<BatchAnswer> readTable(const std::filesystem::path& path) {
  const data::CsvRows rows = data::readCsv(path);
  const std::vector<std::string> head = rows.empty() ? std::vector<std::string>() : rows.front();
  const Columns columns{std::ranges::find(head, "id") != head.end(),
                        std::ranges::find(head, "asked_of") != head.end()};
  if (head != headOf(columns)) throw FormatError("its columns are others");
  std::vector<BatchAnswer> answers;
  for (std::size_t i = 1; i < rows.size(); ++i) answers.push_back(answerOf(rows[i], columns));
  return answers;
}

/// Of a line of `jsonLineOf`; the id as a cell has it.
BatchAnswer answerOf(const Json& json) {
  BatchAnswer answer;
  if (json.contains("id")) answer.question.id = idCell(json.at("id").dump());
  answer.question.text = json.at("question").get<std::string>();
  if (json.contains("askedOf")) answer.question.document = json.at("askedOf").get<std::string>();
  if (!json.at("error").is_null()) {
    answer.error = json.at("error").get<std::string>();
  } else {
    answer.confidence = toProbability(json.at("confidence").get<double>());
    answer.noAnswerProbability = toProbability(json.at("noAnswerProbability").get<double>());
  }
  if (!json.at("answer").is_null()) {
    answer.answer = json.at("answer").get<std::string>();
    answer.document = json.at("document").get<std::string>();
    if (!json.at("page").is_null()) answer.page = json.at("page").get<std::size_t>();
    answer.range = {json.at("start").get<std::size_t>(), json.at("end").get<std::size_t>()};
  }
  return answer;
}

std::vector<BatchAnswer> readJsonLines(const std::filesystem::path& path) {
  std::vector<BatchAnswer> answers;
  std::istringstream lines(readFile(path));
  for (std::string line; std::getline(lines, line);) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    try {
      answers.push_back(answerOf(Json::parse(line)));
    } catch (const Json::exception& error) {
      throw FormatError(error.what());
    }
  }
  return answers;
}

}  // namespace

void requireAnswerName(const std::filesystem::path& path) {
  for (const auto& [other, written] :
       {std::pair("json", "jsonl"), std::pair("tsv", "csv"), std::pair("html", "csv"), std::pair("md", "csv"),
        std::pair("xlsx", "csv"), std::pair("xls", "csv"), std::pair("ods", "csv"),
        std::pair("pdf", "csv")}) {
    if (!documents::hasExtension(path, {other})) continue;
    throw FormatError("answers are written as CSV or JSON lines: name the file '" +
                      std::filesystem::path(path).replace_extension(written).string() + "' for these");
  }
}

std::vector<BatchAnswer> answersSoFar(const std::filesystem::path& path,
                                      const std::vector<BatchQuestion>& questions) {
  std::error_code missing;
  if (!std::filesystem::exists(path, missing) || isStream(path)) return {};
  std::vector<BatchAnswer> answers;
  try {
    answers = documents::hasExtension(path, {"jsonl"}) ? readJsonLines(path) : readTable(path);
    if (answers.size() > questions.size()) throw FormatError("it has more answers than there are questions");
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (answers[i].question.text != questions[i].text ||
          answers[i].question.id != idCell(questions[i].id) ||
          answers[i].question.document != questions[i].document) {
        throw FormatError("its question " + std::to_string(i + 1) + " is another");
      }
      answers[i].question = questions[i];
    }
  } catch (const FormatError& error) {
    throw FormatError(quoted(path) + " does not hold answers to these questions: " + error.what());
  }
  return answers;
}

void writeAnswers(const std::vector<BatchAnswer>& answers, const std::filesystem::path& path) {
  if (!documents::hasExtension(path, {"jsonl"})) {
    data::writeCsv(tableOf(answers), path);
    return;
  }
  std::string lines;
  for (const BatchAnswer& answer : answers) lines += jsonLineOf(answer);
  writeFileAtomically(path, lines);
}

void writePredictions(const std::vector<BatchAnswer>& answers, const std::filesystem::path& path) {
  data::Predictions predictions;
  data::Probabilities noAnswer;
  for (const BatchAnswer& answer : answers) {
    if (answer.question.id.empty())
      throw FormatError("the question '" + answer.question.text + "' has no id, which predictions go by");
    if (!answer.error.empty()) continue;
    const std::string id = idCell(answer.question.id);
    if (!predictions.emplace(id, answer.answer).second)
      throw FormatError("two questions have the id '" + id + "', which predictions go by");
    noAnswer.emplace_back(id, answer.noAnswerProbability);
  }
  data::writePredictions(predictions, path);
  data::writeProbabilities(noAnswer, noAnswerFile(path));
}

std::filesystem::path noAnswerFile(std::filesystem::path predictions) {
  std::filesystem::path name = predictions.stem();
  name += " na-prob";
  name += predictions.extension();
  return predictions.replace_filename(name);
}

AnswersLeft answersLeft(const std::filesystem::path& path, const std::vector<BatchQuestion>& questions) {
  AnswersLeft beside{{}, unfinishedPath(path)}, in{{}, path};
  try {
    beside.answers = answersSoFar(beside.file, questions);
  } catch (const FormatError&) {
    // Of other questions, which nobody has named.
  }
  try {
    in.answers = answersSoFar(path, questions);
  } catch (const FormatError&) {
    if (beside.answers.empty()) throw;
  }
  const bool isPart = in.answers.size() < questions.size();  // else it is what was to be replaced
  const bool isIn = beside.answers.empty() || (isPart && in.answers.size() >= beside.answers.size());
  return isIn ? in : beside;
}

AnswerFile::AnswerFile(std::filesystem::path path, AnswersLeft soFar, std::chrono::seconds interval)
    : path_(std::move(path)),
      unfinished_(soFar.answers.empty() ? unfinishedPath(path_) : std::move(soFar.file)),
      answers_(std::move(soFar.answers)),
      interval_(interval) {}

void AnswerFile::put(std::size_t question, const BatchAnswer& answer) {
  if (question < answers_.size()) {
    answers_[question] = answer;
  } else {
    answers_.push_back(answer);
  }
  const auto now = std::chrono::steady_clock::now();
  if (now - written_ < interval_ || isStream(path_)) return;
  written_ = now;
  try {
    writeUnfinished();
  } catch (const FileError&) {
    // The disk may have room again when all is answered.
  }
}

void AnswerFile::write() {
  writeAnswers(answers_, path_);
  std::error_code ignored;
  if (unfinished_ != path_) std::filesystem::remove(unfinished_, ignored);
}

}  // namespace lectern::batch
