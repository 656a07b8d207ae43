#include "core/training/substitutes.h"

#include <torch/torch.h>

#include <algorithm>
#include <map>

namespace lectern::training {
namespace {

constexpr int64_t kNearest = 8;              // substitutes of a word with a vector
constexpr std::size_t kCandidates = 20'000;  // most frequent words that may stand for another one
constexpr int64_t kChunk = 512;              // words compared with all candidates at once
constexpr int32_t kRepeats = 2;              // a word that stands once in all texts may be a misprint

std::vector<int32_t> countWords(const Corpus& corpus) {
  std::vector<int32_t> counts(static_cast<std::size_t>(corpus.table.size()));
  for (const TrainingPassage& passage : corpus.passages) {
    for (const int32_t word : passage.words) ++counts[static_cast<std::size_t>(word)];
  }
  return counts;
}

}  // namespace

Substitutes::Substitutes(const Corpus& corpus, const reader::QuantizedVectors& vectors,
                         const reader::ReaderOptions& options)
    : listOf_(static_cast<std::size_t>(corpus.table.size()), -1) {
  const std::vector<int32_t> counts = countWords(corpus);
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
  for (auto& [kind, words] : unlike) {
    for (const int32_t word : words) {
      listOf_[static_cast<std::size_t>(word)] = static_cast<std::int64_t>(lists_.size());
    }
    lists_.push_back(std::move(words));
  }

  const torch::NoGradGuard noGrad;
  const auto unitVectors = [&](std::span<const int32_t> words) {
    std::vector<int64_t> rows;
    for (const int32_t word : words) rows.push_back(corpus.table[word].row - options.trainedWords);
    return torch::nn::functional::normalize(vectors.lookUp(torch::tensor(rows, torch::kInt64)));
  };
  for (const std::vector<int32_t>& words : spelled) {
    // Rows follow frequency, and of several spellings of a word the most frequent one stands for it.
    std::map<int32_t, int32_t> byRow;
    for (const int32_t word : words) {
      const auto count = [&](int32_t of) { return counts[static_cast<std::size_t>(of)]; };
      if (count(word) < kRepeats) continue;
      int32_t& best = byRow.emplace(corpus.table[word].row, word).first->second;
      if (count(word) > count(best)) best = word;
    }
    std::vector<int32_t> candidates;
    for (const auto& [row, word] : byRow) {
      if (candidates.size() < kCandidates) candidates.push_back(word);
    }
    if (candidates.empty()) continue;
    const torch::Tensor candidateVectors = unitVectors(candidates).t().contiguous();  // (size, candidates)
    const auto count = static_cast<int64_t>(words.size());
    for (int64_t from = 0; from < count; from += kChunk) {
      const auto chunk = std::span(words).subspan(static_cast<std::size_t>(from),
                                                  static_cast<std::size_t>(std::min(kChunk, count - from)));
      const torch::Tensor cosines = torch::matmul(unitVectors(chunk), candidateVectors);  // (chunk, candidates)
      // Twice as many as are wanted: those with the word's own stem are not substitutes.
      const torch::Tensor nearest =
          std::get<1>(cosines.topk(std::min<int64_t>(2 * kNearest, cosines.size(1)), 1)).contiguous();
      for (std::size_t i = 0; i < chunk.size(); ++i) {
        std::vector<int32_t> list;
        const auto* found = nearest.data_ptr<int64_t>() + static_cast<int64_t>(i) * nearest.size(1);
        for (int64_t n = 0; n < nearest.size(1) && list.size() < static_cast<std::size_t>(kNearest); ++n) {
          const int32_t candidate = candidates[static_cast<std::size_t>(found[n])];
          if (corpus.table[candidate].stem != corpus.table[chunk[i]].stem) list.push_back(candidate);
        }
        if (list.empty()) continue;
        listOf_[static_cast<std::size_t>(chunk[i])] = static_cast<std::int64_t>(lists_.size());
        lists_.push_back(std::move(list));
      }
    }
  }
}

int32_t Substitutes::draw(int32_t word, std::mt19937_64& random) const {
  const std::int64_t index = listOf_[static_cast<std::size_t>(word)];
  if (index < 0) return word;
  const auto& list = lists_[static_cast<std::size_t>(index)];
  return list[std::uniform_int_distribution<std::size_t>(0, list.size() - 1)(random)];
}

std::vector<int32_t> Substitution::operator()(std::span<const int32_t> words) {
  std::vector<int32_t> exchanged;
  exchanged.reserve(words.size());
  for (const int32_t word : words) {
    const auto [found, isNew] = taken_.emplace(corpus_.table[word].normal, -1);
    if (isNew && isChosen_(random_)) found->second = substitutes_.draw(word, random_);
    exchanged.push_back(found->second < 0 ? word : found->second);
  }
  return exchanged;
}

}  // namespace lectern::training
