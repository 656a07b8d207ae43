#include "core/training/substitutes.h"

#include <torch/torch.h>

#include <algorithm>
#include <map>

namespace lectern::training {
namespace {

constexpr std::size_t kNearest = 8;          // substitutes of a word with a vector
constexpr std::size_t kCandidates = 20'000;  // most frequent words that may stand for another one
constexpr std::size_t kChunk = 512;          // words compared with all candidates at once
constexpr int kTries = 5;                    // to draw a word that a text does not have yet
constexpr int32_t kRepeats = 2;              // a word that stands once in all texts may be a misprint

/// How often each word of the table stands in the passages.
std::vector<int32_t> countWords(const Corpus& corpus) {
  std::vector<int32_t> counts(static_cast<std::size_t>(corpus.table.size()));
  for (const TrainingPassage& passage : corpus.passages) {
    for (const int32_t word : passage.words) ++counts[static_cast<std::size_t>(word)];
  }
  return counts;
}

/// The most frequent of the words, each in its most frequent spelling: they may stand for others.
std::vector<int32_t> candidatesOf(const std::vector<int32_t>& words, const Corpus& corpus,
                                  const std::vector<int32_t>& counts) {
  const auto count = [&](int32_t word) { return counts[static_cast<std::size_t>(word)]; };
  std::map<int32_t, int32_t> byRow;  // rows follow frequency
  for (const int32_t word : words) {
    if (count(word) < kRepeats) continue;
    int32_t& best = byRow.emplace(corpus.table[word].row, word).first->second;
    if (count(word) > count(best)) best = word;
  }
  std::vector<int32_t> candidates;
  for (const auto& [row, word] : byRow) {
    if (candidates.size() < kCandidates) candidates.push_back(word);
  }
  return candidates;
}

}  // namespace

Substitutes::Substitutes(const Corpus& corpus, const reader::QuantizedVectors& vectors,
                         const reader::ReaderOptions& options)
    : listOf_(static_cast<std::size_t>(corpus.table.size()), -1) {
  const int64_t firstRow = options.trainedWords + options.questionWords;
  std::map<int32_t, std::vector<int32_t>> unlike;  // kind → numbers of that shape, or names without a vector
  std::vector<int32_t> spelled[2];                 // with a vector: in small letters, with capital ones
  for (int32_t word = 0; word < corpus.table.size(); ++word) {
    const int32_t kind = corpus.kindOf(word);
    if (kind > 0 || (kind == Corpus::kName && corpus.table[word].row == 0)) {
      unlike[kind].push_back(word);
    } else if (corpus.table[word].row >= firstRow) {
      spelled[corpus.table[word].lower == word ? 0 : 1].push_back(word);
    }
  }
  for (const auto& [kind, words] : unlike) addList(words, words);

  const torch::NoGradGuard noGrad;
  const std::vector<int32_t> counts = countWords(corpus);
  const auto unitVectors = [&](std::span<const int32_t> words) {
    std::vector<int64_t> rows;
    for (const int32_t word : words) rows.push_back(corpus.table[word].row - options.trainedWords);
    return torch::nn::functional::normalize(vectors.lookUp(torch::tensor(rows, torch::kInt64)));
  };
  for (const std::vector<int32_t>& words : spelled) {
    const std::vector<int32_t> candidates = candidatesOf(words, corpus, counts);
    if (candidates.empty()) continue;
    const torch::Tensor columns = unitVectors(candidates).t().contiguous();  // (size, candidates)
    for (std::size_t from = 0; from < words.size(); from += kChunk) {
      const auto chunk = std::span(words).subspan(from, std::min(kChunk, words.size() - from));
      const torch::Tensor cosines = torch::matmul(unitVectors(chunk), columns);  // (chunk, candidates)
      // Twice as many as are wanted: those with the word's own stem are no substitutes.
      const int64_t count = std::min<int64_t>(2 * kNearest, cosines.size(1));
      const torch::Tensor nearest = std::get<1>(cosines.topk(count, 1)).contiguous();
      for (std::size_t i = 0; i < chunk.size(); ++i) {
        std::vector<int32_t> list;
        const std::span found(nearest.data_ptr<int64_t>() + static_cast<int64_t>(i) * count,
                              static_cast<std::size_t>(count));
        for (const int64_t index : found) {
          const int32_t candidate = candidates[static_cast<std::size_t>(index)];
          const bool isSameStem = corpus.table[candidate].stem == corpus.table[chunk[i]].stem;
          if (!isSameStem && list.size() < kNearest) list.push_back(candidate);
        }
        if (!list.empty()) addList(chunk.subspan(i, 1), std::move(list));
      }
    }
  }
}

void Substitutes::addList(std::span<const int32_t> words, std::vector<int32_t> list) {
  for (const int32_t word : words) {
    listOf_[static_cast<std::size_t>(word)] = static_cast<std::int64_t>(lists_.size());
  }
  lists_.push_back(std::move(list));
}

int32_t Substitutes::draw(int32_t word, std::mt19937_64& random) const {
  const std::int64_t index = listOf_[static_cast<std::size_t>(word)];
  if (index < 0) return word;
  const auto& list = lists_[static_cast<std::size_t>(index)];
  return list[std::uniform_int_distribution<std::size_t>(0, list.size() - 1)(random)];
}

Substitution::Substitution(const Corpus& corpus, const Substitutes& substitutes,
                           std::span<const reader::WindowPair> pairs, double rate, std::uint64_t seed)
    : corpus_(corpus), substitutes_(substitutes), isChosen_(rate), random_(seed) {
  for (const reader::WindowPair& pair : pairs) {
    for (const auto words : {pair.passage, pair.question}) {
      for (const int32_t word : words) present_.insert(corpus.table[word].normal);
    }
  }
}

/// A substitute that none of the texts has yet; -1 when none was drawn.
int32_t Substitution::drawNew(int32_t word) {
  for (int i = 0; i < kTries; ++i) {
    const int32_t drawn = substitutes_.draw(word, random_);
    if (present_.insert(corpus_.table[drawn].normal).second) return drawn;
  }
  return -1;
}

std::vector<int32_t> Substitution::operator()(std::span<const int32_t> words) {
  std::vector<int32_t> exchanged;
  exchanged.reserve(words.size());
  for (const int32_t word : words) {
    const auto [found, isNew] = standIn_.emplace(corpus_.table[word].normal, -1);
    if (isNew && isChosen_(random_)) found->second = drawNew(word);
    exchanged.push_back(found->second < 0 ? word : found->second);
  }
  return exchanged;
}

}  // namespace lectern::training
