#include "core/answering/misspelling.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>

#include "core/text/normalizer.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

namespace lectern::answering {
namespace {

constexpr std::size_t kShortest = 3;        // units; among shorter words too many are one slip apart
constexpr std::size_t kShortestOfText = 5;  // of a word of the texts, which may be a rare one

/// "2" to "12" in words; "one" is as often a pronoun.
constexpr std::array<std::u16string_view, 11> kNumberWords = {
    u"two", u"three", u"four", u"five", u"six", u"seven", u"eight", u"nine", u"ten", u"eleven", u"twelve"};

/// A normalized word's number in digits; empty if it is none.
std::u16string numberOf(std::u16string_view word) {
  if (const auto found = std::ranges::find(kNumberWords, word); found != kNumberWords.end()) {
    const std::string digits = std::to_string(found - kNumberWords.begin() + 2);
    return {digits.begin(), digits.end()};
  }
  std::u16string digits(word);
  std::erase(digits, u',');
  return digits.find_first_not_of(u"0123456789") == std::u16string::npos ? digits : std::u16string();
}

/// From which rarity on a word that the reader knows may still be a slip ("teh"), and how many of the
/// reader's words are frequent enough to be meant then.
constexpr float kRare = 0.9F;
constexpr int kFrequent = 3000;

bool mayBeMisspelled(const reader::Word& word, std::u16string_view spelling) {
  return word.rarity >= kRare && spelling.size() >= kShortest && text::beginsWithLetter(spelling);
}

/// A word of the texts, where it stands first.
struct KnownWord {
  std::u16string normal;
  std::u16string_view spelling;
  int32_t word = 0;
};

/// The words of all texts by their normalized forms.
std::unordered_map<int32_t, KnownWord> wordsOf(const std::vector<std::u16string_view>& texts,
                                               const std::vector<reader::EncodedText>& encoded,
                                               const reader::WordTable& table) {
  std::unordered_map<int32_t, KnownWord> known;
  for (std::size_t t = 0; t < texts.size(); ++t) {
    for (std::size_t i = 0; i < encoded[t].words.size(); ++i) {
      if (encoded[t].tokens[i].empty()) continue;  // of the layout
      const int32_t word = encoded[t].words[i];
      const auto [place, isNew] = known.try_emplace(table[word].normal);
      if (!isNew) continue;
      const std::u16string_view spelling = encoded[t].tokens[i].of(texts[t]);
      place->second = {text::normalize(spelling), spelling, word};
    }
  }
  return known;
}

/// The first word of the texts that is as asked; null if none is.
template <typename IsIt>
const KnownWord* firstWord(const std::unordered_map<int32_t, KnownWord>& known, IsIt isIt) {
  const KnownWord* first = nullptr;
  for (const auto& [id, word] : known) {
    if (isIt(word) && (first == nullptr || word.word < first->word)) first = &word;
  }
  return first;
}

/// The first of the reader's words, of the `most` most frequent, that is one slip away; empty if none is.
std::u16string frequentWord(std::u16string_view normal, const reader::Vocabulary& vocabulary, int most) {
  const std::string utf8 = text::toUtf8(normal);
  std::string_view rest = vocabulary.toText();
  for (; !rest.empty() && most > 0; --most) {
    const std::string_view word = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    if (word.empty() || word.front() != utf8.front() || word.size() + 1 < utf8.size() ||
        word.size() > utf8.size() + 1)
      continue;
    std::u16string candidate = text::toUtf16(word);
    if (isOneSlip(normal, candidate)) return candidate;
  }
  return {};
}

}  // namespace

bool isOneSlip(std::u16string_view a, std::u16string_view b) {
  if (a.empty() || b.empty() || a.front() != b.front()) return false;
  const auto [fromA, fromB] = std::ranges::mismatch(a, b);
  a.remove_prefix(static_cast<std::size_t>(fromA - a.begin()));
  b.remove_prefix(static_cast<std::size_t>(fromB - b.begin()));
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  const bool isExchange = a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
  return isExchange || std::max(a.size(), b.size()) == 1;
}

std::vector<std::string> readAsMeant(std::u16string_view question, reader::EncodedText& encoded,
                                     const std::vector<std::u16string_view>& texts,
                                     const std::vector<reader::EncodedText>& encodedTexts,
                                     const reader::Vocabulary& vocabulary, reader::WordTable& table) {
  std::vector<std::string> said;
  std::unordered_map<int32_t, KnownWord> known;  // filled when a word asks for it
  for (std::size_t i = 0; i < encoded.words.size(); ++i) {
    const std::u16string_view spelling = encoded.tokens[i].of(question);
    const std::u16string normal = text::normalize(spelling);
    const std::u16string number = numberOf(normal);
    const bool isMisspelled = mayBeMisspelled(table[encoded.words[i]], spelling);
    if (number.empty() && !isMisspelled) continue;
    if (known.empty()) known = wordsOf(texts, encodedTexts, table);
    if (known.contains(table[encoded.words[i]].normal)) continue;

    const reader::Word& word = table[encoded.words[i]];
    const bool isUnknown = word.row == 0;
    const auto isSame = [&](const KnownWord& other) { return numberOf(other.normal) == number; };
    const auto isNear = [&](const KnownWord& other) { return isOneSlip(normal, other.normal); };
    const auto isAkin = [&](const KnownWord& other) { return table[other.word].stem == word.stem; };
    const KnownWord* meant = nullptr;
    if (!number.empty()) {
      meant = firstWord(known, isSame);
    } else if (isUnknown && spelling.size() >= kShortestOfText) {
      meant = firstWord(known, isNear);
    }
    std::u16string asRead;
    if (meant != nullptr) {
      encoded.words[i] = meant->word;
      asRead = meant->spelling;
    } else if (isMisspelled && (spelling == normal || i == 0) && firstWord(known, isAkin) == nullptr) {
      asRead = frequentWord(normal, vocabulary, isUnknown ? std::numeric_limits<int>::max() : kFrequent);
      if (!asRead.empty()) encoded.words[i] = table.encodeQuestion(asRead).words.front();
    }
    if (asRead.empty()) continue;
    std::string sentence = "“" + text::toUtf8(spelling) + "” was read as “" + text::toUtf8(asRead) + "”.";
    if (std::ranges::find(said, sentence) == said.end()) said.push_back(std::move(sentence));
  }
  return said;
}

}  // namespace lectern::answering
