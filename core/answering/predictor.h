#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/answering/answer.h"
#include "core/base/progress.h"
#include "core/reader/attention_change.h"

namespace lectern::reader {
struct ReaderBundle;
}

namespace lectern::answering {

/// Settings of one call of `Predictor::predict`.
struct PredictOptions {
  std::size_t maxAnswers = 5;               ///< of each text; at least 1
  std::optional<double> noAnswerThreshold;  ///< absent: the bundle's
  bool withAttention = false;  ///< also hand out the weights of the windows that hold answers worth showing
  unsigned threads = 0;        ///< windows read side by side; 0: one a processor core
  /// Windows read at most for a question: the ones that hold the places that match it best. 0, or where
  /// nothing matches: all.
  std::size_t maxWindows = 80;
  /// Reads that window alone whose words begin and end with this range of the text; absent: as said above.
  std::optional<text::Range> onlyWindow = {};
  /// What is done to the attention between passage and question, to see what the answers owe to it.
  reader::AttentionChange attentionChange = reader::AttentionChange::None;
  /// Also hands out what the tokens of the first window with some of this range, an answer, give to it.
  std::optional<text::Range> gradientOf = {};
  /// Of each question a word, by its range, that is not read, to see what the answers owe to it; an empty
  /// range: none. Absent: of none.
  std::vector<text::Range> leftOut = {};
};

/// What a person may want to know of a trained reader.
struct ReaderInfo {
  std::filesystem::path folder;
  std::string name;
  std::string version;
  std::string language;
  double noAnswerThreshold = 0.5;
  std::size_t maxAnswerTokens = 30;  ///< longest answer
};

/// Finds answer spans in one text or several.
///
/// What is longer than a window is read window by window, of very long texts the windows that match the
/// question best. These are normalized together, and what a span scores is lowered where the words around it
/// match the question less than elsewhere in what is asked (`LexicalMatch`).
///
/// Immutable after loading; `predict` may run on several threads at once.
///
///     auto predictor = Predictor::load("models/en");
///     auto prediction = predictor.predict(text, u"Who wrote it?", {}, {});
///     if (prediction.hasAnswer) show(prediction.answers.front().words);
class Predictor {
 public:
  /// Loads the bundle in `folder`. Throws FileError, or ModelError when the bundle is broken.
  static Predictor load(const std::filesystem::path& folder);

  /// Answers with a reader that is already in memory, such as one in training; the network is shared.
  explicit Predictor(const reader::ReaderBundle& bundle);

  /// Answers `question` from `text`, which may be of any length. Ranges are UTF-16 units into `text`.
  /// A text or question without words has no answers. Throws CancelledError when `stop` is requested,
  /// FormatError for a question of more than 300 tokens, ModelError when LibTorch fails,
  /// std::invalid_argument for options out of range.
  Prediction predict(std::u16string_view text, std::u16string_view question,
                     const PredictOptions& options = {}, std::stop_token stop = {},
                     const ProgressCallback& progress = {}) const;

  /// The same over several texts whose windows are normalized together: one prediction a text, so that
  /// answers can be compared between them. `noAnswerProbability` and `hasAnswer` are of all texts together.
  std::vector<Prediction> predict(const std::vector<std::u16string_view>& texts, std::u16string_view question,
                                  const PredictOptions& options = {}, std::stop_token stop = {},
                                  const ProgressCallback& progress = {}) const;

  /// Answers several questions from one text, each as `predict` would, up to rounding, but read together,
  /// which takes about half the time: one prediction a question.
  std::vector<Prediction> predictEach(std::u16string_view text, const std::vector<std::u16string>& questions,
                                      const PredictOptions& options = {}, std::stop_token stop = {},
                                      const ProgressCallback& progress = {}) const;

  /// The same over several texts: of each question a prediction a text.
  std::vector<std::vector<Prediction>> predictEach(const std::vector<std::u16string_view>& texts,
                                                   const std::vector<std::u16string>& questions,
                                                   const PredictOptions& options = {},
                                                   std::stop_token stop = {},
                                                   const ProgressCallback& progress = {}) const;

  /// The same over one text, where a question that cannot be asked (FormatError) fails alone: it has no
  /// answers, and `failed`, if there is one, is told its number and why.
  std::vector<Prediction> predictApart(
      std::u16string_view text, const std::vector<std::u16string>& questions, const PredictOptions& options,
      const std::stop_token& stop,
      const std::function<void(std::size_t question, const std::string& why)>& failed = {}) const;

  const ReaderInfo& info() const;

  /// How many questions of texts with so many UTF-16 units are best given to one call: of short texts many,
  /// which keeps all cores busy; of long ones, whose windows do so for each question, one, so that its answer
  /// need not wait for others; of those that are too long to be kept for the next call, some.
  static std::size_t questionsTogether(std::size_t units);

  ~Predictor();
  Predictor(Predictor&&) noexcept;
  Predictor& operator=(Predictor&&) noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lectern::answering
