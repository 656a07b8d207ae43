#include "core/reader/word_table.h"

#include <cmath>

#include "core/text/code_points.h"
#include "core/text/normalizer.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

namespace lectern::reader {

WordTable::WordTable(const Vocabulary& vocabulary, const ReaderOptions& options)
    : vocabulary_(vocabulary),
      stemmer_(options.language),
      maxWordLength_(static_cast<std::size_t>(options.maxWordLength)) {
  // 0 is padding, 1 a character outside the alphabet.
  for (const char32_t c : options.characters)
    alphabet_.emplace(c, static_cast<int64_t>(alphabet_.size()) + 2);
}

EncodedText WordTable::encode(std::u16string_view text) {
  EncodedText encoded{text::tokenize(text), {}};
  encoded.words.reserve(encoded.tokens.size());
  for (const text::Range& token : encoded.tokens) encoded.words.push_back(add(token.of(text)));
  return encoded;
}

int32_t WordTable::add(std::u16string_view spelling) {
  std::u16string key(spelling);
  if (const auto found = spellings_.find(key); found != spellings_.end()) return found->second;
  const auto id = static_cast<int32_t>(words_.size());
  spellings_.emplace(key, id);
  words_.emplace_back();

  const auto idOf = [this](const std::u16string& string) {
    return strings_.emplace(string, static_cast<int32_t>(strings_.size())).first->second;
  };
  const std::u16string normal = text::normalize(spelling);
  Word word;
  word.normal = idOf(normal);
  word.stem = idOf(stemmer_.stem(normal));
  word.row = static_cast<int32_t>(vocabulary_.row(text::toUtf8(normal)));
  // Rows follow frequency, so their logarithm stands for that of the frequency (Zipf).
  const auto reserved = static_cast<int32_t>(Vocabulary::reservedWords().size());
  if (word.row >= reserved) {
    word.rarity =
        static_cast<float>(std::log1p(word.row) / std::log1p(static_cast<double>(vocabulary_.size())));
  }
  for (std::size_t i = 0; i < key.size() && word.characters.size() < maxWordLength_;
       i = text::nextCodePoint(key, i)) {
    const auto found = alphabet_.find(text::codePointAt(key, i));
    word.characters.push_back(found != alphabet_.end() ? found->second : 1);
  }
  word.lower = normal == spelling ? id : add(normal);
  words_[static_cast<std::size_t>(id)] = std::move(word);
  return id;
}

}  // namespace lectern::reader
