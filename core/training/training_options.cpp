#include "core/training/training_options.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/reader/word_table.h"
#include "core/training/new_reader.h"

namespace lectern::training {
namespace {

void require(bool holds, const char* what) {
  if (!holds) throw std::invalid_argument(what);
}

}  // namespace

void check(const TrainingOptions& options) {
  require(!options.data.empty(), "training needs at least one data file");
  require(!options.from.empty() || !options.vectors.empty(), "a new reader needs word vectors");
  require(options.from.empty() || options.vectors.empty(),
          "a run that goes on from a bundle keeps the bundle's word vectors: leave out others");
  require(!options.output.empty(), "training needs a folder for the bundle");
  require(!options.checkpoint.empty(), "training needs a checkpoint file");
  reader::check(newReader(options.network));
  const bool answers = options.objective == Objective::Answers;
  require(answers || (options.validation.empty() && options.teachers.empty()),
          "who learns words alone cannot be validated on questions or taught to answer them");
  require(answers || options.cropShare == 0,
          "who learns words alone reads whole paragraphs: nothing can be cropped");
  require(
      answers || options.weightDecay == 0,
      "who learns words alone must not let weights decay: the layers that do not learn would only shrink");
  require(!answers || options.states.empty(), "only who learns words can learn states of words beside them");
  require(options.steps >= 1, "steps must be at least 1");
  require(options.batchSize >= 1, "the batch size must be at least 1");
  require(options.learningRate > 0, "the learning rate must be above 0");
  require(options.lastRate >= 0 && options.lastRate <= options.learningRate,
          "the last rate must be between 0 and the learning rate");
  require(options.warmupSteps >= 0 && options.warmupSteps < options.steps,
          "warm-up must be shorter than the run");
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
  const std::size_t colon = worker.rendezvous.rfind(':');
  const bool isPlace = colon != std::string::npos && colon > 0 && colon + 1 < worker.rendezvous.size() &&
                       worker.rendezvous.find_first_not_of("0123456789", colon + 1) == std::string::npos;
  require(worker.world == 1 || isPlace, "several workers need a rendezvous HOST:PORT");
}

std::string fingerprint(const TrainingOptions& options) {
  nlohmann::ordered_json json = {
      {"reading", reader::kReadingVersion},
      {"data", nlohmann::json::array()},
      {"validation", options.validation.filename().string()},
      {"vectors", options.vectors.filename().string()},
      {"from", options.from.filename().string()},
      {"objective", options.objective == Objective::Words ? "words" : "answers"},
      {"language", options.network.language},
      {"attentionScore", options.network.attentionScore},
      {"hiddenSize", options.network.hiddenSize},
      {"characterFilters", options.network.characterFilters},
      {"highwayLayers", options.network.highwayLayers},
      {"gatedFusion", options.network.gatedFusion},
      {"historyOfWord", options.network.historyOfWord},
      {"selfAttentionHeads", options.network.selfAttentionHeads},
      {"alignedSize", options.network.alignedSize},
      {"supportSize", options.network.supportSize},
      {"spanLstms", options.network.spanLstms},
      {"maxAnswerTokens", options.network.maxAnswerTokens},
      {"wordVectors", options.wordVectors},
      {"minTrainedWordCount", options.minTrainedWordCount},
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
      {"roundFactors", options.roundFactors},
      {"seed", options.seed},
      {"validateEvery", options.validateEvery},
      {"validationQuestions", options.validationQuestions},
      {"patience", options.patience},
  };
  for (const auto& path : options.data) {
    std::error_code absent;  // is told by who reads it
    json["data"].push_back({path.filename().string(), std::filesystem::file_size(path, absent)});
  }
  if (!options.states.empty()) json["states"] = options.states.filename().string();
  for (const auto& path : options.teachers) json["teachers"].push_back(path.filename().string());
  return json.dump();
}

}  // namespace lectern::training
