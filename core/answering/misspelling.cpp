#include "core/answering/misspelling.h"

#include <algorithm>
#include <array>

#include "core/answering/function_word.h"
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
  std::u16string digits;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool isSeparator = word[i] == u',' && i > 0 && (word.size() - i) % 4 == 0;  // of thousands
    if (!isSeparator) digits += word[i];
  }
  return digits.find_first_not_of(u"0123456789") == std::u16string::npos ? digits : std::u16string();
}

/// From which rarity on a word that the reader knows may still be two letters exchanged ("teh"), and how many
/// of the reader's words are frequent enough to be meant then, and where it does not know the word.
constexpr float kRare = 0.9F;
constexpr int kMeantOfRare = 3000, kMeantOfUnknown = 10'000;

bool mayBeMisspelled(const reader::Word& word, std::u16string_view spelling) {
  return word.rarity >= kRare && spelling.size() >= kShortest && text::beginsWithLetter(spelling);
}

/// The first word of the texts that is as asked; null if none is.
template <typename IsIt>
const TextWord* firstWord(const TextWords& known, IsIt isIt) {
  const TextWord* first = nullptr;
  for (const auto& [id, word] : known.all()) {
    if (isIt(word) && (first == nullptr || word.word < first->word)) first = &word;
  }
  return first;
}

bool isExchanged(std::u16string_view a, std::u16string_view b) {
  return a.size() == b.size() && std::ranges::is_permutation(a, b);
}

bool beginsWithCapital(std::u16string_view word) {
  return text::normalize(word.substr(0, 1)) != word.substr(0, 1);
}

/// The first of the reader's words, which has the frequent ones first, that may be meant; empty if none is.
std::u16string frequentWord(std::u16string_view normal, const reader::Vocabulary& vocabulary,
                            bool isUnknown) {
  const std::string utf8 = text::toUtf8(normal);
  std::string_view rest = vocabulary.toText();
  for (int left = isUnknown ? kMeantOfUnknown : kMeantOfRare; !rest.empty() && left > 0; --left) {
    const std::string_view word = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    if (word.empty() || word.front() != utf8.front() || word.size() + 1 < utf8.size() ||
        word.size() > utf8.size() + 1) {
      continue;
    }
    std::u16string candidate = text::toUtf16(word);
    if (isOneSlip(normal, candidate) && (isUnknown || isExchanged(normal, candidate))) return candidate;
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

const std::unordered_map<int32_t, TextWord>& TextWords::all() const {
  if (!isFilled_) {
    isFilled_ = true;
    for (std::size_t t = 0; t < texts_.size(); ++t) {
      for (std::size_t i = 0; i < encoded_[t].words.size(); ++i) {
        if (encoded_[t].tokens[i].empty()) continue;  // of the layout
        const int32_t word = encoded_[t].words[i];
        const auto [place, isNew] = words_.try_emplace(table_[word].normal);
        if (!isNew) continue;
        const std::u16string_view spelling = encoded_[t].tokens[i].of(texts_[t]);
        place->second = {text::normalize(spelling), spelling, word};
      }
    }
  }
  return words_;
}

std::vector<std::string> readAsMeant(std::u16string_view question, reader::EncodedText& encoded,
                                     const TextWords& known, const reader::Vocabulary& vocabulary,
                                     reader::WordTable& table) {
  std::vector<std::string> said;
  for (std::size_t i = 0; i < encoded.words.size(); ++i) {
    const std::u16string_view spelling = encoded.tokens[i].of(question);
    const std::u16string normal = text::normalize(spelling);
    const std::u16string number = numberOf(normal);
    const bool isMisspelled = mayBeMisspelled(table[encoded.words[i]], spelling);
    if (number.empty() && !isMisspelled) continue;
    if (known.all().contains(table[encoded.words[i]].normal)) continue;

    const int32_t stem = table[encoded.words[i]].stem;
    const bool isUnknown = table[encoded.words[i]].row == 0, isName = i > 0 && beginsWithCapital(spelling);
    const auto isSame = [&](const TextWord& other) { return numberOf(other.normal) == number; };
    const auto isAkin = [&](const TextWord& other) { return table[other.word].stem == stem; };
    const auto isNear = [&](const TextWord& other) {
      // A function word is as good as never meant, but where its letters are exchanged.
      const bool canBe = !isFunctionWord(table[other.word]) || isExchanged(normal, other.normal);
      return canBe && (!isName || beginsWithCapital(other.spelling)) && isOneSlip(normal, other.normal);
    };
    const TextWord* meant = nullptr;
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
      asRead = frequentWord(normal, vocabulary, isUnknown);
      if (!asRead.empty()) encoded.words[i] = table.encodeQuestion(asRead).words.front();
    }
    if (asRead.empty()) continue;
    std::string sentence = "“" + text::toUtf8(spelling) + "” was read as “" + text::toUtf8(asRead) + "”.";
    if (std::ranges::find(said, sentence) == said.end()) said.push_back(std::move(sentence));
  }
  return said;
}

}  // namespace lectern::answering
