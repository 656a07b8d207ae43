#include <QTest>
#include <span>

#include "core/answering/meant_words.h"

namespace lectern {

using answering::isOneSlip;

class MeantWordsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsSlips_data();
  void tellsSlips();
  void readsTheWordOfTheText();
  void readsTheNumberOfTheText();
  void readsInitialsAndForms();
  void leavesWhatIsMeant();
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
  reader::ReaderOptions options;
  options.characters = {'a', 'b', 'c'};
  std::vector<std::string> words = reader::Vocabulary::reservedWords();
  words.insert(words.end(), {"built", "the", "burned", "who", "is", "?"});
  const reader::Vocabulary vocabulary(words);
  reader::WordTable table(vocabulary, options);
  const std::vector<std::u16string_view> texts = {u"Karl built it.", u"The Gutenberg Bible, by GUTENBERG."};
  std::vector<reader::EncodedText> encoded;
  for (const std::u16string_view text : texts) encoded.push_back(table.encode(text));
  reader::EncodedText asked;
  const auto read = [&](std::u16string_view question) {
    asked = table.encodeQuestion(question);
    const answering::TextWords known(texts, encoded, table);
    return answering::readAsMeant(question, asked, known, vocabulary, table);
  };
  QCOMPARE(read(u"Who built the gutenebrg bible?"),
           std::vector<std::string>{"“gutenebrg” was read as “Gutenberg”."});
  QCOMPARE(asked.words[3], encoded[1].words[1]);
  QVERIFY(read(u"Who burned the Gutenberg bible").empty());  // known to the reader, or to the text
  QVERIFY(read(u"Who built the printer?").empty());          // like nothing
  QVERIFY(read(u"Who is Kral?").empty());                    // too short to tell
  QCOMPARE(read(u"who brned the bible"), std::vector<std::string>{"“brned” was read as “burned”."});
  QVERIFY(read(u"Who is Brned?").empty());  // a name
  QCOMPARE(read(u"Who built bble?"), std::vector<std::string>{"“bble” was read as “Bible”."});
  QVERIFY(read(u"Who is Bble?").empty());  // a short name
  QCOMPARE(read(u"When did J. Gutenberg live?"), std::vector<std::string>());
  QCOMPARE(read(u"Is the G. Bible his?"), std::vector<std::string>{"“G” was read as “Gutenberg”."});
}

void MeantWordsTest::readsTheNumberOfTheText() {
  reader::ReaderOptions options;
  options.characters = {'a', 'b', 'c'};
  const reader::Vocabulary vocabulary(reader::Vocabulary::reservedWords());
  reader::WordTable table(vocabulary, options);
  const std::vector<std::u16string_view> texts = {u"Two of 1,000 mills, 12 of 69,197."};
  const std::vector<reader::EncodedText> encoded = {table.encode(texts[0])};
  const auto read = [&](std::u16string_view question) {
    reader::EncodedText asked = table.encodeQuestion(question);
    const answering::TextWords known(texts, encoded, table);
    return answering::readAsMeant(question, asked, known, vocabulary, table);
  };
  QCOMPARE(read(u"1000?"), std::vector<std::string>{"“1000” was read as “1,000”."});
  QCOMPARE(read(u"2?"), std::vector<std::string>{"“2” was read as “Two”."});
  QCOMPARE(read(u"twelve?"), std::vector<std::string>{"“twelve” was read as “12”."});
  QVERIFY(read(u"69,197 or 3 or one?").empty());
}

void MeantWordsTest::readsInitialsAndForms() {
  reader::ReaderOptions options;
  options.characters = {'a', 'b', 'c'};
  const reader::Vocabulary vocabulary(reader::Vocabulary::reservedWords());
  reader::WordTable table(vocabulary, options);
  std::vector<std::u16string_view> texts = {
      u"DEFENSE\n\nA defense by Abraham Lincoln, at the Intercity Park."};
  std::vector<reader::EncodedText> encoded = {table.encode(texts[0])};
  const auto read = [&](std::u16string_view question) {
    reader::EncodedText asked = table.encodeQuestion(question);
    const answering::TextWords known(texts, encoded, table);
    return answering::readAsMeant(question, asked, known, vocabulary, table);
  };
  QCOMPARE(read(u"a defence by"), std::vector<std::string>{"“defence” was read as “defense”."});
  QCOMPARE(read(u"A. Lincoln"), std::vector<std::string>{"“A” was read as “Abraham”."});
  QVERIFY(read(u"I park at the").empty());
  texts.push_back(u"A. Lincoln");
  encoded.push_back(table.encode(texts[1]));
  QVERIFY(read(u"A. Lincoln").empty());  // the texts say it, too
}

