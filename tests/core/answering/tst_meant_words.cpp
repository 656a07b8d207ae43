#include <QTest>
#include <span>

#include "core/answering/meant_words.h"

namespace lectern {

using answering::isOneSlip;

namespace {

/// Texts, and what words of questions about them are read as.
class Texts {
 public:
  /// `words`: that the reader knows, the first `trained` of them without vectors.
  explicit Texts(std::vector<std::u16string_view> texts, const std::vector<std::string>& words = {},
                 std::size_t trained = 0)
      : options_(options(trained)), vocabulary_(withReserved(words)), table_(vocabulary_, options_) {
    for (const std::u16string_view text : texts) add(text);
  }

  void add(std::u16string_view text) {
    texts_.push_back(text);
    encoded.push_back(table_.encode(text));
  }
  std::vector<std::string> read(std::u16string_view question) {
    asked = table_.encodeQuestion(question);
    const answering::TextWords known(texts_, encoded, table_);
    return answering::readAsMeant(question, asked, known, vocabulary_, table_);
  }

  reader::EncodedText asked;  // the last question
  std::vector<reader::EncodedText> encoded;

 private:
  static std::vector<std::string> withReserved(const std::vector<std::string>& words) {
    std::vector<std::string> all = reader::Vocabulary::reservedWords();
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }
  static reader::ReaderOptions options(std::size_t trained) {
    reader::ReaderOptions options;
    options.characters = {'a', 'b', 'c'};
    options.trainedWords = static_cast<int64_t>(reader::Vocabulary::reservedWords().size() + trained);
    return options;
  }

  const reader::ReaderOptions options_;
  const reader::Vocabulary vocabulary_;
  reader::WordTable table_;
  std::vector<std::u16string_view> texts_;
};

}  // namespace

class MeantWordsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsSlips_data();
  void tellsSlips();
  void readsTheWordOfTheText();
  void readsTheNumberOfTheText();
  void readsRomanNumbersBesideTheSameWord();
  void readsInitialsAndForms();
  void leavesWhatIsMeant();
  void aNameWithoutAVectorIsNoFunctionWord();
  void exchangesNoOtherWords();
  void readsFormulas();
  void readsCompounds();
};

void MeantWordsTest::tellsSlips_data() {
  QTest::addColumn<QString>("a");
  QTest::addColumn<QString>("b");
  QTest::addColumn<bool>("isSlip");
  QTest::newRow("exchanged") << "hcurch"
                             << "church" << false;  // the first letter
  QTest::newRow("exchanged within") << "chucrh"
                                    << "church" << true;
  QTest::newRow("exchanged at the end") << "churhc"
                                        << "church" << true;
  QTest::newRow("too many") << "churrch"
                            << "church" << true;
  QTest::newRow("too many at the end") << "churchh"
                                       << "church" << true;
  QTest::newRow("too few") << "curch"
                           << "church" << true;
  QTest::newRow("another one") << "chorch"
                               << "church" << true;
  QTest::newRow("two others") << "charsh"
                              << "church" << false;
  QTest::newRow("exchanged over one") << "crhuch"
                                      << "church" << false;
  QTest::newRow("one and one") << "churhcs"
                               << "church" << false;
  QTest::newRow("equal") << "church"
                         << "church" << false;
  QTest::newRow("empty") << ""
                         << "a" << false;
}

void MeantWordsTest::tellsSlips() {
  QFETCH(QString, a);
  QFETCH(QString, b);
  QFETCH(bool, isSlip);
  QCOMPARE(isOneSlip(a.toStdU16String(), b.toStdU16String()), isSlip);
  QCOMPARE(isOneSlip(b.toStdU16String(), a.toStdU16String()), isSlip);
}

