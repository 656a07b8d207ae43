#include "app/cli/batch.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include "app/cli/exit_code.h"
#include "app/cli/interruption.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/reading.h"
#include "app/loaders.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/batch/file_run.h"
#include "core/batch/scores.h"
#include "core/documents/text_file.h"
#include "core/text/unicode.h"

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

std::string inWords(const evaluation::SquadScores& scores, std::ptrdiff_t failed) {
  const auto inFigures = [](const evaluation::GroupScores& group) {
    char figures[64];
    std::snprintf(figures, sizeof figures, "exact match %.1f, F1 %.1f", group.exact, group.f1);
    return std::string(figures);
  };
  std::string words = "of " + std::to_string(scores.all.total) +
                      " questions whose answers are given: " + inFigures(scores.all);
  if (scores.hasAnswer && scores.noAnswer) {
    words += "; of " + std::to_string(scores.hasAnswer->total) + " with an answer " +
             inFigures(*scores.hasAnswer) + ", of " + std::to_string(scores.noAnswer->total) + " without " +
             inFigures(*scores.noAnswer);
  }
  if (failed > 0) words += "; " + std::to_string(failed) + " that failed are left out";
  return words;
}

/// What is said of a question, the first of it where it is long.
std::string shortened(const std::string& question) {
  constexpr std::size_t kMost = 80;
  const std::u16string units = text::toUtf16(question);
  return units.size() <= kMost ? question : text::toUtf8(units.substr(0, kMost)) + "…";
}

/// Throws UsageError where a stopped run left answers to the first of the questions, which this one would put
/// fewer in place of.
void requireNothingLeft(const std::filesystem::path& answers,
                        const std::vector<batch::BatchQuestion>& questions) {
  std::size_t left = 0;
  try {
    left = batch::answersSoFar(answers, questions).size();
  } catch (const FormatError&) {
    return;  // something else, which is replaced
  }
  if (left == 0 || left == questions.size()) return;
  throw UsageError(quoted(answers) + " holds " + std::to_string(left) + " of " +
                   std::to_string(questions.size()) +
                   " answers, of a run that was stopped: go on with --resume, or remove the file");
}

void answerFile(const BatchOptions& options) {
  try {
    batch::requireAnswerName(options.answers);
  } catch (const FormatError& error) {
    throw UsageError(error.what());
  }
  if (options.answers == "-") throw UsageError("name a file for the answers; /dev/stdout is the output");
  std::vector<std::string> named = options.documents;
  std::erase_if(named, [&](const std::string& each) { return isSameFile(each, options.questions); });
  std::vector<std::filesystem::path> kept(named.begin(), named.end());
  batch::FileRun run(options.questions, options.answers, std::move(kept), options.resume);
  if (!options.resume) {
    requireNothingLeft(options.answers, run.questions());
    requireNothingLeft(run.unfinished(), run.questions());
  }
  const batch::BatchQuestion* nowhere = run.withoutDocument();
  if (nowhere != nullptr && named.empty()) {
    throw UsageError("question '" + shortened(nowhere->text) + "' names no document; tell some with --docs");
  }
  OpenedDocuments opened;
  if (nowhere != nullptr) opened = openDocuments(named);
  const answering::Predictor predictor = loadPredictor(options.model);
  answering::PredictOptions predictOptions;
  predictOptions.noAnswerThreshold = options.noAnswerThreshold;
  predictOptions.maxWindows = options.passages;
  try {
    ProgressBar progress(run.toAsk().size());
    std::set<std::string> warned;
    run.answer(
        predictor, std::move(opened.documents),
        [loaders = std::make_shared<const documents::LoaderRegistry>(app::makeLoaders())](
            const std::filesystem::path& path) { return loaders->load(path, stopToken()); },
        predictOptions, stopToken(),
        [&](std::size_t question, const batch::BatchAnswer& answer) {
          if (!answer.error.empty()) {
            progress.report("question '" + shortened(answer.question.text) + "': " + answer.error);
          }
          for (const std::string& warning : answer.warnings) {
            if (!warned.insert(warning).second) continue;
            progress.report("warning, question " + std::to_string(question + 1) + ": " + warning);
          }
          progress.advance();
        });
  } catch (...) {
    if (const std::size_t left = run.toAsk().size(); !run.writtenTo().empty()) {
      const std::size_t all = run.questions().size();
      report("stopped after " + std::to_string(all - left) + " of " + std::to_string(all) +
             " questions; their answers are in " + quoted(run.writtenTo()) +
             (run.writtenTo() == options.answers ? "" : ", " + quoted(options.answers) + " is as it was"));
    }
    throw;
  }
  const auto hasFailed = [](const batch::BatchAnswer& answer) { return !answer.error.empty(); };
  if (const auto scores = batch::scoresOf(run.answers())) {
    const auto isLeftOut = [&](const batch::BatchAnswer& answer) {
      return hasFailed(answer) && answer.question.expected;
    };
    report(inWords(*scores, std::ranges::count_if(run.answers(), isLeftOut)));
  }
  if (std::ranges::any_of(run.answers(), hasFailed) || opened.someFailed) throw SomeFailed();
}

}  // namespace

void addBatchCommand(CLI::App& program) {
  auto options = std::make_shared<BatchOptions>();
  CLI::App& command =
      *program.add_subcommand("batch", "Answer a file of questions from documents; writes CSV or JSON lines");
  addModelOption(command, options->model);
  command
      .add_option(
          "QUESTIONS", options->questions,
          "Questions: TXT, one a line; CSV or TSV, a column headed \"question\", or one a line; JSONL, an "
          "object with \"question\" a line; JSON, SQuAD 1.1 or 2.0")
      ->required()
      ->type_name("");
  command
      .add_option("--docs", options->documents, "Documents to read for questions that name none themselves")
      ->type_name("DOC");
  command
      .add_option("--out", options->answers,
                  "Write the answers here, CSV or, where the name ends in .jsonl, JSON lines")
      ->required()
      ->type_name("FILE");
  command.add_flag(
      "--resume", options->resume,
      "Go on where a stopped run was: keep the answers that the file holds, and ask the others, those that "
      "failed again. Documents, reader and options are to be the same. Without it, what a stopped run left "
      "is not replaced");
  addNoAnswerThresholdOption(command, options->noAnswerThreshold);
  addPassagesOption(command, options->passages);
  command.footer(
      R"(Beside "question" there may be "id"; "document", the file that the question is asked of, from the folder of the
questions; and "expected", its right answer, by which the answers are scored by SQuAD's rules: several stand between
"|" or are a list in JSON lines, none says that there is no answer. SQuAD's questions are asked of their paragraphs.

Columns of answers: id (where any question has one), question, asked_of (where any names a document), answer (empty: none), confidence,
no_answer_probability, document, page, start, end, error. JSON lines have the same, as askedOf and noAnswerProbability,
and null for what is empty; where there is none, id and askedOf are left out.
Start and end are UTF-16 units into the document's text, without Markdown's or HTML's marks.

Examples:
  lectern batch questions.txt --docs book.md --out answers.csv
  lectern batch questions.csv --docs report.pdf notes.html --out answers.csv
  lectern batch questions.jsonl --docs report.pdf --out answers.jsonl --resume
  lectern batch dev-v2.0.json --out answers.csv)");
  command.callback([options] { answerFile(*options); });
}

}  // namespace lectern::cli
