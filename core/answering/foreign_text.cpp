#include "core/answering/foreign_text.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "core/text/code_points.h"
#include "core/text/normalizer.h"
#include "core/text/tokenizer.h"

namespace lectern::answering {
namespace {

using namespace std::string_view_literals;

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

bool isMostlyOfOtherScripts(std::u16string_view question) {
  int letters = 0, latin = 0;
  for (std::size_t i = 0; i < question.size(); i = text::nextCodePoint(question, i)) {
    const auto c = static_cast<UChar32>(text::codePointAt(question, i));
    if (!u_isalpha(c)) continue;
    ++letters;
    if (uscript_hasScript(c, USCRIPT_LATIN)) ++latin;
  }
  return latin * 2 < letters;
}

/// Question words of German, French, Spanish, Italian and Portuguese that are no English words.
constexpr std::array kForeignQuestionWords = {
    u"wer"sv,     u"wen"sv,     u"wem"sv,     u"wann"sv,     u"warum"sv, u"wieso"sv,  u"wie"sv,
    u"welche"sv,  u"welcher"sv, u"welches"sv, u"welchen"sv,  u"woher"sv, u"wohin"sv,  u"wieviel"sv,
    u"qui"sv,     u"quand"sv,   u"où"sv,      u"pourquoi"sv, u"quel"sv,  u"quelle"sv, u"quels"sv,
    u"quelles"sv, u"combien"sv, u"quién"sv,   u"quiénes"sv,  u"qué"sv,   u"cuándo"sv, u"cuál"sv,
    u"cuáles"sv,  u"cuánto"sv,  u"cuántos"sv, u"dónde"sv,    u"cómo"sv,  u"quanto"sv, u"quanti"sv,
    u"perché"sv,  u"quale"sv,   u"quali"sv,   u"quem"sv,     u"onde"sv,  u"qual"sv,   u"quantos"sv};

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

bool questionLooksForeign(const reader::WordTable& table, const reader::EncodedText& encoded,
                          std::u16string_view question, const reader::ReaderOptions& options) {
  constexpr int kSeveral = 4, kEnglish = 2;  // words; function words that no other language has by chance
  if (options.language != "en") return false;
  int words = 0, frequent = 0, unknown = 0;
  bool asksForeign = false;
  for (std::size_t i = 0; i < encoded.words.size(); ++i) {
    const std::u16string_view spelling = encoded.tokens[i].of(question);
    if (!text::beginsWithLetter(spelling)) continue;
    if (words == 0) {
      asksForeign =
          std::ranges::find(kForeignQuestionWords, text::normalize(spelling)) != kForeignQuestionWords.end();
    }
    ++words;
    const reader::Word& word = table[encoded.words[i]];
    if (word.isFunctionWord) ++frequent;
    if (word.row == 0) ++unknown;
  }
  if (frequent == 0 && isMostlyOfOtherScripts(question)) return true;
  return (asksForeign && frequent < kEnglish) || (words >= kSeveral && frequent == 0 && unknown * 2 >= words);
}

}  // namespace lectern::answering