void MeantWordsTest::readsTheWordOfTheText() {
  Texts texts({u"Karl built it.", u"The Gutenberg Bible, by GUTENBERG."},
              {"built", "the", "burned", "who", "is", "?"});
  QCOMPARE(texts.read(u"Who built the gutenebrg bible?"),
           std::vector<std::string>{"“gutenebrg” was read as “Gutenberg”."});
  QCOMPARE(texts.asked.words[3], texts.encoded[1].words[1]);
  QVERIFY(texts.read(u"Who burned the Gutenberg bible").empty());  // known to the reader, or to the text
  QVERIFY(texts.read(u"Who built the printer?").empty());          // like nothing
  QVERIFY(texts.read(u"Who is Kral?").empty());                    // too short to tell
  QCOMPARE(texts.read(u"who brned the bible"), std::vector<std::string>{"“brned” was read as “burned”."});
  QVERIFY(texts.read(u"Who is Brned?").empty());  // a name
  QCOMPARE(texts.read(u"Who built bble?"), std::vector<std::string>{"“bble” was read as “Bible”."});
  QVERIFY(texts.read(u"Who is Bble?").empty());  // a short name
  QCOMPARE(texts.read(u"When did J. Gutenberg live?"), std::vector<std::string>());
  QCOMPARE(texts.read(u"Is the G. Bible his?"), std::vector<std::string>{"“G” was read as “Gutenberg”."});
}

void MeantWordsTest::readsTheNumberOfTheText() {
  Texts texts({u"Two of 1,000 mills, 12 of 69,197."});
  QCOMPARE(texts.read(u"1000?"), std::vector<std::string>{"“1000” was read as “1,000”."});
  QCOMPARE(texts.read(u"2?"), std::vector<std::string>{"“2” was read as “Two”."});
  QCOMPARE(texts.read(u"twelve?"), std::vector<std::string>{"“twelve” was read as “12”."});
  QVERIFY(texts.read(u"69,197 or 3 or one?").empty());
}

void MeantWordsTest::readsRomanNumbersBesideTheSameWord() {
  Texts texts(
      {u"Amendment XII and World War II: his wife had IV antibiotics on day 4, at 30, by Henry VIII."});
  QCOMPARE(texts.read(u"the 12th amendment"), std::vector<std::string>{"“12th” was read as “XII”."});
  QCOMPARE(texts.read(u"in the second world war"), std::vector<std::string>{"“second” was read as “II”."});
  QCOMPARE(texts.read(u"World War 2"), std::vector<std::string>{"“2” was read as “II”."});
  QCOMPARE(texts.read(u"Henry the Eighth"), std::vector<std::string>{"“Eighth” was read as “VIII”."});
  QCOMPARE(texts.read(u"the second wife"), std::vector<std::string>());
  QCOMPARE(texts.read(u"thirty-five"), std::vector<std::string>());
  Texts dated({u"On 2 May and 8th of June, World War II; of Henry VIII."});
  QCOMPARE(dated.read(u"World War Two"), std::vector<std::string>{"“Two” was read as “II”."});
  QCOMPARE(dated.read(u"Henry the Eighth"), std::vector<std::string>{"“Eighth” was read as “VIII”."});
  Texts others({u"Day 4 of the 12th amendment."});
  QCOMPARE(others.read(u"IV fluids"), std::vector<std::string>());
  QCOMPARE(others.read(u"Amendment XII"), std::vector<std::string>{"“XII” was read as “12th”."});
}

void MeantWordsTest::readsInitialsAndForms() {
  Texts texts({u"DEFENSE\n\nA defense by Abraham Lincoln, at the Intercity Park."});
  QCOMPARE(texts.read(u"a defence by"), std::vector<std::string>{"“defence” was read as “defense”."});
  QCOMPARE(texts.read(u"A. Lincoln"), std::vector<std::string>{"“A” was read as “Abraham”."});
  QVERIFY(texts.read(u"I park at the").empty());
  texts.add(u"A. Lincoln");
  QVERIFY(texts.read(u"A. Lincoln").empty());  // the texts say it, too
}

