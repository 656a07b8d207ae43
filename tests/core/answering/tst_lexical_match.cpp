#include <QTest>
#include <cmath>
#include <set>

#include "core/answering/lexical_match.h"

namespace lectern {

/// A table whose vocabulary knows next to nothing: matches go by stems, not by vectors.
class LexicalMatchTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isBm25AroundEachToken();
  void commonWordsCountForLittle();
  void punctuationDoesNotCount();
  void wordsThatAskDoNotCount();
  void wordsWithoutAPlaceCount();
  void nothingGivesNothing();

 private:
  static reader::ReaderOptions options() {
    reader::ReaderOptions options;
    options.characters = {'a', 'b', 'c'};
    return options;
  }
  std::vector<std::vector<double>> match(const std::vector<std::u16string>& texts,
                                         std::u16string_view question) {
    encoded_.clear();
    for (const std::u16string& text : texts) encoded_.push_back(table_.encode(text));
    asked_ = table_.encodeQuestion(question);
    return answering::LexicalMatch(table_, encoded_).scores(question, asked_);
  }

  reader::Vocabulary vocabulary_{reader::Vocabulary::reservedWords()};
  reader::ReaderOptions options_ = options();
  reader::WordTable table_{vocabulary_, options_};
  std::vector<reader::EncodedText> encoded_;
  reader::EncodedText asked_;
};

/// Words that the questions do not have.
std::u16string filler(int words) {
  std::u16string text;
  for (int i = 0; i < words; ++i) text += i % 5 == 0 ? u"中 " : u"filler ";
  return text;
}

void LexicalMatchTest::isBm25AroundEachToken() {
  const std::vector<std::u16string> texts = {filler(130) +
                                                 u"The bridges\r\n\r\nof 😀 cafe\u0301 were burned. " +
                                                 filler(30) + u"A bridge. " + filler(100),
                                             u"Burning, the bridge! " + filler(90), u""};
  const auto scores = match(texts, u"Who burned the bridge?");
  QCOMPARE(scores.size(), texts.size());

  // Each place by the formula, from the words around it.
  std::set<int32_t> asked;
  for (std::size_t i = 0; i + 1 < asked_.words.size(); ++i) asked.insert(table_[asked_.words[i]].stem);
  QCOMPARE(asked.size(), std::size_t(4));
  double passages = 0;
  std::map<int32_t, double> holding;
  for (const reader::EncodedText& text : encoded_) {
    for (std::size_t begin = 0; begin < text.words.size(); begin += 80, ++passages) {
      std::set<int32_t> stems;
      for (std::size_t i = begin; i < std::min(begin + 80, text.words.size()); ++i)
        stems.insert(table_[text.words[i]].stem);
      for (const int32_t stem : stems) ++holding[stem];
    }
  }
  for (std::size_t t = 0; t < texts.size(); ++t) {
    const std::vector<int32_t>& words = encoded_[t].words;
    QCOMPARE(scores[t].size(), words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      double expected = 0;
      for (const int32_t stem : asked) {
        double count = 0;
        for (std::size_t j = 0; j < words.size(); ++j) {
          const bool isNear = j <= i + 40 && i <= j + 40;
          if (isNear && table_[words[j]].stem == stem) ++count;
        }
        const double rarity = std::log(1 + (passages - holding[stem] + 0.5) / (holding[stem] + 0.5));
        expected += rarity * count * (1.2 + 1) / (count + 1.2);
      }
      QVERIFY(std::abs(scores[t][i] - expected) < 1e-9);
    }
  }
  QVERIFY(scores[0][132] > scores[0][220]);
  QVERIFY(scores[0][0] == 0);
}

void LexicalMatchTest::commonWordsCountForLittle() {
  std::u16string text;
  for (int i = 0; i < 20; ++i) text += u"of iron " + filler(80);
  text += u"tin " + filler(200);
  const std::vector<double> scores = match({text}, u"Which iron, which tin?").front();
  const auto tin = static_cast<std::size_t>(20 * 82);
  QVERIFY(scores[tin] > 5 * scores[1]);
}

void LexicalMatchTest::punctuationDoesNotCount() {
  const std::u16string text = u"Why? " + filler(100);
  const std::vector<double> scores = match({text}, u"Who, then?").front();
  QCOMPARE(*std::ranges::max_element(scores), 0.0);
}

void LexicalMatchTest::wordsThatAskDoNotCount() {
  const std::u16string text = u"What he did, and how, nobody knew. " + filler(100) + u"Karl fell.";
  QCOMPARE(match({text}, u"What did Karl do, and HOW?").front().front(),
           match({text}, u"Karl and").front().front());
  QVERIFY(match({text}, u"Did Karl?").front().back() > 0);
}

/// As "email" may be read as "e-mail".
void LexicalMatchTest::wordsWithoutAPlaceCount() {
  match({u"Karl wrote mail."}, u"Who?");
  asked_.words.push_back(table_.encode(u"mail").words[0]);
  asked_.tokens.push_back({3, 3});
  const auto scores = answering::LexicalMatch(table_, encoded_).scores(u"Who?", asked_);
  QVERIFY(scores[0][0] > 0);
}

void LexicalMatchTest::nothingGivesNothing() {
  QVERIFY(match({}, u"Who?").empty());
  QVERIFY(match({u""}, u"").front().empty());
  QCOMPARE(match({u"Rome fell."}, u"").front(), std::vector<double>(3));
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::LexicalMatchTest)
#include "tst_lexical_match.moc"
