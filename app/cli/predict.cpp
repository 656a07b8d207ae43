#include "app/cli/predict.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <functional>
#include <iterator>
#include <numeric>
#include <set>

#include "app/cli/exit_code.h"
#include "app/cli/interruption.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/reading.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/parallel.h"
#include "core/base/progress.h"
#include "core/data/predictions.h"
#include "core/data/squad.h"
#include "core/text/unicode.h"

namespace lectern::cli {
namespace {

struct PredictCommandOptions {
  std::string model;
  std::string data;
  std::string predictions;
  std::string noAnswer;
  std::string confidence;
  std::size_t passages = answering::PredictOptions().maxWindows;
  unsigned threads = 0;
};

/// A paragraph's questions and what became of them.
struct Item {
  const data::SquadParagraph* paragraph;
  std::vector<answering::Prediction> predictions = {};  ///< of the first ones; fewer where the reader failed
  std::set<std::size_t> failed = {};                    ///< those of them that could not be read

  bool someFailed() const { return !failed.empty() || predictions.size() < paragraph->questions.size(); }
};

std::vector<Item> itemsOf(const data::SquadDataset& dataset) {
  std::vector<Item> items;
  for (const data::SquadParagraph* paragraph : dataset.paragraphs()) {
    if (!paragraph->questions.empty()) items.push_back({paragraph});
  }
  return items;
}

void answer(const answering::Predictor& predictor, const answering::PredictOptions& options, Item& item,
            ProgressBar& progress) {
  const std::vector<data::SquadQuestion>& all = item.paragraph->questions;
  const std::size_t most = answering::Predictor::questionsTogether(item.paragraph->context.size());
  while (item.predictions.size() < all.size()) {
    const std::size_t begin = item.predictions.size();
    std::vector<std::u16string> questions;
    for (std::size_t i = begin; i < std::min(begin + most, all.size()); ++i)
      questions.push_back(all[i].question);
    const auto tellFailed = [&](std::size_t question, const std::string& why) {
      progress.report("question " + quoted(all[begin + question].id) + ": " + why);
      item.failed.insert(begin + question);
    };
    std::ranges::move(
        predictor.predictApart(item.paragraph->context, questions, options, stopToken(), tellFailed),
        std::back_inserter(item.predictions));
    progress.advance(questions.size());
  }
}

/// Answers all items, several at a time; those that fail are reported. Throws CancelledError, and what is no
/// fault of a question.
void answerAll(const answering::Predictor& predictor, const PredictCommandOptions& options,
               std::vector<Item>& items) {
  // The cores are used by paragraphs side by side, those that take long first.
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) {
    return items[i].paragraph->context.size() * items[i].paragraph->questions.size();
  });
  const unsigned threads = threadCount(options.threads);
  answering::PredictOptions predictOptions;
  predictOptions.maxAnswers = 1;
  predictOptions.maxWindows = options.passages;
  predictOptions.threads =
      std::max(1U, threads / static_cast<unsigned>(std::max<std::size_t>(items.size(), 1)));

  std::size_t questions = 0;
  for (const Item& item : items) questions += item.paragraph->questions.size();
  ProgressBar progress(questions);
  forEachInParallel(items.size(), threads, [&](std::size_t next) {
    const std::size_t i = order[next];
    throwIfStopped(stopToken());
    try {
      answer(predictor, predictOptions, items[i], progress);
    } catch (const CancelledError&) {
      throw;
    } catch (const Error& error) {
      progress.report("the paragraph of question '" + items[i].paragraph->questions.front().id +
                      "': " + error.what());
      progress.advance(items[i].paragraph->questions.size() - items[i].predictions.size());
    }
  });
}

/// Where what is answered is written.
struct Outputs {
  std::filesystem::path predictions, noAnswer, confidence;  ///< the last two may be empty: not at all
};

