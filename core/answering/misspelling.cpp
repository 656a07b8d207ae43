#include "core/answering/misspelling.h"

#include <algorithm>
#include <unordered_map>

#include "core/text/normalizer.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

namespace lectern::answering {
namespace {

constexpr std::size_t kShortest = 5;  // units; among short words too many are one slip apart

bool mayBeMisspelled(const reader::Word& word, std::u16string_view spelling) {
  return word.row == 0 && spelling.size() >= kShortest && text::beginsWithLetter(spelling);
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

std::vector<std::string> readMisspelled(std::u16string_view question, reader::EncodedText& encoded,
                                        const std::vector<std::u16string_view>& texts,
                                        const std::vector<reader::EncodedText>& encodedTexts,
                                        const reader::WordTable& table) {
  std::vector<std::string> said;
  std::unordered_map<int32_t, KnownWord> known;  // filled when a word asks for it
  for (std::size_t i = 0; i < encoded.words.size(); ++i) {
    const std::u16string_view spelling = encoded.tokens[i].of(question);
    const reader::Word& word = table[encoded.words[i]];
    if (!mayBeMisspelled(word, spelling)) continue;
    if (known.empty()) known = wordsOf(texts, encodedTexts, table);
    if (known.contains(word.normal)) continue;
    const std::u16string normal = text::normalize(spelling);
    const KnownWord* meant = nullptr;
    for (const auto& [id, other] : known) {
      if (isOneSlip(normal, other.normal) && (meant == nullptr || other.word < meant->word)) meant = &other;
    }
    if (meant == nullptr) continue;
    encoded.words[i] = meant->word;
    std::string sentence =
        "“" + text::toUtf8(spelling) + "” was read as “" + text::toUtf8(meant->spelling) + "”.";
    if (std::ranges::find(said, sentence) == said.end()) said.push_back(std::move(sentence));
  }
  return said;
}

}  // namespace lectern::answering
