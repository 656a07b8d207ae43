#include "core/reader/word_table.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/progress.h"
#include "core/reader/layout.h"
#include "core/reader/ornament.h"
#include "core/text/code_points.h"
#include "core/text/line.h"
#include "core/text/normalizer.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

namespace lectern::reader {
namespace {

/// Words in capitals, with none of small letters between them, from which they are no names and abbreviations
/// any more.
constexpr int kManyCapitals = 6;

/// A word as a person sees it: without the soft hyphens and joiners that the tokenizer leaves in it, letters
/// and their accents as one, ligatures as their letters.
std::u16string seen(std::u16string_view word) {
  std::u16string letters(word);
  std::erase_if(letters, text::isUnseenInWord);
  return text::composed(letters.empty() ? word : letters);
}

Letters lettersOf(std::u16string_view spelling) {
  Letters letters = Letters::None;
  for (std::size_t i = 0; i < spelling.size(); i = text::nextCodePoint(spelling, i)) {
    const auto c = static_cast<UChar32>(text::codePointAt(spelling, i));
    if (u_islower(c)) return Letters::Small;
    if (u_isupper(c)) letters = Letters::Capitals;
  }
  return letters;
}

}  // namespace

WordTable::WordTable(const Vocabulary& vocabulary, const ReaderOptions& options)
    : vocabulary_(vocabulary),
      stemmer_(options.language),
      maxWordLength_(static_cast<std::size_t>(options.maxWordLength)),
      trainedWords_(options.trainedWords) {
  // 0 is padding, 1 a character outside the alphabet.
  for (const char32_t c : options.characters)
    alphabet_.emplace(c, static_cast<int64_t>(alphabet_.size()) + 2);
}

EncodedText WordTable::encode(std::u16string_view text, const std::stop_token& stop) {
  const EncodedText seen = encodeTokens(text, stop);
  const Layout layout = layoutOf(text, seen.tokens);
  throwIfStopped(stop);
  EncodedText encoded;
  auto next = layout.words.begin();
  auto paragraph = layout.paragraphs.begin();
  for (std::size_t token = 0; token <= seen.tokens.size(); ++token) {
    std::size_t place = token > 0 ? seen.tokens[token - 1].end : 0;
    const auto put = [&](const text::Range& range, int32_t word) {
      if (paragraph != layout.paragraphs.end() && *paragraph == token &&
          range.begin == seen.tokens[token].begin) {
        encoded.paragraphs.push_back(encoded.tokens.size());
        ++paragraph;
      }
      encoded.tokens.push_back(range);
      encoded.words.push_back(word);
    };
    for (; next != layout.words.end() && next->before == token; ++next) {
      if (next->repeated) place = seen.tokens[token].begin;  // what is said of a token stands with it
      put({place, place}, next->repeated ? seen.words[*next->repeated] : add(next->mark));
    }
    if (token < seen.tokens.size()) put(seen.tokens[token], seen.words[token]);
  }
  return encoded;
}

EncodedText WordTable::encodeTokens(std::u16string_view text, const std::stop_token& stop) {
  constexpr std::size_t kStride = 4096;  // between looks at `stop`
  EncodedText encoded;
  throwIfStopped(stop);
  std::vector<text::Range> tokens = text::tokenize(text);
  throwIfStopped(stop);
  tokens = withoutOrnament(text, std::move(tokens));
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i % kStride == 0) throwIfStopped(stop);
    encoded.tokens.push_back(tokens[i]);
    text::Range& token = encoded.tokens.back();
    const bool isWhole = !isParted(text, tokens, i);
    if (!isWhole) token.end = tokens[i += 2].end;
    encoded.words.push_back(isWhole ? add(token.of(text)) : add(text::unparted(token.of(text))));
  }
  lowerCapitals(encoded.words);
  return encoded;
}

