#include "app/cli/train.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>

#include "app/cli/exit_code.h"
#include "app/cli/interruption.h"
#include "app/cli/local_workers.h"
#include "app/cli/output.h"
#include "core/base/error.h"
#include "core/training/trainer.h"

namespace lectern::cli {
namespace {

constexpr const char* kOfNewReader = "A new reader, not with --from";

std::string duration(double seconds) {
  const auto minutes = static_cast<long>(seconds / 60);
  char text[32];
  std::snprintf(text, sizeof text, "%ld:%02ld h", minutes / 60, minutes % 60);
  return text;
}

/// Prints where a run is, a line at a time, on the error stream.
class Printer : public training::TrainingObserver {
 public:
  explicit Printer(training::Objective objective)
      : examples_(objective == training::Objective::Answers ? "questions" : "paragraphs") {}

  void onMessage(const std::string& message) override { std::cerr << message << std::endl; }

  void onProgress(const training::TrainingProgress& progress) override {
    char line[160];
    std::snprintf(line, sizeof line, "step %lld of %lld  loss %.3f  rate %.2e  %.1f %s/s  %s left",
                  static_cast<long long>(progress.step), static_cast<long long>(progress.steps),
                  progress.loss, progress.learningRate, progress.examplesPerSecond, examples_,
                  duration(progress.secondsLeft).c_str());
    std::cerr << line << std::endl;
  }

  void onValidation(std::int64_t step, const evaluation::SquadScores& scores, bool isBest) override {
    const evaluation::GroupScores& shown = scores.hasAnswer ? *scores.hasAnswer : scores.all;
    char line[160];
    std::snprintf(line, sizeof line,
                  "step %lld  validation: EM %.2f  F1 %.2f of answerable, F1 %.2f of all at best%s",
                  static_cast<long long>(step), shown.exact, shown.f1,
                  scores.best ? scores.best->f1 : scores.all.f1, isBest ? "  (best so far)" : "");
    std::cerr << line << std::endl;
  }