void MeantWordsTest::leavesWhatIsMeant() {
  reader::ReaderOptions options;
  options.characters = {'a', 'b', 'c'};
  const reader::Vocabulary vocabulary(reader::Vocabulary::reservedWords());
  reader::WordTable table(vocabulary, options);
  const std::vector<std::u16string_view> texts = {
      u"Clause 11.2 of FY2021 speaks of Group A. In Athens, a park of 45 km² lay open on Mar 3, a Wednesday. "
      u"Calcium deficiency is seldom, Any clause may fail, and vitamin Company."};
  const std::vector<reader::EncodedText> encoded = {table.encode(texts[0])};
  const auto read = [&](std::u16string_view question) {
    reader::EncodedText asked = table.encodeQuestion(question);
    const answering::TextWords known(texts, encoded, table);
    return answering::readAsMeant(question, asked, known, vocabulary, table);
  };
  for (const std::u16string_view question :
       {u"clause 1.12", u"FY2022", u"In Group C, a park", u"two", u"C) clause", u"vitamin C deficiency",
        u"wed", u"march", u"C company"}) {
    const std::vector<std::string> said = read(question);
    QVERIFY2(said.empty(), said.empty() ? "" : said[0].c_str());
  }
  QCOMPARE(read(u"on March 3"), std::vector<std::string>{"“March” was read as “Mar”."});
}

void MeantWordsTest::readsFormulas() {
  reader::ReaderOptions options;
  options.characters = {'a', 'b', 'c'};
  const reader::Vocabulary vocabulary(reader::Vocabulary::reservedWords());
  reader::WordTable table(vocabulary, options);
  const std::vector<std::u16string_view> texts = {u"The CO₂ and the H₂O of it."};
  const std::vector<reader::EncodedText> encoded = {table.encode(texts[0])};
  reader::EncodedText asked;
  const auto read = [&](std::u16string_view question) {
    asked = table.encodeQuestion(question);
    const answering::TextWords known(texts, encoded, table);
    return answering::readAsMeant(question, asked, known, vocabulary, table);
  };
  QCOMPARE(read(u"the CO2 of"), std::vector<std::string>{"“CO2” was read as “CO₂”."});
  QCOMPARE(asked.words[1], encoded[0].words[1]);
  QCOMPARE(asked.words[2], encoded[0].words[2]);
  QCOMPARE(asked.words.size(), std::size_t{5});  // and the question mark
  QCOMPARE(read(u"the h2o of"), std::vector<std::string>{"“h2o” was read as “H₂O”."});
}

void MeantWordsTest::readsCompounds() {
  reader::ReaderOptions options;
  options.characters = {'a', 'b', 'c'};
  const reader::Vocabulary vocabulary(reader::Vocabulary::reservedWords());
  reader::WordTable table(vocabulary, options);
  const std::vector<std::u16string_view> texts = {
      u"An e-mail of the twenty-first, by 45 on the subcommittee."};
  const std::vector<reader::EncodedText> encoded = {table.encode(texts[0])};
  reader::EncodedText asked;
  const auto read = [&](std::u16string_view question) {
    asked = table.encodeQuestion(question);
    const answering::TextWords known(texts, encoded, table);
    return answering::readAsMeant(question, asked, known, vocabulary, table);
  };
  QCOMPARE(read(u"the email of"), std::vector<std::string>{"“email” was read as “e-mail”."});
  const std::vector<int32_t>& words = encoded[0].words;
  QVERIFY(std::ranges::equal(std::span(asked.words).subspan(1, 4), std::span(words).subspan(1, 4)));
  QCOMPARE(asked.tokens.size(), asked.words.size());
  QVERIFY(asked.tokens[1] == (text::Range{4, 9}) && asked.tokens[2].empty() && asked.tokens[3].empty());
  QCOMPARE(read(u"the 21st of"), std::vector<std::string>{"“21st” was read as “twenty-first”."});
  QCOMPARE(read(u"forty-five of"), std::vector<std::string>{"“forty-five” was read as “45”."});
  QCOMPARE(asked.tokens[0], (text::Range{0, 10}));
  QCOMPARE(asked.words.size(), std::size_t{3});  // and the question mark
  QCOMPARE(read(u"sub-committee"), std::vector<std::string>{"“sub-committee” was read as “subcommittee”."});
  QVERIFY(read(u"the e-mail of the twenty-first").empty());
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::MeantWordsTest)
#include "tst_meant_words.moc"
