#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/reader/embeddings.h"
#include "core/reader/featurizer.h"
#include "core/training/corpus.h"

namespace lectern::training {

/// Words that may take one another's place: a text about them stays a text, and a question about it keeps its
/// answer. For a word with a vector of its own the nearest ones by cosine, capitalized for a capitalized one;
/// for a number another one of its shape; for a name without a vector another such name. Frequent words of
/// questions ("who", "city") have none.
class Substitutes {
 public:
  /// `vectors` are those of the corpus's vocabulary from `options.trainedWords` on.
  Substitutes(const Corpus& corpus, const reader::QuantizedVectors& vectors,
              const reader::ReaderOptions& options);

  /// A substitute for the word; the word itself where it has none.
  int32_t draw(int32_t word, std::mt19937_64& random) const;

 private:
  void addList(std::span<const int32_t> words, std::vector<int32_t> list);

  std::vector<std::int64_t> listOf_;         ///< a word's list in `lists_`; -1: none
  std::vector<std::vector<int32_t>> lists_;  ///< a word may be in its own
};

/// Exchanges words of a question and its passages, the same word for the same one in all of them and
/// different words for different ones, so that a reader cannot learn by heart which name or number answers
/// which question.
class Substitution {
 public:
  /// Exchanges each word of the question's `pairs` with the probability `rate`. What is given must outlive
  /// it.
  Substitution(const Corpus& corpus, const Substitutes& substitutes,
               std::span<const reader::WindowPair> pairs, double rate, std::uint64_t seed);

  std::vector<int32_t> operator()(std::span<const int32_t> words);

 private:
  int32_t drawNew(int32_t word);

  const Corpus& corpus_;
  const Substitutes& substitutes_;
  std::bernoulli_distribution isChosen_;
  std::mt19937_64 random_;
  std::unordered_set<int32_t> present_;  ///< normalized forms of all texts and of what stands in them
  std::unordered_map<int32_t, int32_t> standIn_;  ///< normalized form → what stands for it; -1: itself
};

}  // namespace lectern::training
