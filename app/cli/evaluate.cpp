#include "app/cli/evaluate.h"

#include <CLI/CLI.hpp>
#include <optional>

#include "app/cli/exit_code.h"
#include "app/cli/output.h"
#include "core/evaluation/squad_metrics.h"

namespace lectern::cli {
namespace {

struct EvaluateOptions {
  std::string data;
  std::string predictions;
  std::string noAnswer;
  std::string confidence;
  std::optional<double> noAnswerThreshold;
};

void evaluate(const EvaluateOptions& options) {
  if (options.noAnswerThreshold && options.noAnswer.empty())
    throw UsageError("--na-prob-thresh needs --na-prob");
  const data::SquadDataset dataset = data::readSquad(options.data, data::GoldAnswers::Worded);
  const data::Predictions predictions = data::readPredictions(options.predictions);
  data::Probabilities noAnswer;
  if (!options.noAnswer.empty()) noAnswer = data::readProbabilities(options.noAnswer);
  evaluation::SquadScores scores =
      evaluation::evaluateSquad(dataset, predictions, options.noAnswer.empty() ? nullptr : &noAnswer,
                                options.noAnswerThreshold.value_or(1.0));
  if (!options.confidence.empty()) {
    const data::Probabilities confidences = data::readProbabilities(options.confidence);
    scores.reliability = evaluation::reliability(evaluation::forecastsOf(dataset, predictions, confidences));
  }
  if (!scores.missing.empty()) {
    report(std::to_string(scores.missing.size()) + " of " + std::to_string(dataset.questionCount()) +
           " questions have no prediction and " + (scores.countsMissing ? "score 0" : "are left out") +
           ", the first of them '" + scores.missing.front() + "'");
  }
  print(evaluation::toJson(scores) + "\n");
}

}  // namespace

void addEvaluateCommand(CLI::App& program) {
  auto options = std::make_shared<EvaluateOptions>();
  CLI::App& command = *program.add_subcommand(
      "evaluate", "Score predictions by the official SQuAD rules, of 1.1 or 2.0; prints JSON");
  command.add_option("--data", options->data, "Questions and gold answers, SQuAD 1.1 or 2.0 JSON")
      ->required()
      ->type_name("FILE");
  command.add_option("--predictions", options->predictions, "JSON object of question ids and answer texts")
      ->required()
      ->type_name("FILE");
  command
      .add_option("--na-prob", options->noAnswer,
                  "JSON object of question ids and probabilities that there is no answer; with it 2.0's "
                  "rules hold for 1.1's data too, and questions without a prediction are left out")
      ->type_name("FILE");
  command
      .add_option("--na-prob-thresh", options->noAnswerThreshold,
                  "Answers with a no-answer probability above this count as none; needs --na-prob")
      ->default_str("1")
      ->type_name("P");
  command
      .add_option(
          "--confidence", options->confidence,
          "JSON object of question ids and probabilities that the answer is right, as 'predict' writes it; "
          "tells how far they can be believed")
      ->type_name("FILE");
  command.footer(R"(Examples:
  lectern evaluate --data dev-v1.1.json --predictions predictions.json
  lectern evaluate --data dev-v2.0.json --predictions predictions.json --na-prob na.json --na-prob-thresh 0.4
  lectern evaluate --data dev-v2.0.json --predictions predictions.json --confidence confidence.json)");
  command.callback([options] { evaluate(*options); });
}

}  // namespace lectern::cli
