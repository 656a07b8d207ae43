#include "core/answering/asked_part.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "core/text/normalizer.h"
#include "core/text/sentence_splitter.h"
#include "core/text/tokenizer.h"

namespace lectern::answering {
namespace {

using Words = std::vector<std::u16string>;

/// Before a question word, or what is asked for.
const std::array<Words, 20> kBeforeQuestion = {{
    {u"can", u"you", u"please", u"tell", u"me"},
    {u"can", u"you", u"tell", u"me"},
    {u"could", u"you", u"please", u"tell", u"me"},
    {u"could", u"you", u"tell", u"me"},
    {u"would", u"you", u"please", u"tell", u"me"},
    {u"would", u"you", u"tell", u"me"},
    {u"please", u"tell", u"me"},
    {u"tell", u"me"},
    {u"do", u"you", u"know"},
    {u"i", u"want", u"to", u"know"},
    {u"i", u"would", u"like", u"to", u"know"},
    {u"i", u"wonder"},
    {u"i", u"was", u"wondering"},
    {u"please", u"answer"},
    {u"so"},
    {u"ok"},
    {u"according", u"to", u"the", u"text"},
    {u"according", u"to", u"the", u"document"},
    {u"according", u"to", u"the", u"passage"},
    {u"according", u"to", u"the", u"article"},
}};

/// Before what is asked for.
const std::array<Words, 14> kCommands = {{
    {u"can", u"you", u"find"},
    {u"i", u"am", u"looking", u"for"},
    {u"i", u"'m", u"looking", u"for"},
    {u"looking", u"for"},
    {u"i", u"need"},
    {u"please", u"give", u"me"},
    {u"give", u"me"},
    {u"tell", u"me"},
    {u"show", u"me"},
    {u"find"},
    {u"give"},
    {u"name"},
    {u"state"},
    {u"list"},
}};

const std::set<std::u16string> kQuestionWords = {u"what",  u"who", u"whom", u"whose", u"when",
                                                 u"where", u"why", u"how",  u"which"};
const std::set<std::u16string> kDeterminers = {u"the", u"a", u"an", u"all", u"his", u"her", u"its", u"their"};
/// Words that mean what another sentence names.
const std::set<std::u16string> kPronouns = {u"it",   u"he",   u"she",   u"they",  u"him",
                                            u"them", u"his",  u"her",   u"their", u"its",
                                            u"this", u"that", u"these", u"there", u"those"};
constexpr std::size_t kWholeQuestion = 6;  // fewest tokens of a question that needs no other sentence

/// After a greeting.
const std::set<std::u16string> kOpenings = {
    u"can",  u"could", u"would",  u"do",    u"does", u"did",  u"is",   u"are",  u"was",
    u"were", u"i",     u"please", u"tell",  u"give", u"show", u"name", u"what", u"who",
    u"whom", u"whose", u"when",   u"where", u"why",  u"how",  u"which"};
/// With which questions begin, behind their number, beside those.
const std::set<std::u16string> kFirstWords = {
    u"the",   u"a",    u"an",      u"in",       u"on",     u"at",        u"of",       u"to",     u"for",
    u"from",  u"by",   u"with",    u"about",    u"during", u"under",     u"after",    u"before", u"between",
    u"if",    u"has",  u"have",    u"had",      u"will",   u"should",    u"may",      u"must",   u"list",
    u"state", u"find", u"explain", u"describe", u"define", u"according", u"identify", u"besides"};
/// With which a question begins, too.
const std::set<std::u16string> kAuxiliaries = {u"is", u"are", u"was", u"were", u"do", u"does", u"did"};
const std::set<std::u16string> kGreetings = {u"hi", u"hello", u"hey"};
/// Behind a question.
const std::set<std::u16string> kThanks = {u"thanks", u"thank", u"thx", u"please", u"cheers"};

/// Steps over what does not ask, from both ends of a question's tokens.
class Asking {
 public:
  explicit Asking(std::u16string_view question) : question_(question), tokens_(text::tokenize(question)) {
    for (const text::Range& token : tokens_) words_.push_back(text::normalize(token.of(question)));
    end_ = tokens_.size();
  }

  text::Range part() {
    passNumber();
    keepAskingSentence();
    passGreeting();
    for (const Words& frame : kBeforeQuestion) {
      if (passes(frame, kQuestionWords) || passes(frame, kDeterminers)) break;
    }
    for (const Words& command : kCommands) {
      if (passes(command, kDeterminers)) break;
    }
    dropMarks();
    dropSource();
    if (begin_ == end_) return {0, question_.size()};
    return {tokens_[begin_].begin, tokens_[end_ - 1].end};
  }

 private:
  bool is(std::size_t token, std::u16string_view word) const { return token < end_ && words_[token] == word; }
  bool isMark(std::size_t token, std::u16string_view marks) const {
    return token < end_ && words_[token].size() == 1 &&
           marks.find(words_[token][0]) != std::u16string_view::npos;
  }
  bool isNumber(std::size_t token) const {
    return token < end_ && words_[token].find_first_not_of(u"0123456789") == std::u16string::npos;
  }

