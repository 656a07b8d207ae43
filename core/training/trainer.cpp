#include "core/training/trainer.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/squad.h"
#include "core/nn/precision.h"
#include "core/nn/threads.h"
#include "core/reader/sha256.h"
#include "core/training/calibration.h"
#include "core/training/checkpoint.h"
#include "core/training/context_states.h"
#include "core/training/corpus.h"
#include "core/training/epoch_order.h"
#include "core/training/gradients.h"
#include "core/training/hear_teachers.h"
#include "core/training/language_model.h"
#include "core/training/loss.h"
#include "core/training/meter.h"
#include "core/training/model_card.h"
#include "core/training/new_reader.h"
#include "core/training/teacher.h"
#include "core/training/training_batch.h"
#include "core/training/training_log.h"
#include "core/training/training_state.h"
#include "core/training/validation.h"

namespace lectern::training {
namespace {

constexpr std::int64_t kReportEvery = 50;         // steps
constexpr std::size_t kFewestToCalibrate = 1000;  // questions

std::vector<data::SquadDataset> readAll(const std::vector<std::filesystem::path>& paths) {
  std::vector<data::SquadDataset> datasets;
  for (const auto& path : paths) datasets.push_back(data::readSquad(path));
  return datasets;
}

/// A reader to train: a new one, or a trained one to go on from.
reader::ReaderBundle beginReader(const std::vector<data::SquadDataset>& datasets,
                                 const TrainingOptions& options) {
  torch::manual_seed(options.seed);
  if (options.from.empty()) return makeReader(datasets, options);
  reader::ReaderBundle bundle = reader::ReaderBundle::load(options.from);
  reader::BundleManifest manifest;  // figures and calibration are of the weights it goes on from
  manifest.name = options.name;
  manifest.version = options.version;
  manifest.options = bundle.manifest.options;
  bundle.manifest = std::move(manifest);
  return bundle;
}

/// One run, from its first step or its checkpoint to its bundle.
class Trainer {
 public:
  Trainer(const TrainingOptions& options, TrainingObserver& observer, std::stop_token stop)
      : options_(options),
        fingerprint_(fingerprint(options)),
        observer_(observer),
        stop_(std::move(stop)),
        datasets_(readAll(options.data)),
        bundle_(beginReader(datasets_, options)),
        corpus_(datasets_, bundle_),
        states_(options.states.empty() ? std::nullopt
                                       : std::make_optional<ContextStates>(options.states, datasets_)),
        languageModel_(
            options.objective == Objective::Words
                ? LanguageModel(bundle_.network, bundle_.manifest.options, states_ ? states_->size() : 0)
                : LanguageModel(nullptr)),
        state_(trained(), options.learningRate, options.weightDecay),
        start_(copyWeights(*state_.network)),
        workers_(options.worker),
        lengths_(exampleLengths()) {
    if (lengths_.empty()) throw FormatError("the training data holds nothing that can be learned from");
    if (!options_.validation.empty()) validation_ = data::readSquad(options_.validation);
    sample_ = sample(validation_, options_.validationQuestions);
    const std::string paragraphs = std::to_string(corpus_.passages.size()) + " paragraphs to learn from";
    observer_.onMessage(languageModel_ ? paragraphs
                                       : std::to_string(corpus_.examples.size()) + " questions on " +
                                             paragraphs + "; " + std::to_string(corpus_.leftOut) +
                                             " left out (answer too long or past the window)");
  }

  TrainingResult run() {
    const nn::PrecisionScope scope(options_.usesBFloat16 ? nn::Precision::BFloat16 : nn::Precision::Float32);
    if (workers_.isFirst() && std::filesystem::exists(options_.checkpoint)) {
      loadCheckpoint(state_, fingerprint_, options_.checkpoint);
      observer_.onMessage("going on from step " + std::to_string(state_.step) + " of " +
                          quoted(options_.checkpoint));
    }
    requireSameRun();
    shareState(state_, workers_);
    if (workers_.isFirst()) {
      log_.emplace(std::filesystem::path(options_.checkpoint.string() + ".jsonl"), state_.step);
    }
    if (!options_.teachers.empty()) {
      teacher_ = hearTeachers(options_, datasets_, corpus_, workers_, observer_, stop_);
    }
    datasets_.clear();
    Meter meter(state_.step, options_.steps);
    while (!isOver()) {
      const bool isStopped = trainStep(meter);
      const auto isTime = [&](std::int64_t every) { return state_.step % every == 0 || isOver(); };
      if (isTime(options_.validateEvery)) meter.exclude([&] { validateAverage(); });
      if (isTime(kReportEvery)) report(meter.report(state_.step, learningRate(state_.step - 1)));
      if (isTime(options_.checkpointEvery) || isStopped) save();
      if (isStopped) throwStopped();
    }
    return finish();
  }

