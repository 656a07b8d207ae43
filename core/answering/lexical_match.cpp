#include "core/answering/lexical_match.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "core/text/normalizer.h"
#include "core/text/tokenizer.h"

namespace lectern::answering {
namespace {

constexpr std::size_t kNear = 40, kPassage = 2 * kNear;  // tokens
constexpr double kSaturation = 1.2;                      // BM25's k1; all passages are of one length

/// Words that ask: prose has so few of them that each would count like a name.
constexpr std::u16string_view kAskingWords[] = {u"what",  u"who", u"whom", u"whose", u"which", u"when",
                                                u"where", u"why", u"how",  u"do",    u"does",  u"did"};

bool asks(std::u16string_view word) {
  return std::ranges::find(kAskingWords, text::normalize(word)) != std::end(kAskingWords);
}

/// Adds to each token's sum what a word of the question is worth there.
void addWord(const std::vector<std::size_t>& places, double rarity, std::vector<double>& sums) {
  for (std::size_t token = 0, first = 0, end = 0; token < sums.size(); ++token) {
    while (end < places.size() && places[end] <= token + kNear) ++end;
    while (first < end && places[first] + kNear < token) ++first;
    const auto count = static_cast<double>(end - first);
    sums[token] += rarity * count * (kSaturation + 1) / (count + kSaturation);
  }
}

}  // namespace

LexicalMatch::LexicalMatch(const reader::WordTable& table, const std::vector<reader::EncodedText>& texts)
    : table_(table), texts_(texts) {
  for (const reader::EncodedText& text : texts) {
    auto& places = places_.emplace_back();
    for (std::size_t i = 0; i < text.words.size(); ++i) places[table[text.words[i]].stem].push_back(i);
    passages_ += (text.words.size() + kPassage - 1) / kPassage;
  }
}

std::vector<std::vector<double>> LexicalMatch::scores(std::u16string_view question,
                                                      const reader::EncodedText& encoded) const {
  std::set<int32_t> stems;
  for (std::size_t i = 0; i < encoded.words.size(); ++i) {
    const std::u16string_view spelling = encoded.tokens[i].of(question);
    const reader::Word& word = table_[encoded.words[i]];
    // Some have no place: the question mark, and more words that one was read as.
    const bool isWord =
        spelling.empty() ? word.letters != reader::Letters::None : !text::isPunctuation(spelling);
    if (isWord && !asks(spelling)) stems.insert(word.stem);
  }
  std::vector<std::vector<double>> scores;
  for (const reader::EncodedText& text : texts_) scores.emplace_back(text.words.size());
  for (const int32_t stem : stems) {
    const double worth = rarity(stem);
    for (std::size_t t = 0; t < texts_.size(); ++t) {
      if (const auto found = places_[t].find(stem); found != places_[t].end())
        addWord(found->second, worth, scores[t]);
    }
  }
  return scores;
}

double LexicalMatch::rarity(int32_t stem) const {
  std::size_t holding = 0;  // passages
  for (const auto& places : places_) {
    const auto found = places.find(stem);
    if (found == places.end()) continue;
    std::size_t next = 0;  // the first token of the passages that are not counted yet
    for (const std::size_t place : found->second) {
      if (place < next) continue;
      ++holding;
      next = (place / kPassage + 1) * kPassage;
    }
  }
  const auto with = static_cast<double>(holding), without = static_cast<double>(passages_ - holding);
  return std::log1p((without + 0.5) / (with + 0.5));
}

}  // namespace lectern::answering
