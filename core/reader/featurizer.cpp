#include "core/reader/featurizer.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

namespace lectern::reader {
namespace {

/// The words of a batch, each once, from 1.
class BatchWords {
 public:
  int64_t indexOf(int32_t word) {
    const auto [found, added] = indices_.emplace(word, static_cast<int64_t>(words_.size()) + 1);
    if (added) words_.push_back(word);
    return found->second;
  }

  void writeTo(ReaderBatch& batch, const WordTable& table) const {
    std::size_t longest = 1;
    for (const int32_t word : words_) longest = std::max(longest, table[word].characters.size());
    const auto count = static_cast<int64_t>(words_.size()) + 1;
    batch.wordRows = torch::zeros({count}, torch::kInt64);
    batch.wordCharacters = torch::zeros({count, static_cast<int64_t>(longest)}, torch::kInt64);
    auto* rows = batch.wordRows.data_ptr<int64_t>();
    auto* characters = batch.wordCharacters.data_ptr<int64_t>();
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const Word& word = table[words_[i]];
      rows[i + 1] = word.row;
      std::ranges::copy(word.characters, characters + (i + 1) * longest);
    }
  }

 private:
  std::unordered_map<int32_t, int64_t> indices_;
  std::vector<int32_t> words_;
};

/// One side of a batch while it is filled.
struct Side {
  Side(std::size_t batch, std::size_t longest)
      : words(torch::zeros({static_cast<int64_t>(batch), static_cast<int64_t>(longest)}, torch::kInt64)),
        features(torch::zeros({static_cast<int64_t>(batch), static_cast<int64_t>(longest), kFeatureCount})),
        lengths(torch::zeros({static_cast<int64_t>(batch)}, torch::kInt64)),
        width(longest) {}

  int64_t* wordAt(std::size_t row, std::size_t token) {
    return words.data_ptr<int64_t>() + row * width + token;
  }
  float* featuresAt(std::size_t row, std::size_t token) {
    return features.data_ptr<float>() + (row * width + token) * static_cast<std::size_t>(kFeatureCount);
  }

  torch::Tensor words, features, lengths;
  std::size_t width;
};

/// What one side of a pair has, for the other to match against.
struct Bag {
  Bag(const WordTable& table, std::span<const int32_t> words) {
    for (const int32_t word : words) {
      spellings.insert(word);
      ++normals[table[word].normal];
      stems.insert(table[word].stem);
    }
  }
  int countOf(int32_t normal) const {
    const auto found = normals.find(normal);
    return found != normals.end() ? found->second : 0;
  }
  std::unordered_set<int32_t> spellings, stems;
  std::unordered_map<int32_t, int> normals;
};

/// The question's words as they are spelled in the passage.
std::vector<int32_t> spellAsPassage(const WordTable& table, const WindowPair& pair) {
  std::unordered_map<int32_t, std::pair<int32_t, int>>
      best;  // normalized form → most frequent word, its count
  std::unordered_map<int32_t, int> counts;
  for (const int32_t word : pair.passage) {
    auto& [spelling, count] = best[table[word].normal];
    if (++counts[word] > count) {
      spelling = word;
      count = counts[word];
    }
  }
  std::vector<int32_t> words;
  for (const int32_t word : pair.question) {
    const auto found = best.find(table[word].normal);
    words.push_back(found != best.end() ? found->second.first : table[word].lower);
  }
  return words;
}

void fillRow(Side& side, std::size_t row, const WordTable& table, std::span<const int32_t> words,
             const Bag& other, const Bag& passage, BatchWords& batchWords) {
  side.lengths.data_ptr<int64_t>()[row] = static_cast<int64_t>(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = table[words[i]];
    *side.wordAt(row, i) = batchWords.indexOf(words[i]);
    const bool matches = other.normals.contains(word.normal);
    float* features = side.featuresAt(row, i);
    features[0] = other.spellings.contains(words[i]) ? 1.0f : 0.0f;
    features[1] = matches ? 1.0f : 0.0f;
    features[2] = other.stems.contains(word.stem) ? 1.0f : 0.0f;
    features[3] = std::log1p(static_cast<float>(passage.countOf(word.normal))) / std::log1p(10.0f);
    features[4] = word.rarity;
    features[5] = matches ? word.rarity : 0.0f;
  }
}

}  // namespace

ReaderBatch makeBatch(const WordTable& table, std::span<const WindowPair> pairs) {
  std::size_t longestPassage = 0;
  std::size_t longestQuestion = 0;
  for (const WindowPair& pair : pairs) {
    if (pair.passage.empty() || pair.question.empty()) {
      throw std::invalid_argument("a batch needs words in every passage and question");
    }
    longestPassage = std::max(longestPassage, pair.passage.size());
    longestQuestion = std::max(longestQuestion, pair.question.size());
  }
  if (pairs.empty()) throw std::invalid_argument("a batch needs at least one pair");

  Side passages(pairs.size(), longestPassage);
  Side questions(pairs.size(), longestQuestion);
  BatchWords batchWords;
  for (std::size_t row = 0; row < pairs.size(); ++row) {
    const std::vector<int32_t> question = spellAsPassage(table, pairs[row]);
    const Bag passageBag(table, pairs[row].passage);
    const Bag questionBag(table, question);
    fillRow(passages, row, table, pairs[row].passage, questionBag, passageBag, batchWords);
    fillRow(questions, row, table, question, passageBag, passageBag, batchWords);
  }
  ReaderBatch batch{{},
                    {},
                    passages.words,
                    passages.features,
                    passages.lengths,
                    questions.words,
                    questions.features,
                    questions.lengths};
  batchWords.writeTo(batch, table);
  return batch;
}

ReaderBatch makePassageBatch(const WordTable& table, std::span<const std::span<const int32_t>> passages) {
  if (passages.empty()) throw std::invalid_argument("a batch needs at least one passage");
  const std::size_t longest =
      std::ranges::max(passages, {}, [](std::span<const int32_t> words) { return words.size(); }).size();
  ReaderBatch batch;
  batch.passage =
      torch::zeros({static_cast<int64_t>(passages.size()), static_cast<int64_t>(longest)}, torch::kInt64);
  batch.passageLengths = torch::zeros({static_cast<int64_t>(passages.size())}, torch::kInt64);
  BatchWords batchWords;
  for (std::size_t row = 0; row < passages.size(); ++row) {
    if (passages[row].empty()) throw std::invalid_argument("a batch needs words in every passage");
    batch.passageLengths.data_ptr<int64_t>()[row] = static_cast<int64_t>(passages[row].size());
    std::ranges::transform(passages[row], batch.passage.data_ptr<int64_t>() + row * longest,
                           [&](int32_t word) { return batchWords.indexOf(word); });
  }
  batchWords.writeTo(batch, table);
  return batch;
}

}  // namespace lectern::reader