  bool isRoman(std::size_t token) const {
    return token < end_ && words_[token].find_first_not_of(u"ivx") == std::u16string::npos;
  }
  bool opens(std::size_t token) const {
    return token < end_ && (kOpenings.contains(words_[token]) || kGreetings.contains(words_[token]));
  }

  /// "Q:", "Q3:", "Question 3.", "3)", "(3)", "#3", "iv)"; "3:" and "3." only before a word that begins a
  /// question, not "2. Bundesliga".
  void passNumber() {
    std::size_t next = begin_;
    const bool isShort = next + 1 < end_ && words_[next + 1].size() <= 3;  // no year
    if (isMark(next, u"(#") && isShort && (isNumber(next + 1) || isRoman(next + 1))) {
      const std::size_t behind = next + (isMark(next + 2, u")") ? 3 : 2);
      const bool isName = isMark(next, u"#") && behind < end_ && kAuxiliaries.contains(words_[behind]);
      if (opens(behind) && !isName) {  // "#2 is made of what?"
        begin_ = behind;
        return;
      }
    }
    const bool isName = next + 2 < end_ && words_[next + 2].size() == 1 && isMark(next + 3, u".");  // "V. I."
    if (isRoman(next) && isMark(next + 1, u").") && opens(next + 2) && !isName) {
      begin_ = next + 2;
      return;
    }
    const bool isOneWord = next < end_ && words_[next].size() > 1 && words_[next].front() == u'q' &&
                           words_[next].find_first_not_of(u"0123456789", 1) == std::u16string::npos;
    const bool isNamed = is(next, u"q") || is(next, u"question") || isOneWord;
    if (isNamed) ++next;
    const bool isNumbered = isNumber(next);
    if (isNumbered) ++next;
    const bool begins = opens(next + 1) || (next + 1 < end_ && kFirstWords.contains(words_[next + 1]));
    const bool isBeforeMark =
        isNumbered && ((isMark(next, u":") && opens(next + 1)) || (isMark(next, u".") && begins));
    if ((isNamed && isMark(next, u":.)")) || (isNumbered && isMark(next, u")")) || isBeforeMark)
      begin_ = next + 1;
  }

  /// The first token at or behind a place, or the last one.
  std::size_t firstToken(std::size_t place) const {
    std::size_t token = begin_;
    while (token + 1 < end_ && tokens_[token].begin < place) ++token;
    return token;
  }

  /// Whether a question word stands there that asks; not as in "What a mess!"
  bool beginsToAsk(std::size_t token) const {
    return kQuestionWords.contains(words_[token]) && !is(token + 1, u"a") && !is(token + 1, u"an");
  }

  /// Whether what stands before a sentence asks already, and breaks off at a name with a mark: "Who directed
  /// Oh! What a Lovely War?"
  bool goesOnBehindName(std::size_t sentenceBegin) const {
    const std::size_t next = firstToken(sentenceBegin);
    if (next == begin_ || !isMark(next - 1, u"!")) return false;
    return beginsToAsk(begin_) || kAuxiliaries.contains(words_[begin_]) || beginsToAsk(begin_ + 1);
  }

  /// Whether a quotation has begun before a place and not ended.
  bool isInQuotation(std::size_t place) const {
    const std::u16string_view before = question_.substr(0, place);
    const auto isOpen = [&](char16_t begin, char16_t end) {
      return std::ranges::count(before, begin) > std::ranges::count(before, end);
    };
    bool isSingle = false;  // one of marks that apostrophes are, too
    for (std::size_t i = 0; i + 1 < before.size(); ++i) {
      if (before[i] != u'\'') continue;
      const bool beginsWord = (i == 0 || before[i - 1] == u' ') && u_isalpha(before[i + 1]);
      isSingle = beginsWord || (isSingle && u_isalnum(before[i + 1]));
    }
    return std::ranges::count(before, u'"') % 2 != 0 || isOpen(u'“', u'”') || isOpen(u'‘', u'’') ||
           isOpen(u'«', u'»') || isSingle;
  }

  /// Whether a sentence may end with the mark before a word in small letters. One that asks goes on behind
  /// "Mamma Mia!" and "Inc.", but before thanks.
  bool mayEndBefore(std::size_t mark, std::size_t sentenceBegin) const {
    if (kThanks.contains(words_[mark + 1])) return true;
    if (!opens(mark + 1)) return false;
    if (isMark(mark, u"?")) return true;
    const std::size_t first = firstToken(sentenceBegin);
    return !kQuestionWords.contains(words_[first]) && !kAuxiliaries.contains(words_[first]) &&
           (mark == 0 || !text::isAbbreviation(words_[mark - 1]));
  }