void MeantWordsTest::leavesWhatIsMeant() {
  Texts texts(
      {u"Clause 11.2 of FY2021 speaks of Group A. In Athens, a park of 45 km² lay open on Mar 3, a "
       u"Wednesday. "
       u"Calcium deficiency is seldom, Any clause may fail, and vitamin Company."});
  for (const std::u16string_view question :
       {u"clause 1.12", u"FY2022", u"In Group C, a park", u"two", u"C) clause", u"vitamin C deficiency",
        u"wed", u"march", u"C company"}) {
    const std::vector<std::string> said = texts.read(question);
    QVERIFY2(said.empty(), said.empty() ? "" : said[0].c_str());
  }
  QCOMPARE(texts.read(u"on March 3"), std::vector<std::string>{"“March” was read as “Mar”."});
}

void MeantWordsTest::aNameWithoutAVectorIsNoFunctionWord() {
  std::vector<std::string> words = {"josé", "a", "the"};
  for (int i = 0; i < 2'000; ++i) words.push_back("w" + std::to_string(i));
  Texts texts({u"Jose sleeps at á."}, words, 2);
  QCOMPARE(texts.read(u"Where is José?").size(), std::size_t(1));
  QVERIFY(texts.read(u"Where is a bed?").empty());
}

void MeantWordsTest::exchangesNoOtherWords() {
  Texts texts({u"The payer gets sulfate and ethane of them, methanal and alkanes, signed."},
              {"the", "of", "who", "is", "lesser", "gdp", "burned"});
  for (const std::u16string_view question :
       {u"who is the payee", u"sulfite of", u"the lessor", u"the gdpr of", u"ethene of", u"ethyne of",
        u"methanol of", u"alkenes of"}) {
    const std::vector<std::string> said = texts.read(question);
    QVERIFY2(said.empty(), said.empty() ? "" : said[0].c_str());
  }
  QCOMPARE(texts.read(u"who si the payr"), std::vector<std::string>{"“payr” was read as “payer”."});
}

void MeantWordsTest::readsFormulas() {
  Texts texts({u"The CO₂ and the H₂O of it."});
  QCOMPARE(texts.read(u"the CO2 of"), std::vector<std::string>{"“CO2” was read as “CO₂”."});
  QCOMPARE(texts.asked.words[1], texts.encoded[0].words[1]);
  QCOMPARE(texts.asked.words[2], texts.encoded[0].words[2]);
  QCOMPARE(texts.asked.words.size(), std::size_t{5});  // and the question mark
  QCOMPARE(texts.read(u"the h2o of"), std::vector<std::string>{"“h2o” was read as “H₂O”."});
}

void MeantWordsTest::readsCompounds() {
  Texts texts({u"An e-mail of the twenty-first, by 45 on the subcommittee."});
  QCOMPARE(texts.read(u"the email of"), std::vector<std::string>{"“email” was read as “e-mail”."});
  const std::vector<int32_t>& words = texts.encoded[0].words;
  const reader::EncodedText& asked = texts.asked;
  QVERIFY(std::ranges::equal(std::span(asked.words).subspan(1, 4), std::span(words).subspan(1, 4)));
  QCOMPARE(asked.tokens.size(), asked.words.size());
  QVERIFY(asked.tokens[1] == (text::Range{4, 9}) && asked.tokens[2].empty() && asked.tokens[3].empty());
  QCOMPARE(texts.read(u"the 21st of"), std::vector<std::string>{"“21st” was read as “twenty-first”."});
  QCOMPARE(texts.read(u"forty-five of"), std::vector<std::string>{"“forty-five” was read as “45”."});
  QCOMPARE(asked.tokens[0], (text::Range{0, 10}));
  QCOMPARE(asked.words.size(), std::size_t{3});  // and the question mark
  QCOMPARE(texts.read(u"sub-committee"),
           std::vector<std::string>{"“sub-committee” was read as “subcommittee”."});
  QVERIFY(texts.read(u"the e-mail of the twenty-first").empty());
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::MeantWordsTest)
#include "tst_meant_words.moc"
