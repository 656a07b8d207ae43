#include "core/training/training_batch.h"

#include <algorithm>
#include <optional>
#include <random>

#include "core/training/altered_question.h"
#include "core/training/epoch_order.h"

namespace lectern::training {
namespace {

/// Paragraphs that are drawn for one distractor; the one nearest in length makes the least padding.
constexpr int kCandidates = 4;

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

}  // namespace

TrainingBatch makeTrainingBatch(const Corpus& corpus, std::span<const std::size_t> examples,
                                const BatchOptions& options) {
  std::vector<reader::WindowPair> pairs;
  std::vector<int64_t> first, count, begin, last, has;
  const auto cropped = [&](std::size_t passage, std::size_t from) {
    const std::span<const int32_t> words = corpus.passages[passage].words;
    return words.subspan(from, std::min(options.maxTokens, words.size() - from));
  };
  std::vector<std::vector<int32_t>> altered(examples.size());
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const std::size_t index = examples[i];
    const TrainingExample& example = corpus.examples[index];
    std::mt19937_64 alteration(mixSeed(options.seed, index, 1));
    if (example.hasAnswer() && std::bernoulli_distribution(options.alteredRate)(alteration)) {
      altered[i] = alteredQuestion(corpus, example, alteration);
    }
    const bool isAltered = !altered[i].empty();
    const std::span<const int32_t> question = isAltered ? altered[i] : example.question;
    std::mt19937_64 random(mixSeed(options.seed, index, 0));
    const std::size_t from =
        drawCrop(corpus.passages[example.passage].words.size(), example, options.maxTokens, random);
    first.push_back(static_cast<int64_t>(pairs.size()));
    pairs.push_back({cropped(example.passage, from), question});
    if (std::bernoulli_distribution(options.distractorRate)(random)) {
      if (const auto other = drawDistractor(corpus, example.passage, random)) {
        pairs.push_back({cropped(*other, 0), question});
      }
    }
    const auto inCrop = [&](std::int64_t token) {
      return example.hasAnswer() ? token - static_cast<std::int64_t>(from) : 0;
    };
    count.push_back(static_cast<int64_t>(pairs.size()) - first.back());
    begin.push_back(inCrop(example.answerBegin));
    last.push_back(inCrop(example.answerLast));
    has.push_back(example.hasAnswer() && !isAltered ? 1 : 0);
  }
  const auto tensor = [](const std::vector<int64_t>& values) { return torch::tensor(values, torch::kInt64); };
  return {reader::makeBatch(corpus.table, pairs),
          {tensor(first), tensor(count), tensor(begin), tensor(last), tensor(has).to(torch::kBool)}};
}

}  // namespace lectern::training
