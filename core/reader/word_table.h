#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/reader/options.h"
#include "core/reader/vocabulary.h"
#include "core/text/range.h"
#include "core/text/stemmer.h"

namespace lectern::reader {

/// Raised when texts or questions are read otherwise than before: what a network made of them is then of no
/// use.
inline constexpr int kReadingVersion = 11;

/// Of one question. A longer one is another text by mistake, and takes memory without end.
inline constexpr std::size_t kMostQuestionTokens = 300;

/// How a word is written.
enum class Letters {
  None,      ///< it has none, or of a script without capitals
  Small,     ///< some are small
  Capitals,  ///< capitals alone
};

/// What the reader knows of one spelling of a word. Ids are small counts, equal where the strings are equal.
struct Word {
  int32_t normal = 0;               ///< id of its normalized form
  int32_t stem = 0;                 ///< id of its stem
  int32_t lower = 0;                ///< the word that is spelled like its normalized form
  int32_t row = 0;                  ///< in the vocabulary
  Letters letters = Letters::None;  ///< of the spelling
  float rarity = 1;                 ///< low for the most frequent words, 1 for one without a vector
  bool isFunctionWord = false;      ///< says little of what is asked: "what", "the", "first"
  std::vector<int64_t> characters;  ///< in the reader's alphabet, from 1
};

/// A text as the reader sees it: its tokens, and the word of each in a WordTable.
struct EncodedText {
  std::vector<text::Range> tokens;
  std::vector<int32_t> words;
  std::vector<std::size_t> paragraphs = {};  ///< the tokens that begin one, in order
};

/// Numbers the words of some texts and works out once a spelling what the reader wants to know of it.
/// For one thread at a time; vocabulary and options must outlive it.
class WordTable {
 public:
  WordTable(const Vocabulary& vocabulary, const ReaderOptions& options);

  /// Tokenizes a text and enters its words, and between them those of its layout (`layoutOf`), whose
  /// ranges are empty. A word in small letters that a hyphen parts at the end of a line is one token. Where
  /// many are in capitals, none of small letters between them, as in contracts and headings, they are entered
  /// in small letters: a name has nothing to stand out from there.
  /// Throws CancelledError.
  EncodedText encode(std::u16string_view text, const std::stop_token& stop = {});

  /// The same for a question, which has no layout and is read with a question mark: one that has none gets
  /// one, an empty range at its end. (People leave it out, and it says nothing of whether there is an
  /// answer.)
  EncodedText encodeQuestion(std::u16string_view question);

  const Word& operator[](int32_t word) const { return words_[static_cast<std::size_t>(word)]; }

  /// How many words there are; they are numbered from 0.
  int32_t size() const { return static_cast<int32_t>(words_.size()); }

 private:
  EncodedText encodeTokens(std::u16string_view text, const std::stop_token& stop);
  /// Whether a token, the hyphen behind it and the next token are one word that the end of a line parts.
  bool isParted(std::u16string_view text, const std::vector<text::Range>& tokens, std::size_t i) const;
  int32_t add(std::u16string_view spelling);
  void lowerCapitals(std::vector<int32_t>& words) const;
  bool isFunctionWord(const Word& word, std::u16string_view normal) const;

  const Vocabulary& vocabulary_;
  text::Stemmer stemmer_;
  std::size_t maxWordLength_;
  int64_t trainedWords_;
  std::unordered_map<char32_t, int64_t> alphabet_;
  std::unordered_map<std::u16string, int32_t> spellings_, strings_;
  std::vector<Word> words_;
};

}  // namespace lectern::reader
