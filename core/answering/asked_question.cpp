#include "core/answering/asked_question.h"

#include <algorithm>

#include "core/answering/asked_part.h"
#include "core/answering/foreign_text.h"
#include "core/answering/meant_words.h"
#include "core/base/error.h"
#include "core/text/tokenizer.h"

namespace lectern::answering {
namespace {

/// Its words, with ranges into the whole of it; none where it has no letter and no digit.
reader::EncodedText encode(std::u16string_view question, const std::string& language,
                           reader::WordTable& table) {
  const text::Range asked = language == "en" ? askedPart(question) : text::Range{0, question.size()};
  reader::EncodedText encoded = table.encodeQuestion(asked.of(question));
  const auto isWord = [&](text::Range token) {
    const std::u16string_view spelling = token.of(asked.of(question));
    return text::beginsWithLetter(spelling) ||
           spelling.find_first_of(u"0123456789") != std::u16string_view::npos;
  };
  if (std::ranges::none_of(encoded.tokens, isWord)) return {};
  for (text::Range& token : encoded.tokens) token = {token.begin + asked.begin, token.end + asked.begin};
  return encoded;
}

void requireLength(const reader::EncodedText& question) {
  if (question.tokens.size() <= reader::kMostQuestionTokens) return;
  throw FormatError("the question is too long: it has " + std::to_string(question.tokens.size()) +
                    " words and punctuation marks; " + std::to_string(reader::kMostQuestionTokens) +
                    " can be read");
}

void leaveOut(text::Range word, AskedQuestion& question) {
  const std::vector<text::Range> tokens = question.tokens();
  const std::vector<std::size_t> tokenOf = question.tokenOf();
  reader::EncodedText& encoded = question.encoded;
  for (std::size_t i = tokenOf.size(); i-- > 0;) {
    if (tokens[tokenOf[i]].overlap(word) == 0) continue;
    encoded.tokens.erase(encoded.tokens.begin() + static_cast<std::ptrdiff_t>(i));
    encoded.words.erase(encoded.words.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

std::vector<std::size_t> AskedQuestion::tokenOf() const {
  std::vector<std::size_t> of;
  for (std::size_t i = 0; i < encoded.tokens.size(); ++i) {
    // The last one may be a question mark that was lacking.
    const bool isMore = encoded.tokens[i].empty() && i > 0 && i + 1 < encoded.tokens.size();
    of.push_back(of.empty() ? 0 : of.back() + (isMore ? 0 : 1));
  }
  return of;
}

std::vector<text::Range> AskedQuestion::tokens() const {
  std::vector<text::Range> tokens;
  const std::vector<std::size_t> of = tokenOf();
  for (std::size_t i = 0; i < of.size(); ++i) {
    if (of[i] == tokens.size()) tokens.push_back(encoded.tokens[i]);
  }
  return tokens;
}

AskedQuestion askedQuestion(std::u16string_view question, text::Range leftOut,
                            const reader::ReaderBundle& bundle, PreparedTexts& texts) {
  const reader::ReaderOptions& reader = bundle.manifest.options;
  AskedQuestion asked{question, encode(question, reader.language, texts.table), {}};
  requireLength(asked.encoded);
  if (questionLooksForeign(texts.table, asked.encoded, question, reader)) {
    asked.notes.push_back("This question does not read like the language " + quoted(reader.language) +
                          " that the reader was trained on; its answer may be wrong.");
  } else {
    asked.notes = readAsMeant(question, asked.encoded, texts.known, *bundle.vocabulary, texts.table);
  }
  if (!leftOut.empty()) leaveOut(leftOut, asked);
  return asked;
}

QuestionEvidence evidenceOf(const AskedQuestion& question, const PreparedTexts& texts) {
  const reader::EncodedText& encoded = question.encoded;
  double unknown = 0, all = 0, missing = 0;
  for (std::size_t i = 0; i < encoded.words.size(); ++i) {
    const reader::Word& word = texts.table[encoded.words[i]];
    if (word.row == 0) ++unknown;
    if (word.isFunctionWord || text::isPunctuation(encoded.tokens[i].of(question.text))) continue;
    all += word.rarity;
    if (!texts.stems.contains(word.stem)) missing += word.rarity;
  }
  return {.unknownWords = unknown / static_cast<double>(std::max<std::size_t>(encoded.words.size(), 1)),
          .missingWords = all > 0 ? missing / all : 0};
}

}  // namespace lectern::answering
