#include "core/answering/predictor.h"

#include <algorithm>
#include <stdexcept>

#include "core/answering/calibrator.h"
#include "core/answering/span_decoder.h"
#include "core/answering/window_reader.h"
#include "core/answering/windows.h"
#include "core/reader/reader_bundle.h"
#include "core/reader/word_table.h"
#include "core/text/tokenizer.h"

namespace lectern::answering {
namespace {

/// Share of unknown words from which a text is taken to be in another language.
constexpr double kForeignShare = 0.4;
constexpr std::size_t kFewWords = 20;  // too few to tell

bool looksForeign(const reader::WordTable& table, const reader::EncodedText& text) {
  const auto isUnknown = [&](int32_t word) { return table[word].row == 0; };
  const auto unknown = static_cast<double>(std::ranges::count_if(text.words, isUnknown));
  return text.words.size() >= kFewWords && unknown > kForeignShare * static_cast<double>(text.words.size());
}

AnswerEvidence evidenceOf(const DecodedSpan& span) {
  return {span.probability, span.overlapping, span.margin, span.last - span.begin + 1};
}

}  // namespace

struct Predictor::Impl {
  reader::ReaderBundle bundle;
  ReaderInfo info;
};

Predictor::Predictor(const reader::ReaderBundle& bundle) : impl_(std::make_unique<Impl>()) {
  impl_->bundle = bundle;
  const reader::BundleManifest& manifest = bundle.manifest;
  impl_->info = {{}, manifest.name, manifest.version, manifest.options.language, manifest.noAnswerThreshold};
}

Predictor::~Predictor() = default;
Predictor::Predictor(Predictor&&) noexcept = default;
Predictor& Predictor::operator=(Predictor&&) noexcept = default;

Predictor Predictor::load(const std::filesystem::path& folder) {
  Predictor predictor(reader::ReaderBundle::load(folder));
  predictor.impl_->info.folder = folder;
  return predictor;
}

const ReaderInfo& Predictor::info() const { return impl_->info; }

Prediction Predictor::predict(std::u16string_view text, std::u16string_view question,
                              const PredictOptions& options, std::stop_token stop,
                              const ProgressCallback& progress) const {
  return predict(std::vector{text}, question, options, std::move(stop), progress).front();
}

std::vector<Prediction> Predictor::predict(const std::vector<std::u16string_view>& texts,
                                           std::u16string_view question, const PredictOptions& options,
                                           std::stop_token stop, const ProgressCallback& progress) const {
  if (options.maxAnswers < 1) throw std::invalid_argument("maxAnswers must be at least 1");
  const double threshold = options.noAnswerThreshold.value_or(impl_->info.noAnswerThreshold);
  if (!(threshold >= 0 && threshold <= 1)) throw std::invalid_argument("noAnswerThreshold must be in 0…1");

  const reader::ReaderOptions& reader = impl_->bundle.manifest.options;
  reader::WordTable table(*impl_->bundle.vocabulary, reader);
  const reader::EncodedText encodedQuestion = table.encode(question);
  std::vector<reader::EncodedText> encoded;
  for (const std::u16string_view text : texts) encoded.push_back(table.encode(text));

  std::vector<Prediction> predictions(texts.size());
  ReadingTask task{table, encoded, encodedQuestion, {}};
  for (std::size_t t = 0; t < texts.size(); ++t) {
    predictions[t].questionTokens = encodedQuestion.tokens;
    if (encodedQuestion.words.empty()) continue;
    for (const Window& window :
         cutWindows(texts[t], encoded[t].tokens, static_cast<std::size_t>(reader.windowTokens),
                    static_cast<std::size_t>(reader.windowOverlap))) {
      WindowScores& scores = task.windows.emplace_back();
      scores.window = window;
      scores.text = t;
      for (std::size_t i = window.begin; i < window.end; ++i) {
        scores.isPunctuation.push_back(text::isPunctuation(encoded[t].tokens[i].of(texts[t])));
      }
      ++predictions[t].windowCount;
    }
    if (looksForeign(table, encoded[t])) {
      predictions[t].warnings.push_back(
          "Many words of this text are unknown to the reader, which was trained on '" + reader.language +
          "'; its answers may be wrong.");
    }
  }
  readWindows(impl_->bundle, task, options.threads, stop, progress);

  const DecodedSpans spans =
      decodeSpans(task.windows, static_cast<std::size_t>(reader.maxAnswerTokens), options.maxAnswers);
  std::vector<std::size_t> answering;  // windows that hold answers, in order
  const auto unknown = static_cast<double>(
      std::ranges::count_if(encodedQuestion.words, [&](int32_t word) { return table[word].row == 0; }));
  const auto questionWords = static_cast<double>(std::max<std::size_t>(encodedQuestion.words.size(), 1));
  const QuestionEvidence evidence{spans.noAnswerProbability, unknown / questionWords, task.windows.size()};
  const reader::Calibration& calibration = impl_->bundle.manifest.calibration;
  double confidence = 1;
  for (const DecodedSpan& span : spans.best) {
    const std::size_t t = task.windows[span.window].text;
    const text::Range range{encoded[t].tokens[span.begin].begin, encoded[t].tokens[span.last].end};
    const AnswerEvidence found = evidenceOf(span);
    const double right = calibration.confidence.empty()
                             ? span.probability
                             : logistic(calibration.confidence, confidenceFeatures(found, evidence));
    confidence = std::min(confidence, right);  // the answers stand in the order of their expected worth
    predictions[t].answers.push_back({range, confidence, span.score, found});
    answering.push_back(span.window);
  }
  double noAnswer = spans.noAnswerProbability;
  if (!calibration.noAnswer.empty() && !spans.best.empty()) {
    noAnswer = logistic(calibration.noAnswer, noAnswerFeatures(evidenceOf(spans.best.front()), evidence));
  }
  for (Prediction& prediction : predictions) {
    prediction.evidence = evidence;
    prediction.noAnswerProbability = noAnswer;
    prediction.hasAnswer = !spans.best.empty() && noAnswer <= threshold;
  }
  if (options.withAttention) {
    std::ranges::sort(answering);
    const auto repeated = std::ranges::unique(answering);
    answering.erase(repeated.begin(), repeated.end());
    for (const std::size_t window : answering) {
      throwIfStopped(stop);
      predictions[task.windows[window].text].attention.push_back(readAttention(impl_->bundle, task, window));
    }
  }
  return predictions;
}

}  // namespace lectern::answering
