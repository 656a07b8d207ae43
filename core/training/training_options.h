#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/reader/options.h"

namespace lectern::training {

/// What a run teaches.
enum class Objective {
  Answers,  ///< to answer questions
  Words     ///< the word layers and the encoder alone: which words follow and precede a passage's words
};

/// One of the processes that train a reader together.
struct WorkerOptions {
  int rank = 0;            ///< 0…world - 1; the first validates, reports and writes
  int world = 1;           ///< how many there are
  std::string rendezvous;  ///< HOST:PORT of the first, where they meet; not used by one alone
};

/// A training run. What a resumed run must share with the one it goes on is compared with the checkpoint.
struct TrainingOptions {
  std::vector<std::filesystem::path> data;  ///< SQuAD JSON to train on
  std::filesystem::path validation;         ///< SQuAD JSON to choose by
  std::filesystem::path vectors;            ///< GloVe text; empty with `from`, which has its own
  std::filesystem::path states;             ///< ContextStates of `data`, to learn beside words; or empty
  std::filesystem::path from;               ///< bundle to go on from (fine-tuning); empty: a new reader
  std::filesystem::path output;             ///< folder of the bundle
  std::filesystem::path checkpoint;         ///< file of the checkpoint; the log stands beside it
  std::string name = "en";                  ///< of the bundle
  std::string version = "1.0";              ///< of the bundle
  std::string dataNote;                     ///< Markdown for the model card: sources and licences of the data

  Objective objective = Objective::Answers;
  reader::ReaderOptions network;    ///< of a new reader; its words and alphabet are those of the data
  std::size_t wordCount = 150'000;  ///< most frequent words of `vectors` that the bundle keeps

  std::int64_t steps = 9'000;      ///< optimizer steps of the whole run
  std::size_t batchSize = 32;      ///< questions, or passages, a step, of all workers together
  double learningRate = 1e-3;      ///< of Adam, after warm-up; falls in a line
  double lastRate = 0;             ///< to which it falls; above 0 for a reader that another run goes on from
  std::int64_t warmupSteps = 200;  ///< steps in which the rate rises from 0
  double weightDecay = 0;          ///< a step shrinks all weights by this times its rate (AdamW)
  double clipNorm = 5;             ///< largest norm of all gradients together
  double dropout = 0.2;            ///< share of features dropped (variational)
  double averageDecay = 0.999;     ///< of the exponential moving average of the weights
  double startShare = 0;           ///< share of `from`'s weights in the bundle's (Wortsman et al. 2022)
  double distractorRate = 0.2;     ///< share of questions that also see another paragraph of the article
  /// What says where answers are, beside the gold ones: bundles, or files of `readTeacherFile` made of `data`
  std::vector<std::filesystem::path> teachers;
  double teacherShare = 0.5;  ///< weight of the teachers' answers, if there are any, the rest the gold ones'
  double cropShare = 0;       ///< share of the run, from its start, that reads short crops of passages
  std::size_t cropTokens = 80;  ///< longest crop, at least the longest answer, which is in it
  bool usesBFloat16 = false;    ///< multiply in bfloat16 where the processor can: faster
  std::uint64_t seed = 1;

  std::int64_t validateEvery = 1'000;       ///< steps
  std::size_t validationQuestions = 2'000;  ///< of the validation set, evenly drawn, while training; 0: all
  int patience = 5;                         ///< validations without gain after which the run stops
  std::int64_t checkpointEvery = 200;       ///< steps

  WorkerOptions worker;  ///< which part of the work is done here
};

/// Throws std::invalid_argument that says which option is missing or out of range.
void check(const TrainingOptions& options);

/// What of the options decides the weights, in words: equal for two runs that can go on from one another's
/// checkpoint. The number of workers may differ, which decides what dropout drops and, of words, among which
/// others each is foretold: those of a worker's own paragraphs.
std::string fingerprint(const TrainingOptions& options);

}  // namespace lectern::training
