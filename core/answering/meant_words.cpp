#include "core/answering/meant_words.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/answering/word_form.h"
#include "core/text/line.h"
#include "core/text/normalizer.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

namespace lectern::answering {
namespace {

constexpr std::size_t kShortest = 3;  // units; among shorter words too many are one slip apart
constexpr std::size_t kLong = 5;      // so long that a word of the texts, be it a rare one, is meant first

/// From which rarity on a word that the reader knows may still be two letters exchanged ("teh"), and how many
/// of the reader's words are frequent enough to be meant then, and where it does not know the word.
constexpr float kRare = 0.9F;
constexpr int kMeantOfRare = 3000, kMeantOfUnknown = 10'000;

bool mayBeMisspelled(const reader::Word& word, std::u16string_view spelling) {
  const bool hasDigit =
      spelling.find_first_of(u"0123456789") != std::u16string_view::npos;  // another is meant
  return word.rarity >= kRare && spelling.size() >= kShortest && text::beginsWithLetter(spelling) &&
         !hasDigit;
}

/// "J" or "J.".
bool isInitial(std::u16string_view word) {
  const bool isOne = word.size() == 1 || (word.size() == 2 && word[1] == u'.');
  return isOne && word[0] >= u'A' && word[0] <= u'Z';
}

bool isExchanged(std::u16string_view a, std::u16string_view b) {
  return a.size() == b.size() && std::ranges::is_permutation(a, b);
}

bool beginsWithCapital(std::u16string_view word) {
  return text::normalize(word.substr(0, 1)) != word.substr(0, 1);
}

/// Whether they name the two parties of one thing, "payer" and "payee", or two substances, "sulfate" and
/// "sulfite", "ethane" and "ethene".
bool isCounterpart(std::u16string_view a, std::u16string_view b) {
  constexpr std::pair<std::u16string_view, std::u16string_view> kEnds[] = {
      {u"er", u"ee"},     {u"or", u"ee"},     {u"ate", u"ite"},   {u"ate", u"ide"},
      {u"ite", u"ide"},   {u"ane", u"yne"},   {u"ene", u"yne"},   {u"thane", u"thene"},
      {u"pane", u"pene"}, {u"tane", u"tene"}, {u"kane", u"kene"}, {u"anal", u"anol"}};
  const auto isPair = [&](std::u16string_view x, std::u16string_view y) {
    return std::ranges::any_of(kEnds, [&](const auto& ends) {
      return x.ends_with(ends.first) && y.ends_with(ends.second) &&
             x.substr(0, x.size() - ends.first.size()) == y.substr(0, y.size() - ends.second.size());
    });
  };
  if (a.ends_with(u's') && b.ends_with(u's')) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  return isPair(a, b) || isPair(b, a);
}

/// Whether they differ in "-or" and "-er" alone: a lessor is not lesser.
bool isOfOtherRole(std::u16string_view a, std::u16string_view b) {
  const auto ends = [](std::u16string_view word) { return word.ends_with(u"or") || word.ends_with(u"er"); };
  return isCounterpart(a, b) || (a.size() == b.size() && ends(a) && ends(b) &&
                                 a.substr(0, a.size() - 2) == b.substr(0, b.size() - 2));
}

/// What a word of a question is read as, and how that one is written.
struct Meant {
  int32_t word = 0;
  std::u16string spelling;
  std::vector<int32_t> rest = {};  // words behind it
};

class Speller {
 public:
  Speller(const TextWords& known, const reader::Vocabulary& vocabulary, reader::WordTable& table)
      : known_(known), vocabulary_(vocabulary), table_(table) {}

  /// Nothing where the question's word `i`, written so, is meant as it is.
  std::optional<Meant> meantBy(const reader::EncodedText& encoded, std::size_t i,
                               std::u16string_view spelling) {
    const int32_t word = encoded.words[i];
    const bool isFirst = i == 0;
    if (known_.all().contains(table_[word].normal)) return std::nullopt;
    const std::u16string number = digitsOf(spelling);
    if (!number.empty()) return sameNumber(number, isRoman(spelling), neighboursOf(encoded, i));
    if (table_[word].isFunctionWord || text::isPunctuation(spelling)) return std::nullopt;
    const std::u16string form = formOf(spelling);
    if (const TextWord* same = known_.ofForm(form)) return asMeant(*same);
    if (const TextCompound* same = known_.compound(form)) return asMeant(*same);
    if (!mayBeMisspelled(table_[word], spelling)) return std::nullopt;
    return oneSlipAway(word, spelling, text::normalize(spelling), isFirst);
  }