 private:
  /// All steps are done, or patience is at its end.
  bool isOver() const {
    return state_.step >= options_.steps || state_.validationsWithoutGain >= options_.patience;
  }

  [[noreturn]] void throwStopped() const {
    if (stop_.stop_requested()) throw CancelledError();
    throw Error("another worker of this run was stopped; the same commands go on from the checkpoint");
  }

  std::shared_ptr<torch::nn::Module> trained() const {
    if (languageModel_) return languageModel_.ptr();
    return bundle_.network.ptr();
  }

  /// Workers that were started with other options or data would learn side by side without a word.
  void requireSameRun() {
    const std::string run = fingerprint_ + std::to_string(corpus_.examples.size()) + ' ' +
                            std::to_string(corpus_.passages.size());
    const std::string sum = reader::sha256(run);
    const torch::Tensor own = torch::tensor(std::vector<int64_t>(sum.begin(), sum.end()), torch::kInt64);
    const torch::Tensor first = own.clone();
    workers_.shareFirst({first});
    if (!first.equal(own)) {
      throw Error("this worker was started with other options or other data than the first one");
    }
  }

  /// Tokens of what is learned from: a question's paragraph, or each paragraph once.
  std::vector<std::size_t> exampleLengths() const {
    std::vector<std::size_t> lengths;
    const auto add = [&](const TrainingPassage& passage) { lengths.push_back(passage.words.size()); };
    if (languageModel_) {
      std::ranges::for_each(corpus_.passages, add);
    } else {
      for (const TrainingExample& example : corpus_.examples) add(corpus_.passages[example.passage]);
    }
    return lengths;
  }

  /// Returns whether any worker was asked to stop.
  bool trainStep(Meter& meter) {
    const auto step = static_cast<std::uint64_t>(state_.step);
    const std::vector<std::size_t>& examples = examplesOf(step);
    torch::manual_seed(mixSeed(options_.seed, step, 2 + static_cast<std::uint64_t>(workers_.rank())));
    state_.network->train();
    bundle_.network->setDropout(options_.dropout);
    const auto meanLoss = [&](std::span<const std::size_t> share) {
      return languageModel_ ? wordLoss(share) : answerLoss(share, step);
    };
    const StepSums sums =
        computeGradients(*state_.network, examples, meanLoss, workers_, stop_.stop_requested());
    if (!std::isfinite(sums.loss))
      throw Error("the loss is not a number at step " + std::to_string(step + 1));
    constexpr double kEuclidean = 2;
    torch::nn::utils::clip_grad_norm_(state_.network->parameters(), options_.clipNorm, kEuclidean,
                                      /*error_if_nonfinite=*/true);
    for (auto& group : state_.optimizer.param_groups()) group.options().set_lr(learningRate(state_.step));
    state_.optimizer.step();
    ++state_.step;
    state_.updateAverage(options_.averageDecay);
    meter.add(sums.loss, examples.size());
    return sums.isStopped;
  }

  torch::Tensor wordLoss(std::span<const std::size_t> passages) {
    std::vector<std::span<const int32_t>> words;
    std::vector<torch::Tensor> states;
    for (const std::size_t number : passages) {
      const TrainingPassage& passage = corpus_.passages[number];
      words.emplace_back(passage.words);
      if (states_) states.push_back(states_->ofTokens(passage.paragraph, passage.tokens));
    }
    return languageModel_->loss(reader::makePassageBatch(corpus_.table, words),
                                states_ ? torch::cat(states) : torch::Tensor());
  }

