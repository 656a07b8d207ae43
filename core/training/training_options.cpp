#include "core/training/training_options.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/reader/reader_bundle.h"
#include "core/reader/sha256.h"
#include "core/reader/word_table.h"

namespace lectern::training {
namespace {

void require(bool holds, const std::string& what) {
  if (!holds) throw std::invalid_argument(what);
}

/// Whether it is HOST:PORT.
bool isPlace(const std::string& rendezvous) {
  const std::size_t colon = rendezvous.rfind(':');
  if (colon == std::string::npos || colon == 0) return false;
  std::uint16_t port = 0;
  const char *const begin = rendezvous.data() + colon + 1, *const end = rendezvous.data() + rendezvous.size();
  const auto [read, error] = std::from_chars(begin, end, port);
  return error == std::errc() && read == end && port > 0;
}

/// What tells a file that is learned from, or a bundle, from another of its name: its content; only its name
/// where it cannot be read, which is told by who reads it.
nlohmann::ordered_json identityOf(const std::filesystem::path& path) {
  std::error_code absent;
  const std::string name = path.filename().string();
  try {
    if (std::filesystem::is_directory(path, absent)) {
      return {name, reader::ReaderBundle::readManifest(path).networkId()};
    }
    if (std::filesystem::is_regular_file(path, absent)) return {name, reader::sha256OfFile(path)};
  } catch (const Error&) {
    // It cannot be read.
  }
  return name;
}

}  // namespace

void check(const TrainingOptions& options) {
  require(!options.data.empty(), "training needs at least one data file");
  require(!options.from.empty() || !options.vectors.empty(),
          "a new reader needs word vectors; another run begins with a reader to go on from");
  require(options.from.empty() || options.vectors.empty(),
          "a run that goes on from a bundle keeps the bundle's word vectors: leave out others");
  require(!options.output.empty(), "training needs a folder for the bundle");
  require(options.from.empty() || !isSameFile(options.from, options.output),
          "a run cannot write its bundle over the one that it goes on from: it could not be begun again");
  for (const std::filesystem::path& teacher : options.teachers) {
    require(!isSameFile(teacher, options.output),
            "a run cannot write its bundle over one of its teachers: it could not be begun again");
  }
  require(!options.checkpoint.empty(), "training needs a checkpoint file");
  require(!isSameFile(options.checkpoint, options.output),
          "the checkpoint and the bundle's folder must have names of their own");
  reader::check(options.network);
  require(options.wordCount >= 1, "a new reader needs at least one word");
  const bool answers = options.objective == Objective::Answers;
  require(answers || (options.validation.empty() && options.teachers.empty()),
          "with the objective 'words' there are no questions: leave out validation and teachers");
  require(answers || options.cropShare == 0,
          "the crop share must be 0 with the objective 'words', which reads whole paragraphs");
  require(
      answers || options.weightDecay == 0,
      "the weight decay must be 0 with the objective 'words': layers that do not learn would only shrink");
  require(!answers || options.states.empty(), "states of words are learned with the objective 'words' alone");
  require(options.steps >= 1, "steps must be at least 1");
  require(options.batchSize >= 1, "the batch size must be at least 1");
  require(options.learningRate > 0, "the learning rate must be above 0");
  require(options.lastRate >= 0 && options.lastRate <= options.learningRate,
          "the last rate must be between 0 and the learning rate");
  require(options.warmupSteps >= 0 && options.warmupSteps < options.steps,
          "the warm-up, " + std::to_string(options.warmupSteps) + " steps, must be shorter than the run, " +
              std::to_string(options.steps));
  require(options.weightDecay >= 0 && options.weightDecay * options.learningRate < 1,
          "the weight decay must be at least 0, and below 1 when multiplied by the rate");
  require(options.clipNorm > 0, "the clip norm must be above 0");
  require(options.dropout >= 0 && options.dropout < 1, "dropout must be at least 0 and below 1");
  require(options.averageDecay >= 0 && options.averageDecay < 1,
          "the decay of the average must be at least 0 and below 1");
  require(options.startShare >= 0 && options.startShare < 1,
          "the share of the start must be at least 0 and below 1");
  require(options.startShare == 0 || !options.from.empty(),
          "only a run that goes on from a bundle can keep a share of its start");
  require(options.distractorRate >= 0 && options.distractorRate <= 1, "the distractor rate must be in 0…1");
  require(options.teacherShare >= 0 && options.teacherShare <= 1, "the teachers' share must be in 0…1");
  require(options.cropShare >= 0 && options.cropShare <= 1, "the share of cropped steps must be in 0…1");
  require(options.cropTokens >= 20, "a crop must have at least 20 tokens");
  require(options.validateEvery >= 1 && options.checkpointEvery >= 1 && options.patience >= 1,
          "intervals and patience must be at least 1");
  const WorkerOptions& worker = options.worker;
  require(worker.world >= 1 && worker.rank >= 0 && worker.rank < worker.world,
          "the rank must be below the number of workers");
  require(worker.world == 1 || isPlace(worker.rendezvous), "several workers need a rendezvous HOST:PORT");
}

std::string fingerprint(const TrainingOptions& options) {
  nlohmann::ordered_json json = {
      {"reading", reader::kReadingVersion},
      {"data", nlohmann::json::array()},
      {"validation", identityOf(options.validation)},
      {"vectors", identityOf(options.vectors)},
      {"from", identityOf(options.from)},
      {"objective", options.objective == Objective::Words ? "words" : "answers"},
      {"network", nlohmann::json(options.network)},
      {"wordCount", options.wordCount},
      {"steps", options.steps},
      {"batchSize", options.batchSize},
      {"learningRate", options.learningRate},
      {"lastRate", options.lastRate},
      {"warmupSteps", options.warmupSteps},
      {"weightDecay", options.weightDecay},
      {"clipNorm", options.clipNorm},
      {"dropout", options.dropout},
      {"averageDecay", options.averageDecay},
      {"startShare", options.startShare},
      {"distractorRate", options.distractorRate},
      {"teachers", nlohmann::json::array()},
      {"teacherShare", options.teacherShare},
      {"cropShare", options.cropShare},
      {"cropTokens", options.cropTokens},
      {"usesBFloat16", options.usesBFloat16},
      {"seed", options.seed},
      {"validateEvery", options.validateEvery},
      {"validationQuestions", options.validationQuestions},
      {"patience", options.patience},
  };
  for (const auto& path : options.data) json["data"].push_back(identityOf(path));
  if (!options.states.empty()) json["states"] = identityOf(options.states);
  for (const auto& path : options.teachers) json["teachers"].push_back(identityOf(path));
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);  // of names of files
}

}  // namespace lectern::training