  /// The one word of the texts that two of the question, `i` and what is behind the hyphen, mean.
  std::optional<Meant> oneWordFor(const reader::EncodedText& encoded, std::size_t i,
                                  std::u16string_view compound) const {
    const std::u16string form = formOf(compound), number = digitsOf(compound);
    if (known_.compound(form) != nullptr) return std::nullopt;  // they have it as it is
    if (!number.empty()) return sameNumber(number, false, neighboursOf(encoded, i));
    const TextWord* same = known_.ofForm(form);
    return same != nullptr ? std::optional(asMeant(*same)) : std::nullopt;
  }

  /// What an initial of the question, its token `i`, stands for before the surname behind it: "J." before a
  /// capital, not "Group A", "vitamin C".
  std::optional<Meant> nameOf(std::u16string_view question, const reader::EncodedText& encoded,
                              std::size_t i) const {
    const std::u16string_view initial = encoded.tokens[i].of(question);
    std::size_t next = i + 1;
    while (next < encoded.words.size() && encoded.tokens[next].of(question) == u".") ++next;
    const bool hasPoint = initial.size() > 1 || next > i + 1;
    if (!hasPoint || next == encoded.words.size() || !beginsWithCapital(encoded.tokens[next].of(question)))
      return std::nullopt;
    const auto name = known_.nameBefore(initial.front(), table_[encoded.words[next]].normal);
    return name ? std::optional(asMeant(*name)) : std::nullopt;
  }

 private:
  static Meant asMeant(const TextWord& word) { return {word.word, word.spelling}; }
  static Meant asMeant(const TextCompound& compound) {
    return {compound.words.front(),
            std::u16string(compound.spelling),
            {compound.words.begin() + 1, compound.words.end()}};
  }

  /// The first word of the texts that is as asked.
  template <typename IsIt>
  std::optional<Meant> firstOfTexts(IsIt isIt) const {
    const TextWord* first = nullptr;
    for (const auto& [id, word] : known_.all()) {
      if (isIt(word) && (first == nullptr || word.word < first->word)) first = &word;
    }
    return first != nullptr ? std::optional(asMeant(*first)) : std::nullopt;
  }

  /// Normalized forms of the words around one of the question's, without those that say little.
  std::vector<int32_t> neighboursOf(const reader::EncodedText& encoded, std::size_t i) const {
    constexpr std::size_t kReach = 2;
    std::vector<int32_t> normals;
    for (std::size_t other = i < kReach ? 0 : i - kReach; other <= i + kReach; ++other) {
      if (other == i || other >= encoded.words.size()) continue;
      const reader::Word& word = table_[encoded.words[other]];
      if (!word.isFunctionWord) normals.push_back(word.normal);
    }
    return normals;
  }

  /// Where there are several, the one beside the same word. Roman ones look like abbreviations ("IV fluids")
  /// and count many things ("World War II"), and are meant only there.
  std::optional<Meant> sameNumber(const std::u16string& number, bool isAskedRoman,
                                  const std::vector<int32_t>& neighbours) const {
    const auto isSame = [&](const TextWord& other, bool wantsRoman) {
      const std::u16string digits = digitsOf(other.spelling);
      const bool isOrdinal =
          (wantsRoman && digits + u"th" == number) || (isAskedRoman && digits == number + u"th");
      return (digits == number || isOrdinal) && !digits.empty() && isRoman(other.spelling) == wantsRoman;
    };
    const auto isBeside = [&](const TextWord& other) {
      return known_.standsBeside(table_[other.word].normal, neighbours);
    };
    for (const bool wantsRoman : {false, true}) {
      auto beside =
          firstOfTexts([&](const TextWord& other) { return isSame(other, wantsRoman) && isBeside(other); });
      if (beside) return beside;
    }
    if (isAskedRoman) return std::nullopt;
    auto plain = firstOfTexts([&](const TextWord& other) { return isSame(other, false); });
    if (plain) return plain;
    const TextCompound* compound = known_.compound(number);
    return compound != nullptr ? std::optional(asMeant(*compound)) : std::nullopt;
  }

