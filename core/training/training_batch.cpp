#include "core/training/training_batch.h"

#include <optional>
#include <random>

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

}  // namespace

TrainingBatch makeTrainingBatch(const Corpus& corpus, std::span<const std::size_t> examples,
                                double distractorRate, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::bernoulli_distribution hasDistractor(distractorRate);
  std::vector<reader::WindowPair> pairs;
  std::vector<int64_t> first, count, begin, last, has;
  for (const std::size_t index : examples) {
    const TrainingExample& example = corpus.examples[index];
    first.push_back(static_cast<int64_t>(pairs.size()));
    pairs.push_back({corpus.passages[example.passage].words, example.question});
    if (hasDistractor(random)) {
      if (const auto other = drawDistractor(corpus, example.passage, random)) {
        pairs.push_back({corpus.passages[*other].words, example.question});
      }
    }
    count.push_back(static_cast<int64_t>(pairs.size()) - first.back());
    begin.push_back(std::max<int64_t>(example.answerBegin, 0));
    last.push_back(std::max<int64_t>(example.answerLast, 0));
    has.push_back(example.hasAnswer() ? 1 : 0);
  }
  const auto tensor = [](const std::vector<int64_t>& values) { return torch::tensor(values, torch::kInt64); };
  return {reader::makeBatch(corpus.table, pairs),
          {tensor(first), tensor(count), tensor(begin), tensor(last), tensor(has).to(torch::kBool)}};
}

}  // namespace lectern::training
