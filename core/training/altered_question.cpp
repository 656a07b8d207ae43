#include "core/training/altered_question.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace lectern::training {
namespace {

/// Share of the new words that come from the paragraph itself. They are the hardest, and the likeliest to
/// ask for something that the paragraph does tell.
constexpr double kOwnShare = 0.25;

template <typename Value>
const Value& drawn(const std::vector<Value>& values, std::mt19937_64& random) {
  return values[std::uniform_int_distribution<std::size_t>(0, values.size() - 1)(random)];
}

}  // namespace

std::vector<int32_t> alteredQuestion(const Corpus& corpus, const TrainingExample& example,
                                     std::mt19937_64& random) {
  const TrainingPassage& own = corpus.passages[example.passage];
  const auto lower = [&](int32_t word) { return corpus.table[word].lower; };
  const auto answer = [&] {
    if (!example.hasAnswer()) return std::span<const int32_t>();
    const auto begin = static_cast<std::size_t>(example.answerBegin);
    return std::span(own.words).subspan(begin, static_cast<std::size_t>(example.answerLast) + 1 - begin);
  }();
  const auto stands = [&](std::span<const int32_t> words, int32_t word) {
    return std::ranges::find(words, lower(word), lower) != words.end();
  };

  struct Exchangeable {
    std::size_t at;  ///< in the question
    int32_t kind;
  };
  std::vector<Exchangeable> places;
  for (std::size_t at = 0; at < example.question.size(); ++at) {
    const int32_t word = example.question[at];
    const auto found = std::ranges::find_if(own.words, [&](int32_t other) {
      return lower(other) == lower(word) && corpus.kindOf(other) != Corpus::kNoKind;
    });
    if (found != own.words.end() && !stands(answer, word)) places.push_back({at, corpus.kindOf(*found)});
  }
  if (places.empty()) return {};
  const Exchangeable place = drawn(places, random);

  std::size_t passage = example.passage;
  if (!std::bernoulli_distribution(kOwnShare)(random)) {
    passage = std::uniform_int_distribution<std::size_t>(own.articleBegin, own.articleEnd - 1)(random);
  }
  std::vector<int32_t> others;
  std::ranges::copy_if(corpus.passages[passage].words, std::back_inserter(others), [&](int32_t word) {
    return corpus.kindOf(word) == place.kind && !stands(answer, word) && !stands(example.question, word);
  });
  if (others.empty()) return {};
  std::vector<int32_t> altered = example.question;
  altered[place.at] = drawn(others, random);
  return altered;
}

}  // namespace lectern::training
