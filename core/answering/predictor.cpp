#include "core/answering/predictor.h"

#include <algorithm>
#include <functional>
#include <new>
#include <span>
#include <stdexcept>

#include "core/answering/answer_words.h"
#include "core/answering/asked_question.h"
#include "core/answering/calibrator.h"
#include "core/answering/prepared_texts.h"
#include "core/answering/span_decoder.h"
#include "core/answering/whole_ends.h"
#include "core/answering/window_choice.h"
#include "core/answering/window_reader.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/reader/reader_bundle.h"
#include "core/text/normalizer.h"

namespace lectern::answering {
namespace {

AnswerEvidence evidenceOf(const DecodedSpan& span) {
  return {span.probability, span.overlapping, span.margin, span.last - span.begin + 1};
}

/// Whether an answer is a number alone: "How many kilometers", "In degrees Celsius, …".
bool asksForNumber(std::u16string_view question) {
  constexpr std::u16string_view kPhrases[] = {u"how many",  u"in degrees", u"in celsius", u"in meters",
                                              u"in metres", u"in kilo",    u"in centi",   u"in milli",
                                              u"in grams",  u"in lit"};
  const std::u16string words = text::normalize(question);
  return std::ranges::any_of(kPhrases,
                             [&](auto phrase) { return words.find(phrase) != std::u16string::npos; });
}

/// Makes what the ends of answers cut whole; of answers that overlap then, the better one stays.
void completeEnds(const std::vector<std::u16string_view>& texts,
                  const std::vector<reader::EncodedText>& encoded, std::u16string_view question,
                  std::vector<Prediction>& predictions) {
  const bool isNumber = asksForNumber(question);
  for (std::size_t t = 0; t < texts.size(); ++t) {
    std::vector<Answer> apart;
    for (Answer& answer : predictions[t].answers) {
      answer.range = withWholeEnds(texts[t], answer.range);
      if (!isNumber) answer.range = withUnit(texts[t], answer.range);
      const auto overlaps = [&](const Answer& other) { return other.range.overlap(answer.range) > 0; };
      if (std::ranges::any_of(apart, overlaps)) continue;
      AnswerWords read = answerWords(texts[t], encoded[t].tokens, answer.range);
      answer.words = std::move(read.words);
      answer.parts = std::move(read.parts);
      apart.push_back(std::move(answer));
    }
    predictions[t].answers = std::move(apart);
  }
}

void check(const PredictOptions& options, std::size_t questions) {
  if (options.maxAnswers < 1) throw std::invalid_argument("maxAnswers must be at least 1");
  const double threshold = options.noAnswerThreshold.value_or(0);
  if (!(threshold >= 0 && threshold <= 1)) throw std::invalid_argument("noAnswerThreshold must be in 0…1");
  if (!options.leftOut.empty() && options.leftOut.size() != questions)
    throw std::invalid_argument("leftOut must have a range for each question");
}

/// What is to be said of each text before any of its windows is read.
std::vector<Prediction> unreadTexts(const PreparedTexts& texts, const std::string& language) {
  std::vector<Prediction> unread(texts.texts.size());
  for (std::size_t t = 0; t < unread.size(); ++t) {
    if (!texts.looksForeign[t]) continue;
    unread[t].warnings.push_back("This text does not read like the language " + quoted(language) +
                                 " that the reader was trained on; its answers may be wrong.");
  }
  for (const WindowScores& window : texts.windows) ++unread[window.text].unreadWindows;
  return unread;
}

/// What the tokens give to `answer`, in each text that has it.
void addGradient(const reader::ReaderBundle& bundle, const ReadingTask& task,
                 std::span<const WindowScores> windows, text::Range answer, const std::stop_token& stop,
                 std::vector<Prediction>& predictions) {
  for (const WindowScores& window : windows) {
    throwIfStopped(stop);
    std::optional<WindowGradient>& gradient = predictions[window.text].gradient;
    if (!gradient) gradient = readGradient(bundle, task, window, answer);
  }
}

}  // namespace

struct Predictor::Impl {
  reader::ReaderBundle bundle;
  ReaderInfo info;
  mutable TextKeeper keeper;

  /// Every question over all texts together: a prediction a text, for each question.
  std::vector<std::vector<Prediction>> predict(const std::vector<std::u16string_view>& texts,
                                               const std::vector<std::u16string_view>& questions,
                                               const PredictOptions& options, const std::stop_token& stop,
                                               const ProgressCallback& progress) const;
  /// The same, as long as there is memory.
  std::vector<std::vector<Prediction>> read(const std::vector<std::u16string_view>& texts,
                                            const std::vector<std::u16string_view>& questions,
                                            const PredictOptions& options, const std::stop_token& stop,
                                            const ProgressCallback& progress) const;

