#include "core/training/training_batch.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <random>

#include "core/training/epoch_order.h"

namespace lectern::training {
namespace {

/// Paragraphs that are drawn for one distractor; the one nearest in length makes the least padding.
constexpr int kCandidates = 4;

/// Of a teacher's probability of an answer, the share that must fall into a crop for it to be heard.
constexpr double kLeastSeen = 0.1;

std::optional<std::size_t> drawDistractor(const Corpus& corpus, std::size_t passage,
                                          std::mt19937_64& random) {
  const TrainingPassage& own = corpus.passages[passage];
  if (own.articleEnd - own.articleBegin < 2) return std::nullopt;
  std::optional<std::size_t> nearest;
  const auto distance = [&](std::size_t other) {
    const auto difference = static_cast<std::ptrdiff_t>(corpus.passages[other].words.size()) -
                            static_cast<std::ptrdiff_t>(own.words.size());
    return difference < 0 ? -difference : difference;
  };
  std::uniform_int_distribution<std::size_t> draw(own.articleBegin, own.articleEnd - 2);
  for (int i = 0; i < kCandidates; ++i) {
    std::size_t other = draw(random);
    if (other >= passage) ++other;
    if (!nearest || distance(other) < distance(*nearest)) nearest = other;
  }
  return nearest;
}

/// Up to `size` words of a passage, all of the answer in them; where they begin is drawn.
std::size_t drawCrop(std::size_t words, const TrainingExample& example, std::size_t size,
                     std::mt19937_64& random) {
  if (words <= size) return 0;
  std::size_t from = 0;
  std::size_t to = words - size;
  if (example.hasAnswer()) {
    const auto end = static_cast<std::size_t>(example.answerLast) + 1;
    from = end > size ? end - size : 0;
    to = std::min(to, static_cast<std::size_t>(example.answerBegin));
  }
  return std::uniform_int_distribution<std::size_t>(from, to)(random);
}

/// A teacher's probabilities of the starts, or of the ends, that fall into a crop.
std::vector<double> inCrop(const torch::Tensor& tokens, const torch::Tensor& shares, std::size_t example,
                           std::size_t from, std::size_t words) {
  std::vector<double> probabilities(words);
  const auto count = static_cast<std::size_t>(tokens.size(1));
  for (std::size_t i = example * count; i < (example + 1) * count; ++i) {
    const auto token = static_cast<std::size_t>(tokens.data_ptr<float>()[i]);
    if (token >= from && token < from + words) probabilities[token - from] += shares.data_ptr<float>()[i];
  }
  return probabilities;
}

/// The targets of one question, as shares are added to them.
struct TargetRow {
  std::span<float> start, end;  // tokens of the crop
  float& noAnswer;

  void addGold(std::optional<text::Range> tokens, double share) {
    if (tokens) {
      start[tokens->begin] += static_cast<float>(share);
      end[tokens->end - 1] += static_cast<float>(share);
    } else {
      noAnswer += static_cast<float>(share);
    }
  }

  /// Where the answer is as the teacher has it; whether there is one is for the gold answer to say, which
  /// knows. False, with nothing added, when the teacher looks for the answer outside of the crop.
  bool addTeacher(const TeacherAnswers& teacher, std::size_t example, std::size_t from, double share) {
    const double answered = std::max(0.0, 1.0 - teacher.noAnswer.data_ptr<float>()[example]);
    const auto starts = inCrop(teacher.starts, teacher.startShares, example, from, start.size());
    const auto ends = inCrop(teacher.ends, teacher.endShares, example, from, end.size());
    const double startSum = std::reduce(starts.begin(), starts.end());
    const double endSum = std::reduce(ends.begin(), ends.end());
    if (std::min(startSum, endSum) <= kLeastSeen * answered) return false;
    // What is left is all there is to answer with.
    for (std::size_t i = 0; i < start.size(); ++i) {
      start[i] += static_cast<float>(share * starts[i] / startSum);
      end[i] += static_cast<float>(share * ends[i] / endSum);
    }
    return true;
  }
};

/// What is read for each question: a cut of its passage, and perhaps a distractor.
struct Windows {
  std::vector<reader::WindowPair> pairs;
  std::vector<int64_t> first, count;    // pairs of each question
  std::vector<std::size_t> cropBegins;  // of its passage
};

Windows drawWindows(const Corpus& corpus, std::span<const std::size_t> examples,
                    const BatchOptions& options) {
  Windows windows;
  const auto cropped = [&](std::size_t passage, std::size_t from) {
    const std::span<const int32_t> words = corpus.passages[passage].words;
    return words.subspan(from, std::min(options.maxTokens, words.size() - from));
  };
  for (const std::size_t index : examples) {
    const TrainingExample& example = corpus.examples[index];
    std::mt19937_64 random(mixSeed(options.seed, index, 0));
    const std::size_t from =
        drawCrop(corpus.passages[example.passage].words.size(), example, options.maxTokens, random);
    windows.cropBegins.push_back(from);
    windows.first.push_back(static_cast<int64_t>(windows.pairs.size()));
    windows.pairs.push_back({cropped(example.passage, from), example.question});
    if (std::bernoulli_distribution(options.distractorRate)(random)) {
      if (const auto other = drawDistractor(corpus, example.passage, random)) {
        windows.pairs.push_back({cropped(*other, 0), example.question});
      }
    }
    windows.count.push_back(static_cast<int64_t>(windows.pairs.size()) - windows.first.back());
  }
  return windows;
}

}  // namespace

TrainingBatch makeTrainingBatch(const Corpus& corpus, std::span<const std::size_t> examples,
                                const BatchOptions& options) {
  const Windows windows = drawWindows(corpus, examples, options);
  const auto tensor = [](const std::vector<int64_t>& values) { return torch::tensor(values, torch::kInt64); };
  TrainingBatch batch{reader::makeBatch(corpus.table, windows.pairs),
                      {tensor(windows.first), tensor(windows.count), {}, {}, {}}};
  const auto questions = static_cast<int64_t>(examples.size());
  const int64_t longest = batch.input.passage.size(1);
  batch.targets.start = torch::zeros({questions, longest});
  batch.targets.end = torch::zeros({questions, longest});
  batch.targets.noAnswer = torch::zeros({questions});
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const TrainingExample& example = corpus.examples[examples[i]];
    const std::size_t words = windows.pairs[static_cast<std::size_t>(windows.first[i])].passage.size();
    const std::size_t row = i * static_cast<std::size_t>(longest);
    TargetRow targets{{batch.targets.start.data_ptr<float>() + row, words},
                      {batch.targets.end.data_ptr<float>() + row, words},
                      batch.targets.noAnswer.data_ptr<float>()[i]};
    const bool isTaught =
        options.teacher != nullptr && example.hasAnswer() &&
        targets.addTeacher(*options.teacher, examples[i], windows.cropBegins[i], options.teacherShare);
    std::optional<text::Range> gold;
    if (example.hasAnswer()) {
      gold = {static_cast<std::size_t>(example.answerBegin) - windows.cropBegins[i],
              static_cast<std::size_t>(example.answerLast) + 1 - windows.cropBegins[i]};
    }
    targets.addGold(gold, isTaught ? 1 - options.teacherShare : 1);
  }
  return batch;
}

}  // namespace lectern::training