 private:
  const char* examples_;
};

/// One of several workers on this machine that is not the first, which speaks for it: of files it meets the
/// same errors, and without it nobody works.
[[noreturn]] void trainSilently(const training::TrainingOptions& options) {
  const auto tell = [&](const std::exception& error) {
    report("worker " + std::to_string(options.worker.rank) + ": " + error.what());
  };
  try {
    training::TrainingObserver silent;
    training::train(options, silent, stopToken());
  } catch (const ModelError& error) {
    tell(error);
  } catch (const Error&) {
  } catch (const std::exception& error) {
    tell(error);
  }
  std::_Exit(kDone);
}

/// "runs/en/" names the folder "runs/en".
void dropLastSlash(std::filesystem::path& folder) {
  if (!folder.has_filename()) folder = folder.parent_path();
}

void train(training::TrainingOptions& options, int workerCount) {
  dropLastSlash(options.output);
  dropLastSlash(options.from);
  for (std::filesystem::path& teacher : options.teachers) dropLastSlash(teacher);
  if (options.checkpoint.empty()) options.checkpoint = options.output.string() + ".checkpoint";
  try {
    training::check(options);
  } catch (const std::invalid_argument& error) {
    throw UsageError(error.what());
  }
  if (workerCount > 1 && (options.worker.world > 1 || !options.worker.rendezvous.empty())) {
    throw UsageError(
        "--workers starts them all here; --rank, --world and --rendezvous are for one of several");
  }
  std::optional<LocalWorkers> workers;
  if (workerCount > 1) {
    workers.emplace(workerCount, options.worker);
    if (options.worker.rank > 0) trainSilently(options);
  }
  Printer printer(options.objective);
  const training::TrainingResult result = training::train(options, printer, stopToken());
  if (workers) workers->wait();
  if (options.worker.rank > 0 || !result.isWritten) return;
  std::cerr << "wrote '" << options.output.string() << "': average of step " << result.bestStep;
  if (!options.validation.empty()) {
    char figures[80];
    std::snprintf(figures, sizeof figures, ", F1 %.2f of answerable questions, %.2f of all",
                  result.answerableF1, result.f1);
    std::cerr << figures;
  }
  std::cerr << std::endl;
}

/// Adds an option whose default is the value that stands there.
template <class Value>
CLI::Option* add(CLI::App& command, const char* name, Value& value, const char* description) {
  CLI::Option* option = command.add_option(name, value, description)->capture_default_str();
  if constexpr (std::is_unsigned_v<Value>) {  // else a number below 0 is taken as a very large one
    option->check(CLI::Range(int64_t{0}, std::numeric_limits<int64_t>::max()).description(""));
  }
  if constexpr (std::is_arithmetic_v<Value>) option->type_name(std::is_integral_v<Value> ? "N" : "X");
  return option;
}

void addFiles(CLI::App& command, training::TrainingOptions& options) {
  command
      .add_option("--data", options.data,
                  "Questions to train on, SQuAD 1.1 or 2.0 JSON; several may be named")
      ->required()
      ->type_name("FILE");
  command
      .add_option("--validation", options.validation, "Questions to choose the best weights by, SQuAD JSON")
      ->type_name("FILE");
  command.add_option("--vectors", options.vectors, "Word vectors, GloVe text")
      ->type_name("FILE")
      ->group(kOfNewReader);
  command
      .add_option_function<std::string>(
          "--objective",
          [&options](const std::string& name) {
            if (name != "answers" && name != "words") {
              throw CLI::ValidationError("--objective", "must be 'answers' or 'words'");
            }
            options.objective = name == "words" ? training::Objective::Words : training::Objective::Answers;
          },
          "What is learned: 'answers'; or 'words': only which words follow and precede one another, for a "
          "later run to begin from (--from)")
      ->type_name("answers|words")
      ->default_str("answers");
  command
      .add_option(
          "--states", options.states,
          "With --objective words: what another encoder makes of the words of --data in context, to be "
          "learned as well (safetensors, see README)")
      ->type_name("FILE");
  command
      .add_option("--from", options.from,
                  "Bundle to go on from (fine-tuning), with its network and its word vectors")
      ->type_name("DIR");
  command
      .add_option(
          "--teacher", options.teachers,
          "Trained readers that say where answers are, beside the gold ones (distillation); or files "
          "in which a reader of another kind says it of the questions of --data (safetensors, see README)")
      ->type_name("DIR|FILE");
  command.add_option("--out", options.output, "Folder of the new bundle")->required()->type_name("DIR");
  command
      .add_option("--checkpoint", options.checkpoint,
                  "Checkpoint file; the log stands beside it [OUT.checkpoint]")
      ->type_name("FILE");
  add(command, "--name", options.name, "Name of the bundle");
  add(command, "--reader-version", options.version, "Version of the bundle");
  command.add_option("--data-note", options.dataNote, "For the model card: sources and licences of the data")
      ->type_name("TEXT");
}

/// What a bundle that is gone on from has already.
void addNetwork(CLI::App& command, training::TrainingOptions& options) {
  reader::ReaderOptions& network = options.network;
  const auto ofNewReader = [&](const char* name, auto& value, const char* description) {
    return add(command, name, value, description)->group(kOfNewReader);
  };
  const auto size = [&](const char* name, int64_t reader::ReaderOptions::*number, const char* description) {
    const auto [least, most] = reader::limitsOf(number);
    ofNewReader(name, network.*number, description)->check(CLI::Range(least, most).description(""));
  };
  ofNewReader("--language", network.language, "Language of the reader, ISO 639-1");
  ofNewReader(
      "--attention", network.attentionScore,
      "Score function: dot, general, scaled_dot, additive, cosine, manhattan, trilinear or symmetric");
  size("--hidden", &reader::ReaderOptions::hiddenSize, "Size of one direction of each LSTM");
  size("--character-filters", &reader::ReaderOptions::characterFilters,
       "Features that the character CNN gives a word");
  size("--highway", &reader::ReaderOptions::highwayLayers,
       "Highway layers over a word's vector and characters");
  size("--gated-fusion", &reader::ReaderOptions::gatedFusion,
       "1: what is attended to comes in through gates; 0: through a ReLU layer");
  size("--history-of-word", &reader::ReaderOptions::historyOfWord,
       "1: attention between question and passage compares words beside states; 0: states alone");
  size("--heads", &reader::ReaderOptions::selfAttentionHeads, "Heads of the self-attention");
  size("--aligned", &reader::ReaderOptions::alignedSize,
       "Features by which words of question and passage are aligned before they are read; 0: none");
  size("--support", &reader::ReaderOptions::supportSize,
       "Features by which \"no answer\" compares the question's words with the passage's; 0: none");
  size("--span-lstms", &reader::ReaderOptions::spanLstms, "LSTMs that read off the answer's ends: 0, 1 or 2");
  size("--answer-tokens", &reader::ReaderOptions::maxAnswerTokens, "Tokens of the longest answer");
  ofNewReader("--words", options.wordCount, "Most frequent words of the vectors that the bundle keeps");
}

void addSchedule(CLI::App& command, training::TrainingOptions& options) {
  add(command, "--steps", options.steps, "Steps of the whole run");
  add(command, "--batch", options.batchSize, "Questions, or paragraphs, a step, of all workers together");
  add(command, "--rate", options.learningRate, "Learning rate after warm-up");
  add(command, "--last-rate", options.lastRate,
      "Learning rate at the end, to which it falls linearly; above 0 for a run that another one goes on "
      "from");
  add(command, "--warmup", options.warmupSteps, "Steps of warm-up");
  add(command, "--weight-decay", options.weightDecay,
      "How much weights shrink: by this times the rate each step (AdamW)");
  add(command, "--clip", options.clipNorm, "Largest norm of the gradients");
  add(command, "--dropout", options.dropout, "Share of features dropped");
  add(command, "--average", options.averageDecay, "Decay of the weights' moving average");
  add(command, "--start-share", options.startShare,
      "Share that the weights it goes on from keep in the bundle: it forgets less of what they could");
  add(command, "--distractors", options.distractorRate,
      "Share of questions that also see another paragraph of the article");
  add(command, "--teacher-share", options.teacherShare,
      "Weight of the teachers' answers, the rest the gold ones'");
  add(command, "--crop-share", options.cropShare,
      "Share of the run, from its start, that reads short crops of the passages: much faster");
  add(command, "--crop-tokens", options.cropTokens, "Tokens of a crop");
  command.add_flag("--bfloat16", options.usesBFloat16,
                   "Multiply in bfloat16 where the processor can: faster");
  add(command, "--seed", options.seed, "Seed of all random draws");
  add(command, "--validate-every", options.validateEvery, "Steps between validations");
  add(command, "--validation-questions", options.validationQuestions, "Questions of a validation; 0: all");
  add(command, "--patience", options.patience, "Stop after so many validations without improvement");
  add(command, "--checkpoint-every", options.checkpointEvery, "Steps between checkpoints");
}

void addWorkers(CLI::App& command, training::WorkerOptions& worker, int& count) {
  command.add_option("--workers", count, "Processes on this machine that share the work, one core each")
      ->check(CLI::Range(1, 256).description(""))
      ->capture_default_str()
      ->type_name("N");
  add(command, "--rank", worker.rank, "Which of the workers on several machines this one is, from 0");
  add(command, "--world", worker.world, "Workers on all machines together");
  command.add_option("--rendezvous", worker.rendezvous, "Where they meet: the machine of rank 0")
      ->type_name("HOST:PORT");
}

}  // namespace

void addTrainCommand(CLI::App& program) {
  auto options = std::make_shared<training::TrainingOptions>();
  auto workerCount = std::make_shared<int>(1);
  CLI::App& command =
      *program.add_subcommand("train", "Train a reader; a stopped run goes on from its checkpoint");
  addFiles(command, *options);
  addNetwork(command, *options);
  addSchedule(command, *options);
  addWorkers(command, options->worker, *workerCount);
  command.footer(R"(Examples:
  lectern train --data train-v2.0.json --validation dev.json --vectors glove.6B.100d.txt --out runs/en
  lectern train --data train-v2.0.json --vectors glove.6B.100d.txt --out runs/en --workers 2 --batch 64
  lectern train --data my-questions.json --from models/en --out runs/mine --steps 500 --warmup 50 --rate 0.0003)");
  command.callback([&command, options, workerCount] {
    // A bundle that is gone on from has a network and words already.
    for (const CLI::Option* option : command.get_options()) {
      if (!options->from.empty() && option->get_group() == kOfNewReader && !option->empty()) {
        throw CLI::ExcludesError("--from", option->get_name());
      }
    }
    train(*options, *workerCount);
  });
}

}  // namespace lectern::cli
