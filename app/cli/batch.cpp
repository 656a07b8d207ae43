#include "app/cli/batch.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include "app/cli/exit_code.h"
#include "app/cli/interruption.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/reading.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/batch/question_file.h"
#include "core/documents/text_file.h"

namespace lectern::cli {
namespace {

struct BatchOptions {
  std::string model;
  std::string questions;
  std::vector<std::string> documents;
  std::string answers;
  std::optional<double> noAnswerThreshold;
  bool resume = false;
  std::size_t passages = answering::PredictOptions().maxWindows;
};

void answerFile(const BatchOptions& options) {
  if (documents::hasExtension(options.answers, {"json"})) {
    throw UsageError("answers are written as CSV or JSON lines: name the file '" +
                     std::filesystem::path(options.answers).replace_extension("jsonl").string() +
                     "' for these");
  }
  std::vector<std::filesystem::path> kept(options.documents.begin(), options.documents.end());
  kept.emplace_back(options.questions);
  requireWritable(options.answers, kept);
  const std::vector<batch::BatchQuestion> questions = batch::readQuestions(options.questions);
  std::vector<batch::BatchAnswer> soFar;
  if (options.resume) soFar = batch::answersSoFar(options.answers, questions);
  const std::vector<batch::BatchQuestion> left(questions.begin() + static_cast<std::ptrdiff_t>(soFar.size()),
                                               questions.end());
  const OpenedDocuments opened = openDocuments(options.documents);
  const answering::Predictor predictor = loadPredictor(options.model);

  answering::PredictOptions predictOptions;
  predictOptions.noAnswerThreshold = options.noAnswerThreshold;
  predictOptions.maxWindows = options.passages;
  batch::AnswerFile file(options.answers, std::chrono::minutes(1), std::move(soFar));
  std::set<std::string> warned;
  try {
    ProgressBar progress(left.size());
    batch::answerQuestions(predictor, opened.documents, left, predictOptions, stopToken(),
                           [&](std::size_t, const batch::BatchAnswer& answer) {
                             if (!answer.error.empty()) {
                               progress.report("question '" + answer.question.text + "': " + answer.error);
                             }
                             for (const std::string& warning : answer.warnings) {
                               if (warned.insert(warning).second) progress.report("warning: " + warning);
                             }
                             file.add(answer);
                             progress.advance();
                           });
  } catch (...) {
    if (const std::size_t count = file.answers().size(); count > 0) {
      file.write();
      report("stopped after " + std::to_string(count) + " of " + std::to_string(questions.size()) +
             " questions; their answers are in '" + options.answers + "'");
    }
    throw;
  }
  file.write();
  const bool someFailed =
      std::ranges::any_of(file.answers(), [](const auto& answer) { return !answer.error.empty(); });
  if (someFailed || opened.someFailed) throw SomeFailed();
}

}  // namespace

void addBatchCommand(CLI::App& program) {
  auto options = std::make_shared<BatchOptions>();
  CLI::App& command =
      *program.add_subcommand("batch", "Answer a file of questions from documents; writes CSV or JSON lines");
  addModelOption(command, options->model);
  command
      .add_option("QUESTIONS", options->questions,
                  "Questions: TXT, one a line; CSV, the columns headed \"question\" and \"id\", or one a "
                  "line; JSONL, an object with \"question\" and perhaps \"id\" a line")
      ->required()
      ->type_name("");
  command.add_option("--docs", options->documents, "Documents to read")->required()->type_name("DOC");
  command
      .add_option("--out", options->answers,
                  "Write the answers here, CSV or, where the name ends in .jsonl, JSON lines")
      ->required()
      ->type_name("FILE");
  command.add_flag(
      "--resume", options->resume,
      "Go on where a stopped run was: keep what the file holds, also of questions that failed, and "
      "ask the others. Documents, reader and options are to be the same");
  addNoAnswerThresholdOption(command, options->noAnswerThreshold);
  addPassagesOption(command, options->passages);
  command.footer(
      R"(Columns: id (where the questions have some), question, answer (empty: none), confidence, no_answer_probability,
document, page, start, end, error. JSON lines have the same, with noAnswerProbability, and null for what is empty
but the id, which is left out.
Start and end are UTF-16 units into the document's text, without Markdown's or HTML's marks.

Examples:
  lectern batch questions.txt --docs book.md --out answers.csv
  lectern batch questions.csv --docs report.pdf notes.html --out answers.csv
  lectern batch questions.jsonl --docs report.pdf --out answers.jsonl --resume)");
  command.callback([options] { answerFile(*options); });
}

}  // namespace lectern::cli
