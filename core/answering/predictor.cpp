#include "core/answering/predictor.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>
#include <stdexcept>
#include <unordered_set>

#include "core/answering/answer_words.h"
#include "core/answering/asked_part.h"
#include "core/answering/calibrator.h"
#include "core/answering/foreign_text.h"
#include "core/answering/function_word.h"
#include "core/answering/lexical_match.h"
#include "core/answering/meant_words.h"
#include "core/answering/prepared_texts.h"
#include "core/answering/span_decoder.h"
#include "core/answering/whole_ends.h"
#include "core/answering/window_reader.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/reader/reader_bundle.h"
#include "core/reader/word_table.h"
#include "core/text/tokenizer.h"

namespace lectern::answering {
namespace {

/// What a place's lexical match counts for beside the scores of the network: fitted by maximum likelihood
/// over whole articles (EXPERIMENTS.md).
constexpr double kMatchWeight = 0.3;

/// Lowers the scores of answers that begin where the words of the question match less than elsewhere.
void addMatch(const std::vector<std::vector<double>>& match, std::span<WindowScores> windows) {
  double most = 0;
  for (const std::vector<double>& ofText : match) {
    for (const double value : ofText) most = std::max(most, value);
  }
  for (WindowScores& window : windows) {
    for (std::size_t i = 0; i < window.start.size(); ++i) {
      const double less = match[window.text][window.window.begin + i] - most;
      window.start[i] += static_cast<float>(kMatchWeight * less);
    }
  }
}

/// From the first word of a window to its last; empty where it has none.
text::Range wordsOf(const WindowScores& scores, const std::vector<reader::EncodedText>& encoded) {
  const std::vector<text::Range>& tokens = encoded[scores.text].tokens;
  text::Range range;
  for (std::size_t i = scores.window.begin; i < scores.window.end; ++i) {
    if (tokens[i].empty()) continue;
    if (range.empty()) range.begin = tokens[i].begin;
    range.end = tokens[i].end;
  }
  return range;
}

/// Indices of the windows to read for a question, in order: the `most` that own the places that match it
/// best. All of them where nothing matches, or where `most` is 0.
std::vector<std::size_t> windowsToRead(const std::vector<WindowScores>& windows, std::size_t most,
                                       const std::optional<LexicalMatch>& match, std::u16string_view question,
                                       const reader::EncodedText& encoded) {
  std::vector<std::size_t> chosen(encoded.words.empty() ? 0 : windows.size());
  std::iota(chosen.begin(), chosen.end(), 0);
  if (most == 0 || chosen.size() <= most) return chosen;
  const std::vector<std::vector<double>> scores = match->scores(question, encoded);
  std::vector<double> best(windows.size());  // of the places that a window owns
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const Window& window = windows[i].window;
    for (std::size_t token = window.ownedBegin; token < window.ownedEnd; ++token) {
      best[i] = std::max(best[i], scores[windows[i].text][token]);
    }
  }
  if (std::ranges::max(best) > 0) {
    std::ranges::stable_sort(chosen, std::greater(), [&](std::size_t i) { return best[i]; });
    chosen.resize(most);
    std::ranges::sort(chosen);
  }
  return chosen;
}

/// What is known of a question before anything is read: its words, and the stems that stand in the texts.
QuestionEvidence evidenceOf(std::u16string_view question, const reader::EncodedText& encoded,
                            const std::unordered_set<int32_t>& stems, const reader::WordTable& table) {
  double unknown = 0, all = 0, missing = 0;
  for (std::size_t i = 0; i < encoded.words.size(); ++i) {
    const reader::Word& word = table[encoded.words[i]];
    if (word.row == 0) ++unknown;
    if (isFunctionWord(word) || text::isPunctuation(encoded.tokens[i].of(question))) continue;
    all += word.rarity;
    if (!stems.contains(word.stem)) missing += word.rarity;
  }
  return {.unknownWords = unknown / static_cast<double>(std::max<std::size_t>(encoded.words.size(), 1)),
          .missingWords = all > 0 ? missing / all : 0};
}

/// A question as it is read, its ranges into the whole of it; empty where it has no word.
reader::EncodedText readQuestion(std::u16string_view question, const std::string& language,
                                 reader::WordTable& table) {
  const text::Range asked = language == "en" ? askedPart(question) : text::Range{0, question.size()};
  reader::EncodedText encoded = table.encodeQuestion(asked.of(question));
  const auto isWord = [&](text::Range token) {
    const std::u16string_view spelling = token.of(asked.of(question));
    return text::beginsWithLetter(spelling) ||
           spelling.find_first_of(u"0123456789") != std::u16string_view::npos;
  };
  if (std::ranges::none_of(encoded.tokens, isWord)) return {};
  for (text::Range& token : encoded.tokens) token = {token.begin + asked.begin, token.end + asked.begin};
  return encoded;
}

void requireLength(const reader::EncodedText& question) {
  if (question.tokens.size() <= reader::kMostQuestionTokens) return;
  throw FormatError("the question is too long: it has " + std::to_string(question.tokens.size()) +
                    " words and punctuation marks; " + std::to_string(reader::kMostQuestionTokens) +
                    " can be read");
}

AnswerEvidence evidenceOf(const DecodedSpan& span) {
  return {span.probability, span.overlapping, span.margin, span.last - span.begin + 1};
}

/// Makes what the ends of answers cut whole; of answers that overlap then, the better one stays.
void completeEnds(const std::vector<std::u16string_view>& texts,
                  const std::vector<reader::EncodedText>& encoded, std::vector<Prediction>& predictions) {
  for (std::size_t t = 0; t < texts.size(); ++t) {
    std::vector<Answer> apart;
    for (Answer& answer : predictions[t].answers) {
      answer.range = withWholeEnds(texts[t], answer.range);
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

  /// The answers of one question, whose windows are `windows`, entered in its predictions; `evidence` is what
  /// is known of it before.
  void conclude(const ReadingTask& task, std::span<const WindowScores> windows, QuestionEvidence evidence,
                const PredictOptions& options, const std::stop_token& stop,
                std::vector<Prediction>& predictions) const;
};

Predictor::Predictor(const reader::ReaderBundle& bundle) : impl_(std::make_unique<Impl>()) {
  const auto fits = [](const std::vector<double>& weights, const std::vector<double>& features) {
    return weights.empty() || weights.size() == features.size();
  };
  const reader::Calibration& calibration = bundle.manifest.calibration;
  if (!fits(calibration.confidence, confidenceFeatures({}, {})) ||
      !fits(calibration.noAnswer, noAnswerFeatures({}, {}))) {
    throw ModelError(
        "the reader's calibration has another number of weights than this program; install it again");
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
  if (options.maxAnswers < 1) throw std::invalid_argument("maxAnswers must be at least 1");
  const double threshold = options.noAnswerThreshold.value_or(info.noAnswerThreshold);
  if (!(threshold >= 0 && threshold <= 1)) throw std::invalid_argument("noAnswerThreshold must be in 0…1");

  const reader::ReaderOptions& reader = bundle.manifest.options;
  const TextKeeper::Loan prepared = keeper.take(texts, bundle, stop);
  reader::WordTable& table = prepared->table;
  const std::vector<reader::EncodedText>& encoded = prepared->encoded;
  const std::vector<WindowScores>& windows = prepared->windows;
  const std::optional<LexicalMatch>& match = prepared->match;
  std::vector<reader::EncodedText> encodedQuestions;
  std::vector<std::vector<std::string>> notes;  // of each question
  for (const std::u16string_view question : questions) {
    reader::EncodedText& asked =
        encodedQuestions.emplace_back(readQuestion(question, reader.language, table));
    requireLength(asked);
    if (questionLooksForeign(table, asked, question, reader)) {
      notes.push_back({"This question does not read like the language '" + reader.language +
                       "' that the reader was trained on; its answer may be wrong."});
    } else {
      notes.push_back(readAsMeant(question, asked, prepared->known, *bundle.vocabulary, table));
    }
  }

  ReadingTask task{table, encoded, encodedQuestions, {}, options.attentionChange};
  std::vector<std::size_t> readFor;  // windows of each question
  for (std::size_t q = 0; q < questions.size(); ++q) {
    throwIfStopped(stop);
    std::vector<std::size_t> chosen = windowsToRead(windows, options.onlyWindow ? 0 : options.maxWindows,
                                                    match, questions[q], encodedQuestions[q]);
    if (options.onlyWindow) {
      std::erase_if(chosen,
                    [&](std::size_t i) { return wordsOf(windows[i], encoded) != *options.onlyWindow; });
    }
    for (const std::size_t i : chosen) task.windows.emplace_back(windows[i]).question = q;
    readFor.push_back(chosen.size());
  }
  readWindows(bundle, task, options.threads, stop, progress);

  std::vector<Prediction> unread(texts.size());
  for (std::size_t t = 0; t < texts.size(); ++t) {
    if (!looksForeign(table, encoded[t], texts[t], reader)) continue;
    unread[t].warnings.push_back("This text does not read like the language '" + reader.language +
                                 "' that the reader was trained on; its answers may be wrong.");
  }
  for (const WindowScores& window : windows) ++unread[window.text].unreadWindows;
  std::vector<std::vector<Prediction>> predictions;
  std::span<WindowScores> rest = task.windows;
  for (std::size_t q = 0; q < questions.size(); ++q) {
    const reader::EncodedText& question = encodedQuestions[q];
    const bool isBlank = question.words.empty();
    std::vector<Prediction>& said =
        predictions.emplace_back(isBlank ? std::vector<Prediction>(texts.size()) : unread);
    for (Prediction& prediction : said) {
      prediction.questionTokens = question.tokens;
      prediction.questionNotes = notes[q];
    }
    const std::span<WindowScores> read = rest.first(readFor[q]);
    if (match) addMatch(match->scores(questions[q], question), read);
    conclude(task, read, evidenceOf(questions[q], question, prepared->stems, table), options, stop, said);
    completeEnds(texts, encoded, said);
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
      windows, static_cast<std::size_t>(bundle.manifest.options.maxAnswerTokens), options.maxAnswers);
  std::vector<std::size_t> answering;  // windows that hold answers, in order
  evidence.noAnswer = spans.noAnswerProbability;
  evidence.windows = windows.size();
  const reader::Calibration& calibration = bundle.manifest.calibration;
  double least = 1;  // confidence of the answers so far
  for (const DecodedSpan& span : spans.best) {
    const std::size_t t = windows[span.window].text;
    const std::vector<text::Range>& tokens = task.texts[t].tokens;
    const AnswerEvidence found = evidenceOf(span);
    // The answers stand in the order of their expected worth.
    least = std::min(least, confidence(calibration, found, evidence));
    predictions[t].answers.push_back({{tokens[span.begin].begin, tokens[span.last].end},
                                      {},
                                      {},
                                      least,
                                      span.score,
                                      found,
                                      answering.size()});
    answering.push_back(span.window);
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
