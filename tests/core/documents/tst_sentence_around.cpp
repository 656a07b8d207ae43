#include <QTest>

#include "core/documents/plain_text_loader.h"
#include "core/documents/sentence_around.h"
#include "tests/support/text.h"

using lectern::documents::Document;
using lectern::documents::documentFromText;
using lectern::documents::sentenceAround;
using lectern::test::toQString;
using lectern::text::Range;

class SentenceAroundTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void findsSentences_data();
  void findsSentences();
  void isCutFarFromThePlace();
};

void SentenceAroundTest::findsSentences_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("place");
  QTest::addColumn<QString>("sentence");
  const QString two = "The mill is old. It was built in 1850 by Dr. Hart.\n\nIt burned down.";
  QTest::newRow("one") << two << "1850"
                       << "It was built in 1850 by Dr. Hart.";
  QTest::newRow("at the end of its paragraph") << two << "Hart."
                                               << "It was built in 1850 by Dr. Hart.";
  QTest::newRow("two") << two << "old. It"
                       << "The mill is old. It was built in 1850 by Dr. Hart.";
  QTest::newRow("over two paragraphs") << two << "Hart.\n\nIt"
                                       << "It was built in 1850 by Dr. Hart.\n\nIt burned down.";
  QTest::newRow("behind the number of a clause")
      << "2.1\tThe Landlord insures the mill. " + QString("The Tenant pays for it. ").repeated(20)
      << "insures"
      << "2.1\tThe Landlord insures the mill.";
  QTest::newRow("in a table") << "Year\tPlace\n868\tChina\tIt is old.\n1455\tMainz"
                              << "China"
                              << "868\tChina\tIt is old.";
  QTest::newRow("leading points") << "Hake ........ 19\nLamb for two ........ 42\nCake ... 5"
                                  << "two"
                                  << "Lamb for two ........ 42";
  QString log;
  for (int i = 0; i < 40; ++i) log += QString("12:%1 worker is ready\n").arg(i);
  QTest::newRow("lines without full stops") << log << "12:7 worker"
                                            << "12:7 worker is ready";
  QTest::newRow("in indented lines") << "\tIt was signed by Mary in the\ncity of Paris. \tIt is old."
                                     << "Mary"
                                     << "It was signed by Mary in the\ncity of Paris.";
  QTest::newRow("in columns of spaces") << "Year   Place\n868    China   It is old.\n1455   Mainz"
                                        << "China"
                                        << "868    China   It is old.";
  const QString lines = "The mill\nOwner: Karl Lind,\nof Lund\nBuilt (of stone): 1850\n- Wheel: oak\n- roof";
  QTest::newRow("in a line with a key") << lines << "Karl"
                                        << "Owner: Karl Lind,\nof Lund";
  QTest::newRow("in an item") << lines << "oak"
                              << "- Wheel: oak";
  QTest::newRow("before all items") << lines << "mill"
                                    << "The mill";
  QTest::newRow("over items") << lines << "1850\n- Wheel"
                              << "Built (of stone): 1850\n- Wheel: oak";
  QTest::newRow("a colon in prose")
      << "The council of the town agreed by vote on\npoints that it found: a mill, a church."
      << "mill"
      << "The council of the town agreed by vote on\npoints that it found: a mill, a church.";
  QTest::newRow("three spaces behind a sentence") << "He came to Lund.   She left."
                                                  << "Lund"
                                                  << "He came to Lund.";
  QTest::newRow("a heading") << "Early mills\n\nPaper came late."
                             << "mills"
                             << "Early mills";
}

void SentenceAroundTest::findsSentences() {
  QFETCH(QString, text);
  QFETCH(QString, place);
  QFETCH(QString, sentence);
  const Document document = documentFromText(text.toStdU16String(), "");
  const auto begin = static_cast<std::size_t>(text.indexOf(place));
  const Range found = sentenceAround(document, {begin, begin + static_cast<std::size_t>(place.size())});
  QCOMPARE(toQString(found.of(document.text)), sentence);
}

void SentenceAroundTest::isCutFarFromThePlace() {
  const Document document = documentFromText(std::u16string(100'000, u'x'), "");
  const Range found = sentenceAround(document, {50'000, 50'001});
  QVERIFY(found.contains({50'000, 50'001}));
  QVERIFY(found.length() < 1000);

  // Speech without full stops: whole words, and no character in halves.
  std::u16string speech, signs;
  for (int i = 0; i < 3000; ++i) speech += u"and so on ";
  for (int i = 0; i < 3000; ++i) signs += u"😀";
  const Document spoken = documentFromText(speech, "");
  const std::u16string words(sentenceAround(spoken, {15'004, 15'006}).of(spoken.text));
  QVERIFY(words.size() > 400 && words.size() < 700);
  QVERIFY(words.starts_with(u"and ") || words.starts_with(u"so ") || words.starts_with(u"on "));
  QVERIFY(words.ends_with(u" and") || words.ends_with(u" so") || words.ends_with(u" on"));
  const Document drawn = documentFromText(signs, "");
  const Range seen = sentenceAround(drawn, {3000, 3002});
  QVERIFY(seen.begin % 2 == 0 && seen.end % 2 == 0 && seen.contains({3000, 3002}));
}

QTEST_GUILESS_MAIN(SentenceAroundTest)
#include "tst_sentence_around.moc"