  /// The question's sentences, also those that begin with a small letter: before a word that a question
  /// begins with, and before thanks.
  std::vector<text::Range> sentences() const {
    std::vector<text::Range> result;
    for (text::Range sentence : text::splitSentences(question_)) {
      for (std::size_t i = begin_; i + 1 < end_; ++i) {
        if (tokens_[i].begin <= sentence.begin || tokens_[i + 1].begin >= sentence.end) continue;
        const char16_t next = question_[tokens_[i + 1].begin];
        const bool isApart = isMark(i, u"?!.") && tokens_[i].end < tokens_[i + 1].begin;
        if (!isApart || next < u'a' || next > u'z' || !mayEndBefore(i, sentence.begin)) continue;
        result.push_back({sentence.begin, tokens_[i].end});
        sentence.begin = tokens_[i + 1].begin;
      }
      result.push_back(sentence);
    }
    return result;
  }

  /// Of several sentences the only one that ends with a question mark.
  void keepAskingSentence() {
    text::Range kept;
    int asking = 0, sentences = 0;
    bool isAlone = true;
    for (const text::Range& sentence : this->sentences()) {
      if (begin_ < end_ && sentence.end <= tokens_[begin_].begin) continue;
      const bool goesOn = sentences > 0 && goesOnBehindName(sentence.begin);
      ++sentences;
      const std::u16string_view words = sentence.of(question_);
      const std::size_t last = words.find_last_not_of(u"!\"”’')");
      if (last == std::u16string_view::npos || words[last] != u'?') {
        // "Can you help me? When does it end"
        isAlone = isAlone && (asking == 0 || !beginsToAsk(firstToken(sentence.begin)));
        continue;
      }
      ++asking;
      kept = sentence;
      isAlone = isAlone && !goesOn;
    }
    if (asking != 1 || sentences == 1 || !isAlone || isInQuotation(kept.begin)) return;
    std::size_t first = firstToken(kept.begin), end = end_;
    while (first < end && tokens_[end - 1].begin >= kept.end) --end;
    const bool isQuestion =
        first < end && (opens(first) || (first + 1 < end && kQuestionWords.contains(words_[first + 1])));
    if (!isQuestion) return;  // a name with a mark in it: "Who founded Yahoo! Inc.?"
    const bool refersBack = std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(first),
                                        words_.begin() + static_cast<std::ptrdiff_t>(end),
                                        [](const std::u16string& word) { return kPronouns.contains(word); });
    end_ = end;
    if (!refersBack && end - first >= kWholeQuestion) begin_ = first;
  }

  void passGreeting() {
    if (begin_ == end_ || !kGreetings.contains(words_[begin_])) return;
    std::size_t next = begin_ + 1;
    if (!isMark(next, u",!.")) return;
    while (isMark(next, u",!.")) ++next;
    if (next < end_ && kOpenings.contains(words_[next])) begin_ = next;
  }

  /// Passes the words, if they stand next and one of `followers` comes then.
  bool passes(const Words& words, const std::set<std::u16string>& followers) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!is(begin_ + i, words[i])) return false;
    }
    std::size_t next = begin_ + words.size();
    while (isMark(next, u",:")) ++next;
    if (next >= end_ || !followers.contains(words_[next])) return false;
    begin_ = next;
    return true;
  }

  /// Marks and symbols at the end, but for one question mark, what stands before it, and what may belong to a
  /// quotation.
  void dropMarks() {
    const auto isDropped = [&](std::size_t token) {
      const std::u16string& word = words_[token];
      return isMark(token, u"?!.…:;,") || word.find_first_not_of(u".!?") == std::u16string::npos ||
             (word.front() >= u'\u2190' && !text::beginsWithLetter(word));  // arrows, symbols, emoji
    };
    std::size_t end = end_;
    while (end > begin_ && isDropped(end - 1) && words_[end - 1] != u"?") --end;
    while (end > begin_ + 1 && words_[end - 1] == u"?" && words_[end - 2] == u"?") --end;
    if (end > begin_) end_ = end;
  }

  /// ", according to the text?" at the end.
  void dropSource() {
    static const std::set<std::u16string> kSources = {u"text", u"document", u"passage", u"article"};
    std::size_t end = end_;
    while (end > begin_ && isMark(end - 1, u"?.")) --end;
    constexpr std::size_t kWords = 4, kLeft = 3;  // "according to the text", and what still asks something
    if (end < begin_ + kWords + kLeft || !kSources.contains(words_[end - 1]) || !is(end - 2, u"the") ||
        !is(end - 3, u"to") || !is(end - 4, u"according")) {
      return;
    }
    end_ = end - kWords;
    while (isMark(end_ - 1, u",")) --end_;
  }

  std::u16string_view question_;
  std::vector<text::Range> tokens_;
  Words words_;
  std::size_t begin_ = 0, end_ = 0;  // tokens that ask
};

}  // namespace

text::Range askedPart(std::u16string_view question) { return Asking(question).part(); }

}  // namespace lectern::answering