  std::optional<Meant> oneSlipAway(int32_t word, std::u16string_view spelling, const std::u16string& normal,
                                   bool isFirst) {
    const bool isUnknown = table_[word].row == 0, isLong = spelling.size() >= kLong;
    const bool isPlain = isFirst || spelling == normal;
    std::optional<Meant> ofTexts;
    if (isUnknown && (isLong || isPlain))
      ofTexts = nearOfTexts(normal, !isFirst && beginsWithCapital(spelling));
    if (!isPlain || (isLong && ofTexts)) return ofTexts;
    const int32_t stem = table_[word].stem;
    if (firstOfTexts([&](const TextWord& other) { return table_[other.word].stem == stem; })) return ofTexts;
    std::optional<Meant> frequent = nearAndFrequent(normal, isUnknown);
    return !ofTexts || (frequent && table_[frequent->word].isFunctionWord) ? frequent : ofTexts;
  }

  std::optional<Meant> nearOfTexts(const std::u16string& normal, bool isName) const {
    return firstOfTexts([&](const TextWord& other) {
      // A function word is as good as never meant, but where its letters are exchanged.
      const bool canBe = !table_[other.word].isFunctionWord || isExchanged(normal, other.normal);
      return canBe && (!isName || beginsWithCapital(other.spelling)) && isOneSlip(normal, other.normal) &&
             !isCounterpart(normal, other.normal);
    });
  }

  /// The first of the reader's words, which has the frequent ones first, that may be meant.
  std::optional<Meant> nearAndFrequent(const std::u16string& normal, bool isUnknown) {
    const std::string utf8 = text::toUtf8(normal);
    std::string_view rest = vocabulary_.toText();
    for (int left = isUnknown ? kMeantOfUnknown : kMeantOfRare; !rest.empty() && left > 0; --left) {
      const std::string_view word = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(word.size() + 1, rest.size()));
      if (word.empty() || word.front() != utf8.front() || word.size() + 1 < utf8.size() ||
          word.size() > utf8.size() + 1) {
        continue;
      }
      std::u16string candidate = text::toUtf16(word);
      if (!isOneSlip(normal, candidate) || (!isUnknown && !isExchanged(normal, candidate))) continue;
      const int32_t meant = table_.encodeQuestion(candidate).words.front();
      const bool isSure =
          (isUnknown && normal.size() >= kLong && !isOfOtherRole(normal, candidate)) ||
          table_[meant].isFunctionWord ||
          firstOfTexts([&](const TextWord& other) { return table_[other.word].stem == table_[meant].stem; });
      if (!isSure) continue;
      return Meant{meant, std::move(candidate), {}};
    }
    return std::nullopt;
  }

  const TextWords& known_;
  const reader::Vocabulary& vocabulary_;
  reader::WordTable& table_;
};

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
                                     const TextWords& known, const reader::Vocabulary& vocabulary,
                                     reader::WordTable& table) {
  const auto at = [](auto& list, std::size_t i) { return list.begin() + static_cast<std::ptrdiff_t>(i); };
  std::vector<std::string> said;
  Speller speller(known, vocabulary, table);
  for (std::size_t i = 0; i < encoded.words.size(); ++i) {
    std::u16string spelling = text::unparted(encoded.tokens[i].of(question));
    std::optional<Meant> meant;
    if (isCompound(encoded.tokens, i, question)) {
      const text::Range whole = {encoded.tokens[i].begin, encoded.tokens[i + 2].end};
      meant = speller.oneWordFor(encoded, i, whole.of(question));
      if (!meant && !digitsOf(whole.of(question)).empty()) {
        i += 2;  // "thirty-five" is not thirty
        continue;
      }
      if (meant) {
        spelling = whole.of(question);
        encoded.tokens[i] = whole;
        encoded.tokens.erase(at(encoded.tokens, i + 1), at(encoded.tokens, i + 3));
        encoded.words.erase(at(encoded.words, i + 1), at(encoded.words, i + 3));
      }
    }
    if (!meant) {
      meant =
          isInitial(spelling) ? speller.nameOf(question, encoded, i) : speller.meantBy(encoded, i, spelling);
    }
    if (!meant) continue;
    encoded.words[i] = meant->word;
    encoded.words.insert(at(encoded.words, i + 1), meant->rest.begin(), meant->rest.end());
    const std::size_t end = encoded.tokens[i].end;
    encoded.tokens.insert(at(encoded.tokens, i + 1), meant->rest.size(), text::Range{end, end});
    i += meant->rest.size();
    std::string sentence =
        "“" + text::toUtf8(spelling) + "” was read as “" + text::toUtf8(meant->spelling) + "”.";
    if (std::ranges::find(said, sentence) == said.end()) said.push_back(std::move(sentence));
  }
  return said;
}

}  // namespace lectern::answering
