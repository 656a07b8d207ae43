#include "core/answering/foreign_text.h"

#include <algorithm>

#include "core/text/tokenizer.h"

namespace lectern::answering {
namespace {

/// Share of unknown words from which a text is taken to be in another language.
constexpr double kForeignShare = 0.4;
constexpr std::size_t kFewWords = 20;  // too few to tell

/// Share of the most frequent words of questions below which a text is taken to be in another one: of English
/// paragraphs 99 in 100 have 0.17 and more, what is written in French, Spanish or German 0.03 and less.
/// Vectors know so many words that few of those are unknown.
constexpr double kOwnShare = 0.06;
constexpr int64_t kFrequentWords = 100;
constexpr std::size_t kFewLetters = 40;  // words of letters; too few to tell

/// Whether it stands next to a tab: words of small cells are names and numbers in any language.
bool isInSmallCell(text::Range token, std::u16string_view source) {
  const std::size_t before = source.substr(0, token.begin).find_last_not_of(u" \t") + 1;
  const std::size_t after = std::min(source.find_first_not_of(u" \t", token.end), source.size());
  return source.substr(before, token.begin - before).find(u'\t') != std::u16string_view::npos ||
         source.substr(token.end, after - token.end).find(u'\t') != std::u16string_view::npos;
}

}  // namespace

bool looksForeign(const reader::WordTable& table, const reader::EncodedText& encoded,
                  std::u16string_view source, const reader::ReaderOptions& options) {
  double unknown = 0, frequent = 0;
  std::size_t words = 0, letters = 0;
  for (std::size_t i = 0; i < encoded.words.size(); ++i) {
    if (encoded.tokens[i].empty()) continue;  // of the layout
    ++words;
    const int64_t row = table[encoded.words[i]].row;
    if (row == 0) ++unknown;
    if (!text::beginsWithLetter(encoded.tokens[i].of(source)) || isInSmallCell(encoded.tokens[i], source))
      continue;
    ++letters;
    // Vectors begin with the most frequent words of questions.
    const int64_t rank = row - options.trainedWords;
    if (rank >= 0 && rank < kFrequentWords) ++frequent;
  }
  return (words >= kFewWords && unknown > kForeignShare * static_cast<double>(words)) ||
         (letters >= kFewLetters && frequent < kOwnShare * static_cast<double>(letters));
}

}  // namespace lectern::answering
