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
    for (const data::SquadArticle& article : dataset.articles) {
      for (const data::SquadParagraph& paragraph : article.paragraphs) {
        counts.add(paragraph.context, false);
        for (const data::SquadQuestion& question : paragraph.questions) counts.add(question.question, true);
      }
    }
  }
  return counts;
}

}  // namespace

reader::ReaderBundle makeReader(const std::vector<data::SquadDataset>& datasets,
                                const TrainingOptions& options) {
  const reader::WordVectors glove = reader::readGlove(options.vectors, options.wordCount);
  const Counts counts = countWords(datasets);
  std::unordered_map<std::string, int64_t> gloveRows;
  for (std::size_t i = 0; i < glove.words.size(); ++i)
    gloveRows.emplace(glove.words[i], static_cast<int64_t>(i));

  reader::ReaderBundle bundle;
  bundle.manifest.name = options.name;
  bundle.manifest.version = options.version;
  reader::ReaderOptions& network = bundle.manifest.options = options.network;
  network.wordSize = glove.vectors.size(1);

  std::vector<std::string> words = reader::Vocabulary::reservedWords();
  for (const auto& [word, count] : byCount(counts.words)) {
    const bool hasRow = gloveRows.contains(word) || reader::Vocabulary::shapeRow(word) != 0;
    if (count >= kTrainedWordCount && !hasRow) words.push_back(word);
  }
  network.trainedWords = static_cast<int64_t>(words.size());

  std::vector<int64_t> order;  // rows of the GloVe file, in the order of the vocabulary
  std::vector<bool> taken(glove.words.size());
  for (const std::string& reserved : reader::Vocabulary::reservedWords()) {
    if (const auto found = gloveRows.find(reserved); found != gloveRows.end()) {
      taken[static_cast<std::size_t>(found->second)] = true;
    }
  }
  const auto take = [&](int64_t row) {
    const auto index = static_cast<std::size_t>(row);
    if (taken[index] || gloveRows.at(glove.words[index]) != row) return;
    taken[index] = true;
    order.push_back(row);
    words.push_back(glove.words[index]);
  };
  for (const auto& [word, count] : byCount(counts.questionWords)) {
    if (static_cast<int64_t>(order.size()) == network.questionWords) break;
    if (const auto found = gloveRows.find(word); found != gloveRows.end()) take(found->second);
  }
  network.questionWords = static_cast<int64_t>(order.size());
  for (std::size_t i = 0; i < glove.words.size(); ++i) take(static_cast<int64_t>(i));

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