  /// The answers of one question, whose windows are `windows`, entered in its predictions; `evidence` is what
  /// is known of it before.
  void conclude(const ReadingTask& task, std::span<const WindowScores> windows, QuestionEvidence evidence,
                const PredictOptions& options, const std::stop_token& stop,
                std::vector<Prediction>& predictions) const;
};

Predictor::Predictor(const reader::ReaderBundle& bundle) : impl_(std::make_unique<Impl>()) {
  if (!fits(bundle.manifest.calibration)) {
    throw ModelError(
        "the reader's calibration has another number of weights than this program; install it again, or let "
        "\"lectern model calibrate\" fit it anew");
  }
  impl_->bundle = bundle;
  const reader::BundleManifest& manifest = bundle.manifest;
  impl_->info = {{},
                 manifest.name,
                 manifest.version,
                 manifest.options.language,
                 manifest.noAnswerThreshold,
                 static_cast<std::size_t>(manifest.options.maxAnswerTokens)};
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

std::size_t Predictor::questionsTogether(std::size_t units) {
  constexpr std::size_t kMost = 32, kUnits = 200'000, kOfUnkept = 8;
  if (units > TextKeeper::kMostUnits) return kOfUnkept;  // preparing these takes longer than a question
  return std::clamp<std::size_t>(kUnits / std::max<std::size_t>(units, 1), 1, kMost);
}

Prediction Predictor::predict(std::u16string_view text, std::u16string_view question,
                              const PredictOptions& options, std::stop_token stop,
                              const ProgressCallback& progress) const {
  return predict(std::vector{text}, question, options, std::move(stop), progress).front();
}

std::vector<Prediction> Predictor::predict(const std::vector<std::u16string_view>& texts,
                                           std::u16string_view question, const PredictOptions& options,
                                           std::stop_token stop, const ProgressCallback& progress) const {
  return impl_->predict(texts, {question}, options, stop, progress).front();
}

std::vector<Prediction> Predictor::predictEach(std::u16string_view text,
                                               const std::vector<std::u16string>& questions,
                                               const PredictOptions& options, std::stop_token stop,
                                               const ProgressCallback& progress) const {
  std::vector<Prediction> predictions;
  for (std::vector<Prediction>& ofQuestion :
       predictEach(std::vector{text}, questions, options, std::move(stop), progress)) {
    predictions.push_back(std::move(ofQuestion.front()));
  }
  return predictions;
}

std::vector<std::vector<Prediction>> Predictor::predictEach(const std::vector<std::u16string_view>& texts,
                                                            const std::vector<std::u16string>& questions,
                                                            const PredictOptions& options,
                                                            std::stop_token stop,
                                                            const ProgressCallback& progress) const {
  return impl_->predict(texts, {questions.begin(), questions.end()}, options, stop, progress);
}

std::vector<Prediction> Predictor::predictApart(
    std::u16string_view text, const std::vector<std::u16string>& questions, const PredictOptions& options,
    const std::stop_token& stop,
    const std::function<void(std::size_t question, const std::string& why)>& failed) const {
  try {
    return predictEach(text, questions, options, stop);
  } catch (const FormatError&) {
    // One of them: the others can be read without it.
  }
  std::vector<Prediction> predictions(questions.size());
  for (std::size_t q = 0; q < questions.size(); ++q) {
    try {
      predictions[q] = predict(text, questions[q], options, stop);
    } catch (const FormatError& error) {
      if (failed) failed(q, error.what());
    }
  }
  return predictions;
}

std::vector<std::vector<Prediction>> Predictor::Impl::predict(
    const std::vector<std::u16string_view>& texts, const std::vector<std::u16string_view>& questions,
    const PredictOptions& options, const std::stop_token& stop, const ProgressCallback& progress) const {
  try {
    return read(texts, questions, options, stop, progress);
  } catch (const std::bad_alloc&) {
    throw Error("there is not enough memory to read this; give it smaller documents");
  }
}

std::vector<std::vector<Prediction>> Predictor::Impl::read(const std::vector<std::u16string_view>& texts,
                                                           const std::vector<std::u16string_view>& questions,
                                                           const PredictOptions& options,
                                                           const std::stop_token& stop,
                                                           const ProgressCallback& progress) const {
  check(options, questions.size());
  const TextKeeper::Loan prepared = keeper.take(texts, bundle, stop);
  std::vector<AskedQuestion> asked;
  for (std::size_t q = 0; q < questions.size(); ++q) {
    const text::Range leftOut = options.leftOut.empty() ? text::Range() : options.leftOut[q];
    asked.push_back(askedQuestion(questions[q], leftOut, bundle, *prepared));
  }

  ReadingTask task{prepared->table, prepared->encoded, asked, {}, options.attentionChange};
  std::vector<std::size_t> readFor;  // windows of each question
  for (std::size_t q = 0; q < questions.size(); ++q) {
    throwIfStopped(stop);
    std::vector<WindowScores> chosen =
        windowsToRead(*prepared, asked[q], options.onlyWindow ? 0 : options.maxWindows);
    if (options.onlyWindow) {
      std::erase_if(chosen, [&](const WindowScores& window) {
        return wordsOf(window, prepared->encoded) != *options.onlyWindow;
      });
    }
    readFor.push_back(chosen.size());
    for (WindowScores& window : chosen) task.windows.emplace_back(std::move(window)).question = q;
  }
  readWindows(bundle, task, options.threads, stop, progress);

  const std::vector<Prediction> unread = unreadTexts(*prepared, info.language);
  std::vector<std::vector<Prediction>> predictions;
  std::span<WindowScores> rest = task.windows;
  for (std::size_t q = 0; q < questions.size(); ++q) {
    const bool isBlank = asked[q].encoded.words.empty();
    std::vector<Prediction>& said =
        predictions.emplace_back(isBlank ? std::vector<Prediction>(texts.size()) : unread);
    for (Prediction& prediction : said) {
      prediction.questionTokens = asked[q].tokens();
      prediction.questionNotes = asked[q].notes;
    }
    const std::span<WindowScores> read = rest.first(readFor[q]);
    addMatch(read);
    conclude(task, read, evidenceOf(asked[q], *prepared), options, stop, said);
    completeEnds(texts, prepared->encoded, asked[q].text, said);
    if (options.gradientOf) addGradient(bundle, task, read, *options.gradientOf, stop, said);
    rest = rest.subspan(read.size());
  }
  return predictions;
}

void Predictor::Impl::conclude(const ReadingTask& task, std::span<const WindowScores> windows,
                               QuestionEvidence evidence, const PredictOptions& options,
                               const std::stop_token& stop, std::vector<Prediction>& predictions) const {
  for (const WindowScores& window : windows) {
    ++predictions[window.text].windowCount;
    --predictions[window.text].unreadWindows;
  }
  const DecodedSpans spans = decodeSpans(
      windows, static_cast<std::size_t>(bundle.manifest.options.maxAnswerTokens), options.maxAnswers, stop);
  std::vector<std::size_t> answering;  // windows that hold answers worth showing
  evidence.noAnswer = spans.noAnswerProbability;
  evidence.windows = windows.size();
  const reader::Calibration& calibration = bundle.manifest.calibration;
  double least = 1;  // confidence of the answers so far
  std::size_t rank = 0;
  for (const DecodedSpan& span : spans.best) {
    const std::size_t t = windows[span.window].text;
    const std::vector<text::Range>& tokens = task.texts[t].tokens;
    const AnswerEvidence found = evidenceOf(span);
    // The answers stand in the order of their expected worth.
    least = std::min(least, confidence(calibration, found, evidence));
    Answer& answer = predictions[t].answers.emplace_back();
    answer.range = {tokens[span.begin].begin, tokens[span.last].end};
    answer.confidence = least;
    answer.spanScore = span.score;
    answer.evidence = found;
    answer.rank = rank;
    answer.window = wordsOf(windows[span.window], task.texts);
    if (rank == 0 || least >= kLeastShown) answering.push_back(span.window);
    ++rank;
  }
  const double noAnswer = spans.best.empty()
                              ? spans.noAnswerProbability
                              : noAnswerProbability(calibration, evidenceOf(spans.best.front()), evidence);
  const double threshold = options.noAnswerThreshold.value_or(info.noAnswerThreshold);
  for (Prediction& prediction : predictions) {
    prediction.evidence = evidence;
    prediction.noAnswerProbability = noAnswer;
    prediction.hasAnswer = !spans.best.empty() && noAnswer <= threshold;
  }
  if (!options.withAttention) return;
  std::ranges::sort(answering);
  const auto repeated = std::ranges::unique(answering);
  answering.erase(repeated.begin(), repeated.end());
  std::vector<WindowAttention> attention(answering.size());
  forEachInParallel(answering.size(), options.threads, [&](std::size_t i) {
    throwIfStopped(stop);
    attention[i] = readAttention(bundle, task, windows[answering[i]]);
  });
  for (std::size_t i = 0; i < attention.size(); ++i)
    predictions[windows[answering[i]].text].attention.push_back(std::move(attention[i]));
}

}  // namespace lectern::answering
