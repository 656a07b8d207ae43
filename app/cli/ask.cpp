#include "app/cli/ask.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <optional>

#include "app/cli/answer_listing.h"
#include "app/cli/exit_code.h"
#include "app/cli/interruption.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "app/loaders.h"
#include "core/text/ascii.h"
#include "core/text/unicode.h"

namespace lectern::cli {
namespace {

struct AskOptions {
  std::vector<std::string> inputs;  // the documents, then the question
  std::string model;
  std::optional<double> noAnswerThreshold;
  std::size_t passages = answering::PredictOptions().maxWindows;
  std::size_t top = 3;
  bool json = false;
};

/// Takes the question from the end of the documents. Throws UsageError.
std::string takeQuestion(std::vector<std::string>& inputs) {
  std::string last = std::move(inputs.back());
  inputs.pop_back();
  std::error_code error;
  if (std::filesystem::is_regular_file(last, error)) {
    throw UsageError("'" + last + "' is a file: the question is missing; put it last, in quotation marks");
  }
  if (std::filesystem::is_directory(last, error)) {
    throw UsageError("'" + last + "' is a folder: the question is missing; put it last, in quotation marks");
  }
  if (last.find(' ') == std::string::npos && app::makeLoaders().isDocumentName(last)) {
    throw UsageError("there is no file '" + last +
                     "', and the question is missing; put it last, in quotation marks");
  }
  if (inputs.empty()) {
    throw UsageError("a document is missing before '" + last + "', which was taken for the question");
  }
  if (last.find_first_not_of(" \t\r\n") == std::string::npos) throw UsageError("the question is empty");
  const std::filesystem::path before = inputs.back();
  const bool isWord = before.extension().empty() && !std::filesystem::exists(before, error);
  if (inputs.size() > 1 && isWord && last.find(' ') == std::string::npos) {
    throw UsageError("'" + last + "' was taken for the question and '" + inputs.back() +
                     "' for a document; put the question in quotation marks");
  }
  return last;
}

void ask(const AskOptions& options) {
  std::vector<std::string> paths = options.inputs;
  const std::string question = takeQuestion(paths);
  const OpenedDocuments opened = openDocuments(paths);
  const answering::Predictor predictor = loadPredictor(options.model);

  std::vector<std::u16string_view> texts;
  for (const documents::Document& document : opened.documents) texts.emplace_back(document.text);
  answering::PredictOptions predictOptions;
  predictOptions.maxAnswers = options.top;
  predictOptions.noAnswerThreshold = options.noAnswerThreshold;
  predictOptions.maxWindows = options.passages;
  const auto predictions = predictor.predict(texts, text::toUtf16(question), predictOptions, stopToken());

  const AnswerListing listing(question, opened.documents, predictions, options.top);
  if (options.json) {
    print(listing.toJson());
  } else {
    for (const std::string& warning : listing.warnings()) report("warning: " + warning);
    print(listing.toText(canShowBold()));
  }
  if (opened.someFailed) throw SomeFailed();
}

}  // namespace

void addAskCommand(CLI::App& program) {
  auto options = std::make_shared<AskOptions>();
  CLI::App& command =
      *program.add_subcommand("ask", "Ask documents a question; prints the answers, best first");
  command.add_option("DOC", options->inputs, "The documents to read, and last the question")
      ->required()
      ->option_text("... QUESTION");
  addModelOption(command, options->model);
  command.add_option("--top", options->top, "Most answers to print")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000).description(""))
      ->type_name("N");
  addNoAnswerThresholdOption(command, options->noAnswerThreshold);
  addPassagesOption(command, options->passages);
  command.add_flag("--json", options->json, "Print JSON");
  command.footer(
      R"(JSON: question, hasAnswer, noAnswerProbability, answers, passages, passagesRead, warnings; of each answer its text, start
and end, confidence, document, page (null: has none) and sentence. Start and end are UTF-16 units into the document's
text, without Markdown's or HTML's marks.

Examples:
  lectern ask book.pdf "Who invented movable type?"
  lectern ask report.html notes.md "When does it open?" --top 1
  lectern ask book.md "What is lye?" --json | jq -r 'select(.hasAnswer) | .answers[0].text')");
  command.callback([options] { ask(*options); });
}

}  // namespace lectern::cli