bool WordTable::isParted(std::u16string_view text, const std::vector<text::Range>& tokens,
                         std::size_t i) const {
  if (i + 2 >= tokens.size()) return false;
  const text::Range &first = tokens[i], &hyphen = tokens[i + 1], &rest = tokens[i + 2];
  const auto isHyphen = [&](const text::Range& token) {
    return token.of(text) == u"-" || token.of(text) == u"‐";
  };
  if (!isHyphen(hyphen) || hyphen.begin != first.end) return false;
  const bool isCompound = i > 0 && isHyphen(tokens[i - 1]) && tokens[i - 1].end == first.begin;
  const bool isSmall = u_islower(text[first.end - 1]) && u_islower(text[rest.begin]);
  const std::u16string_view gap = text.substr(hyphen.end, rest.begin - hyphen.end);
  if (isCompound || !isSmall || std::ranges::none_of(gap, text::isLineEnd)) return false;
  // Rows follow frequency: a word is more frequent than one of its parts, "longterm" less than both.
  const auto rowOf = [&](std::u16string_view word) {
    return vocabulary_.row(text::toUtf8(text::normalize(word)));
  };
  const int64_t whole = rowOf(text::unparted(text::Range{first.begin, rest.end}.of(text)));
  const int64_t before = rowOf(first.of(text)), behind = rowOf(rest.of(text));
  return before == 0 || behind == 0 || (whole != 0 && whole < std::max(before, behind));
}

EncodedText WordTable::encodeQuestion(std::u16string_view question) {
  EncodedText encoded = encodeTokens(question, {});
  const int32_t mark = add(u"?");
  const auto isMark = [&](int32_t word) { return (*this)[word].normal == (*this)[mark].normal; };
  if (encoded.words.empty() || std::ranges::any_of(encoded.words, isMark)) return encoded;
  encoded.tokens.push_back({question.size(), question.size()});
  encoded.words.push_back(mark);
  return encoded;
}

int32_t WordTable::add(std::u16string_view spelling) {
  const std::u16string key = seen(spelling);
  if (const auto found = spellings_.find(key); found != spellings_.end()) return found->second;
  const auto id = static_cast<int32_t>(words_.size());
  spellings_.emplace(key, id);
  words_.emplace_back();

  const auto idOf = [this](const std::u16string& string) {
    return strings_.emplace(string, static_cast<int32_t>(strings_.size())).first->second;
  };
  const std::u16string normal = text::normalize(key);
  Word word;
  word.letters = lettersOf(key);
  word.normal = idOf(normal);
  word.stem = idOf(stemmer_.stem(normal));
  word.row = static_cast<int32_t>(vocabulary_.row(text::toUtf8(normal)));
  // Rows follow frequency by and large, so their logarithm stands for that of the frequency (Zipf).
  const auto reserved = static_cast<int32_t>(Vocabulary::reservedWords().size());
  if (word.row >= reserved) {
    word.rarity =
        static_cast<float>(std::log1p(word.row) / std::log1p(static_cast<double>(vocabulary_.size())));
  }
  word.isFunctionWord = isFunctionWord(word, normal);
  for (std::size_t i = 0; i < key.size() && word.characters.size() < maxWordLength_;
       i = text::nextCodePoint(key, i)) {
    const auto found = alphabet_.find(text::codePointAt(key, i));
    word.characters.push_back(found != alphabet_.end() ? found->second : 1);
  }
  word.lower = normal == key ? id : add(normal);
  words_[static_cast<std::size_t>(id)] = std::move(word);
  return id;
}

bool WordTable::isFunctionWord(const Word& word, std::u16string_view normal) const {
  constexpr float kFrequent = 0.45F;  // of some hundred words
  constexpr std::u16string_view kTrained[] = {u"a", u"'s", u"s", u"n't", u"i"};
  // Trained words have the first rows, though many are names, symbols and single letters: they are rare.
  if (word.row < trainedWords_) return std::ranges::find(kTrained, normal) != std::end(kTrained);
  return word.rarity < kFrequent;
}

void WordTable::lowerCapitals(std::vector<int32_t>& words) const {
  const auto isSmall = [this](int32_t word) { return (*this)[word].letters == Letters::Small; };
  for (auto begin = words.begin(); begin != words.end();) {
    begin = std::find_if_not(begin, words.end(), isSmall);
    const auto end = std::find_if(begin, words.end(), isSmall);
    const auto capitals = std::count_if(
        begin, end, [this](int32_t word) { return (*this)[word].letters == Letters::Capitals; });
    if (capitals >= kManyCapitals) {
      std::transform(begin, end, begin, [this](int32_t word) { return (*this)[word].lower; });
    }
    begin = end;
  }
}

}  // namespace lectern::reader