  torch::Tensor answerLoss(std::span<const std::size_t> examples, std::uint64_t step) {
    BatchOptions options{.distractorRate = options_.distractorRate,
                         .teacher = teacher_ ? &*teacher_ : nullptr,
                         .teacherShare = options_.teacherShare,
                         .seed = mixSeed(options_.seed, step, 1)};
    if (static_cast<double>(step) < options_.cropShare * static_cast<double>(options_.steps)) {
      const auto longestAnswer = static_cast<std::size_t>(bundle_.manifest.options.maxAnswerTokens);
      options.maxTokens = std::max(options_.cropTokens, longestAnswer);
    }
    const TrainingBatch batch = makeTrainingBatch(corpus_, examples, options);
    return sharedNormLoss(bundle_.network->forward(batch.input), batch.targets,
                          bundle_.manifest.options.maxAnswerTokens);
  }

  const std::vector<std::size_t>& examplesOf(std::uint64_t step) {
    if (epoch_.empty()) epoch_ = epochOrder(lengths_, options_.batchSize, options_.seed, epochNumber_ = 0);
    const std::uint64_t wanted = step / epoch_.size();  // every epoch has as many batches
    if (wanted != epochNumber_) {
      epoch_ = epochOrder(lengths_, options_.batchSize, options_.seed, epochNumber_ = wanted);
    }
    return epoch_[step % epoch_.size()];
  }

  /// Of the step after `step` others.
  double learningRate(std::int64_t step) const {
    const auto done = static_cast<double>(step + 1);
    const auto warmup = static_cast<double>(options_.warmupSteps);
    if (done <= warmup) return options_.learningRate * done / warmup;
    const double left =
        (static_cast<double>(options_.steps) - done + 1) / (static_cast<double>(options_.steps) - warmup);
    return std::lerp(options_.lastRate, options_.learningRate, left);
  }

  void report(const TrainingProgress& progress) {
    if (!workers_.isFirst()) return;
    observer_.onProgress(progress);
    log_->add({{"step", progress.step},
               {"loss", progress.loss},
               {"learningRate", progress.learningRate},
               {"examplesPerSecond", progress.examplesPerSecond}});
  }

  void validateAverage() {
    if (validation_.questionCount() == 0) return;
    if (workers_.isFirst()) judgeAverage();
    const torch::Tensor withoutGain = torch::tensor({static_cast<float>(state_.validationsWithoutGain)});
    workers_.shareFirst({withoutGain});
    state_.validationsWithoutGain = withoutGain.item<int>();
  }

  /// What is judged, and written at the end: the averaged weights, moved towards the start by `startShare`.
  reader::NamedTensors average() const {
    reader::NamedTensors weights;
    for (const auto& [name, tensor] : state_.average) {
      weights[name] = torch::lerp(tensor, start_.at(name), options_.startShare);
    }
    return weights;
  }

  void judgeAverage() {
    const reader::NamedTensors judged = average();
    const reader::NamedTensors trained = state_.exchange(judged);
    bundle_.network->eval();
    // Not cancellable: this step is not in the checkpoint yet.
    const evaluation::SquadScores scores = validate(bundle_, sample_, {});
    state_.exchange(trained);
    const bool isBest = scores.best->f1 > state_.bestF1;
    if (isBest) {
      state_.bestF1 = scores.best->f1;
      state_.bestStep = state_.step;
      state_.validationsWithoutGain = 0;
      state_.best = judged;
    } else {
      ++state_.validationsWithoutGain;
    }
    observer_.onValidation(state_.step, scores, isBest);
    log_->add(
        {{"step", state_.step}, {"validation", nlohmann::ordered_json::parse(evaluation::toJson(scores))}});
  }

  void save() {
    if (workers_.isFirst()) saveCheckpoint(state_, fingerprint_, options_.checkpoint);
  }

