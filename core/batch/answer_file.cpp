#include <charconv>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/batch/question_file.h"
#include "core/data/csv.h"

namespace lectern::batch {
namespace {

/// The shortest digits that read back as the same number.
std::string toText(double number) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}

}  // namespace

void writeAnswers(const std::vector<BatchAnswer>& answers, const std::filesystem::path& path) {
  data::CsvRows rows = {{"question", "answer", "confidence", "no_answer_probability", "document", "page",
                         "start", "end", "error"}};
  for (const BatchAnswer& answer : answers) {
    std::vector<std::string> row(rows.front().size());
    row[0] = answer.question;
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
  data::writeCsv(rows, path);
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