/// Where it is written before all is.
Outputs unfinished(const Outputs& outputs) {
  const auto beside = [](const std::filesystem::path& path) {
    return path.empty() ? path : unfinishedPath(path);
  };
  return {beside(outputs.predictions), beside(outputs.noAnswer), beside(outputs.confidence)};
}

/// Writes what is answered so far; the number of questions.
std::size_t write(const std::vector<Item>& items, const Outputs& outputs) {
  data::Predictions predictions;
  data::Probabilities noAnswer, confidence;
  for (const Item& item : items) {
    for (std::size_t q = 0; q < item.predictions.size(); ++q) {
      if (item.failed.contains(q)) continue;
      const answering::Prediction& said = item.predictions[q];
      const std::string& id = item.paragraph->questions[q].id;
      predictions.emplace(id,
                          said.answers.empty() ? std::string() : text::toUtf8(said.answers.front().words));
      noAnswer.emplace_back(id, said.noAnswerProbability);
      confidence.emplace_back(id, said.answers.empty() ? 0 : said.answers.front().confidence);
    }
  }
  if (predictions.empty() && !items.empty()) return 0;
  data::writePredictions(predictions, outputs.predictions);
  if (!outputs.noAnswer.empty()) data::writeProbabilities(noAnswer, outputs.noAnswer);
  if (!outputs.confidence.empty()) data::writeProbabilities(confidence, outputs.confidence);
  return predictions.size();
}

void predict(const PredictCommandOptions& options) {
  requireWritable(options.predictions, {options.data});
  if (!options.noAnswer.empty()) requireWritable(options.noAnswer, {options.data, options.predictions});
  if (!options.confidence.empty())
    requireWritable(options.confidence, {options.data, options.predictions, options.noAnswer});
  const data::SquadDataset dataset = data::readSquad(options.data, data::GoldAnswers::None);
  const answering::Predictor predictor = loadPredictor(options.model);
  std::vector<Item> items = itemsOf(dataset);
  const Outputs outputs{options.predictions, options.noAnswer, options.confidence};
  try {
    answerAll(predictor, options, items);
  } catch (...) {
    const Outputs soFar = unfinished(outputs);
    try {
      if (const std::size_t count = write(items, soFar); count > 0) {
        report("stopped after " + std::to_string(count) + " of " + std::to_string(dataset.questionCount()) +
               " questions; their answers are in " + quoted(soFar.predictions));
      }
    } catch (const FileError& error) {
      report(error.what());  // of the two reasons the other is told last
    }
    throw;
  }
  write(items, outputs);
  if (std::ranges::any_of(items, &Item::someFailed)) throw SomeFailed();
}

}  // namespace

void addPredictCommand(CLI::App& program) {
  auto options = std::make_shared<PredictCommandOptions>();
  CLI::App& command = *program.add_subcommand(
      "predict", "Answer the questions of a SQuAD file; writes the files that 'evaluate' reads");
  addModelOption(command, options->model);
  command.add_option("--data", options->data, "Questions to answer, SQuAD 1.1 or 2.0 JSON")
      ->required()
      ->type_name("FILE");
  command
      .add_option("--predictions", options->predictions,
                  "Write the best answer to every question here, also where there may be none")
      ->required()
      ->type_name("FILE");
  command.add_option("--na-prob", options->noAnswer, "Write the probabilities that there is no answer here")
      ->type_name("FILE");
  command
      .add_option("--confidence", options->confidence,
                  "Write the best answers' probabilities of being right here")
      ->type_name("FILE");
  addPassagesOption(command, options->passages);
  command
      .add_option(
          "--threads", options->threads,
          "Threads, each with a paragraph of its own while there are as many; 0: one a processor core")
      ->capture_default_str()
      ->check(CLI::Range(0, 1024).description(""))
      ->type_name("N");
  command.footer(R"(Examples:
  lectern predict --data dev-v1.1.json --predictions predictions.json
  lectern predict --data dev-v2.0.json --predictions predictions.json --na-prob na.json --confidence confidence.json)");
  command.callback([options] { predict(*options); });
}

}  // namespace lectern::cli