  /// The bundle with these weights that is there from a run that had come to its end: since then it may have
  /// been calibrated and its card been written.
  std::optional<reader::ReaderBundle> writtenBundle() const {
    if (!std::filesystem::exists(options_.output / "bundle.json")) return std::nullopt;
    try {
      reader::ReaderBundle written = reader::ReaderBundle::load(options_.output);
      const bool isSame = std::ranges::equal(
          copyWeights(*written.network), copyWeights(*bundle_.network), [](const auto& a, const auto& b) {
            return a.first == b.first && a.second.sizes() == b.second.sizes() && a.second.equal(b.second);
          });
      return isSame ? std::optional(std::move(written)) : std::nullopt;
    } catch (const Error&) {
      return std::nullopt;  // it is broken, or another kind of reader
    }
  }

  /// The figures of the bundle on all validation questions, if there are any.
  evaluation::SquadScores judge(TrainingResult& result) const {
    if (validation_.questionCount() == 0) return {};
    evaluation::SquadScores scores = validate(bundle_, validation_, stop_);
    result.f1 = scores.best->f1;
    result.answerableF1 = scores.hasAnswer ? scores.hasAnswer->f1 : 0;
    return scores;
  }

  TrainingResult finish() {
    if (!workers_.isFirst()) return {.steps = state_.step};
    state_.exchange(state_.best.empty() ? average() : state_.best);
    if (state_.best.empty()) state_.bestStep = state_.step;
    bundle_.network->eval();
    TrainingResult result{.steps = state_.step, .bestStep = state_.bestStep};
    if (std::optional<reader::ReaderBundle> written = writtenBundle()) {
      observer_.onMessage(std::string("'").append(options_.output.string()) +
                          "' has this run's reader already; it stays as it is");
      return result;
    }
    std::optional<CalibrationReport> calibrated;
    if (validation_.questionCount() >= kFewestToCalibrate && canCalibrate(validation_)) {
      observer_.onMessage("calibrating");
      calibrated = calibrate(bundle_, validation_, {}, stop_);
    }
    const std::string name = options_.validation.filename().string();
    const evaluation::SquadScores scores = judge(result);
    if (scores.best) {
      if (!calibrated || !calibrated->fitsNoAnswer)
        bundle_.manifest.noAnswerThreshold = scores.best->f1Threshold;
      bundle_.manifest.figures = {{name, nlohmann::json::parse(evaluation::toJson(scores))}};
    }
    bundle_.modelCard = modelCard(bundle_, options_, scores, state_.step, state_.bestStep);
    if (calibrated) record(*calibrated, name, bundle_);
    bundle_.save(options_.output);
    result.isWritten = true;
    return result;
  }

  const TrainingOptions& options_;
  std::string fingerprint_;  // of the files as they were when the run began
  TrainingObserver& observer_;
  std::stop_token stop_;
  std::vector<data::SquadDataset> datasets_;
  reader::ReaderBundle bundle_;
  Corpus corpus_;
  std::optional<ContextStates> states_;
  LanguageModel languageModel_;  // null where answers are learned
  TrainingState state_;
  reader::NamedTensors start_;
  WorkerGroup workers_;
  std::vector<std::size_t> lengths_;
  std::optional<TeacherAnswers> teacher_;
  data::SquadDataset validation_, sample_;
  std::optional<TrainingLog> log_;

  std::vector<std::vector<std::size_t>> epoch_;
  std::uint64_t epochNumber_ = 0;
};

}  // namespace

TrainingResult train(const TrainingOptions& options, TrainingObserver& observer, std::stop_token stop) {
  check(options);
  nn::useOneThread();
  if (options.worker.rank == 0) {
    if (const auto folder = options.checkpoint.parent_path(); !folder.empty()) makeFolder(folder);
    requireWritable(options.checkpoint);
    reader::ReaderBundle::requireWritable(options.output);
  }
  try {
    return Trainer(options, observer, std::move(stop)).run();
  } catch (const c10::Error& error) {
    throw ModelError(std::string("LibTorch cannot train the reader: ") + error.msg());
  } catch (const Error&) {
    throw;
  } catch (const std::filesystem::filesystem_error& error) {
    throw FileError(error.what());  // a name too long to look for, say
  } catch (const std::runtime_error& error) {
    throw ModelError(std::string("the reader cannot be trained: ") + error.what());
  }
}

}  // namespace lectern::training
