#include "core/training/new_reader.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/text/code_points.h"
#include "core/text/normalizer.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

namespace lectern::training {
namespace {

constexpr std::size_t kTrainedWordCount = 60;  // from which a word without a vector gets one
constexpr std::size_t kAlphabetSize = 400;     // the rest is "a character outside the alphabet"

/// How often words and characters stand in the data.
struct Counts {
  std::unordered_map<std::string, std::size_t> words, questionWords;
  std::map<char32_t, std::size_t> characters;

  void add(std::u16string_view text, bool isQuestion) {
    for (const text::Range& token : text::tokenize(text)) {
      const std::string word = text::toUtf8(text::normalize(token.of(text)));
      ++words[word];
      if (isQuestion) ++questionWords[word];
    }
    for (std::size_t i = 0; i < text.size(); i = text::nextCodePoint(text, i)) {
      const char32_t c = text::codePointAt(text, i);
      if (c > ' ') ++characters[c];
    }
  }
};

/// Keys by falling count, equal ones in their own order, so that the same data always gives the same list.
template <typename Map>
auto byCount(const Map& counts) {
  std::vector<std::pair<typename Map::key_type, std::size_t>> sorted(counts.begin(), counts.end());
  std::ranges::sort(sorted, [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return sorted;
}

Counts countWords(const std::vector<data::SquadDataset>& datasets) {
  Counts counts;
  for (const data::SquadDataset& dataset : datasets) {
    for (const data::SquadParagraph* paragraph : dataset.paragraphs()) {
      counts.add(paragraph->context, false);
      for (const data::SquadQuestion& question : paragraph->questions) counts.add(question.question, true);
    }
  }
  return counts;
}

/// Words and their rows in a file of word vectors.
class Rows {
 public:
  explicit Rows(const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) rows_.emplace(words[i], i);
  }
  std::optional<std::size_t> find(const std::string& word) const {
    const auto found = rows_.find(word);
    return found == rows_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::unordered_map<std::string, std::size_t> rows_;
};

/// The reserved words, and those that stand in the data often enough to be learned and have no vector.
std::vector<std::string> trainedWords(const Counts& counts, const Rows& rows) {
  std::vector<std::string> words = reader::Vocabulary::reservedWords();
  for (const auto& [word, count] : byCount(counts.words)) {
    const bool hasRow = rows.find(word) || reader::Vocabulary::shapeRow(word) != 0;
    if (count >= kTrainedWordCount && !hasRow) words.push_back(word);
  }
  return words;
}

/// Rows of the words that have a vector and are not reserved, the most frequent `questionWords` of the
/// questions first; that becomes how many there are.
std::vector<int64_t> orderOf(const std::vector<std::string>& words, const Rows& rows, const Counts& counts,
                             int64_t& questionWords) {
  std::vector<bool> isTaken(words.size());
  for (const std::string& reserved : reader::Vocabulary::reservedWords()) {
    if (const auto row = rows.find(reserved)) isTaken[*row] = true;
  }
  std::vector<int64_t> order;
  const auto take = [&](std::size_t row) {
    if (isTaken[row] || rows.find(words[row]) != row) return;
    isTaken[row] = true;
    order.push_back(static_cast<int64_t>(row));
  };
  for (const auto& [word, count] : byCount(counts.questionWords)) {
    if (static_cast<int64_t>(order.size()) == questionWords) break;
    if (const auto row = rows.find(word)) take(*row);
  }
  questionWords = static_cast<int64_t>(order.size());
  for (std::size_t row = 0; row < words.size(); ++row) take(row);
  return order;
}

}  // namespace

reader::ReaderBundle makeReader(const std::vector<data::SquadDataset>& datasets,
                                const TrainingOptions& options) {
  const reader::WordVectors glove = reader::readGlove(options.vectors, options.wordCount);
  const Counts counts = countWords(datasets);
  const Rows rows(glove.words);

  reader::ReaderBundle bundle;
  bundle.manifest.name = options.name;
  bundle.manifest.version = options.version;
  reader::ReaderOptions& network = bundle.manifest.options = options.network;
  network.wordSize = glove.vectors.size(1);
  std::vector<std::string> words = trainedWords(counts, rows);
  network.trainedWords = static_cast<int64_t>(words.size());
  const std::vector<int64_t> order = orderOf(glove.words, rows, counts, network.questionWords);
  for (const int64_t row : order) words.push_back(glove.words[static_cast<std::size_t>(row)]);
  for (const auto& [character, count] : byCount(counts.characters)) {
    if (network.characters.size() == kAlphabetSize) break;
    network.characters.push_back(character);
  }
  bundle.vocabulary = std::make_shared<reader::Vocabulary>(words);
  bundle.vectors =
      reader::QuantizedVectors::quantize(glove.vectors.index_select(0, torch::tensor(order, torch::kInt64)));
  bundle.network = reader::ReaderNetwork(network, bundle.vectors);
  return bundle;
}

}  // namespace lectern::training
