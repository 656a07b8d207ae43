#include <QElapsedTimer>
#include <QTest>

#include "core/text/sentence_splitter.h"
#include "tests/support/text.h"

using lectern::test::areInOrder;
using lectern::test::fromQString;
using lectern::test::words;
using lectern::text::Range;
using lectern::text::splitSentences;

class SentenceSplitterTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void splits_data();
  void splits();
  void givesRangesInUnits();
  void isLinearInLength();
};

void SentenceSplitterTest::splits_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QStringList>("sentences");

  QTest::newRow("empty") << QString() << QStringList();
  QTest::newRow("white space") << QStringLiteral(" \n\t\u00A0\u2028") << QStringList();
  QTest::newRow("one without an end") << QStringLiteral("  A heading ") << QStringList{"A heading"};
  QTest::newRow("three marks") << QStringLiteral("Is it? It is! So be it.")
                               << QStringList{"Is it?", "It is!", "So be it."};
  QTest::newRow("runs of marks") << QStringLiteral("What?! No... Yes… Good.")
                                 << QStringList{"What?!", "No...", "Yes…", "Good."};
  QTest::newRow("spaced ellipsis") << QStringLiteral("Well . . . perhaps. Go.")
                                   << QStringList{"Well . . . perhaps.", "Go."};
  QTest::newRow("quotes") << QStringLiteral("“Come.” He came. (She did not.) \"Why?\" Nobody knew.")
                          << QStringList{"“Come.”", "He came.", "(She did not.)", "\"Why?\"", "Nobody knew."};
  QTest::newRow("speech goes on") << QStringLiteral("\"Why?\" she asked. \"Go!\" he said.")
                                  << QStringList{"\"Why?\" she asked.", "\"Go!\" he said."};
  QTest::newRow("titles") << QStringLiteral(
                                 "Dr. Who met Mr. and Mrs. Hill on St. John St. today. Prof. Lee left.")
                          << QStringList{"Dr. Who met Mr. and Mrs. Hill on St. John St. today.",
                                         "Prof. Lee left."};
  QTest::newRow("latin") << QStringLiteral("Cats vs. Dogs, e.g. Felix, i.e. a cat, etc. and more. Done.")
                         << QStringList{"Cats vs. Dogs, e.g. Felix, i.e. a cat, etc. and more.", "Done."};
  QTest::newRow("initials") << QStringLiteral("J. R. R. Tolkien came. The U.S. Army left.")
                            << QStringList{"J. R. R. Tolkien came.", "The U.S. Army left."};
  QTest::newRow("no initials after a combining mark")
      << QStringLiteral("They met in cafe\u0301s. Karl left.")
      << QStringList{"They met in cafe\u0301s.", "Karl left."};
  QTest::newRow("initials at an end")
      << QStringLiteral("He went to the U.S. The war was over. At 5 p.m. He slept.")
      << QStringList{"He went to the U.S.", "The war was over.", "At 5 p.m.", "He slept."};
  QTest::newRow("before numbers") << QStringLiteral(
                                         "See No. 5 and Fig. 3, Apt. 4, on Jan. 2. I said no. Then I left.")
                                  << QStringList{"See No. 5 and Fig. 3, Apt. 4, on Jan. 2.", "I said no.",
                                                 "Then I left."};
  QTest::newRow("before other numbers")
      << QStringLiteral("See Art. III, Vol. I and Fig. S1. I like art. I do.")
      << QStringList{"See Art. III, Vol. I and Fig. S1.", "I like art.", "I do."};
  QTest::newRow("cases") << QStringLiteral(
                                "In Smith v. The Queen, 45 F. Supp. 2d 123 (2d Cir. 1999), it held. Done.")
                         << QStringList{"In Smith v. The Queen, 45 F. Supp. 2d 123 (2d Cir. 1999), it held.",
                                        "Done."};
  QTest::newRow("numbers") << QStringLiteral("Pi is 3.14159 or so. It costs $1,000.50. Fine.")
                           << QStringList{"Pi is 3.14159 or so.", "It costs $1,000.50.", "Fine."};
  QTest::newRow("year at an end") << QStringLiteral("It was 1450. Printing began.")
                                  << QStringList{"It was 1450.", "Printing began."};
  QTest::newRow("numbered item") << QStringLiteral("1. Open the lid. 2. Close it.")
                                 << QStringList{"1. Open the lid.", "2. Close it."};
  QTest::newRow("lower case follows") << QStringLiteral("The band fun. played. iPhones rang.")
                                      << QStringList{"The band fun. played. iPhones rang."};
  QTest::newRow("no space follows") << QStringLiteral("Open main.cpp or www.example.org now.")
                                    << QStringList{"Open main.cpp or www.example.org now."};
  QTest::newRow("note marks") << QStringLiteral("It is old.[3][note 4] It is worn.")
                              << QStringList{"It is old.[3][note 4]", "It is worn."};
  QTest::newRow("empty line") << QStringLiteral("A heading\n\nSome text\nover two lines. And e.g.\n\nMore")
                              << QStringList{"A heading", "Some text\nover two lines.", "And e.g.", "More"};
  QTest::newRow("CRLF") << QStringLiteral("One\r\ntwo.\r\nThree\r\n\r\nFour")
                        << QStringList{"One\r\ntwo.", "Three", "Four"};
  QTest::newRow("line of spaces") << QStringLiteral("One\n \t\nTwo") << QStringList{"One", "Two"};
  QTest::newRow("paragraph separator") << QStringLiteral("One\u2029Two") << QStringList{"One", "Two"};
  QTest::newRow("Chinese") << QStringLiteral("纸是谁发明的？蔡伦改进了它！「是的。」大家说。好")
                           << QStringList{"纸是谁发明的？", "蔡伦改进了它！", "「是的。」", "大家说。", "好"};
  QTest::newRow("Chinese, ASCII marks")
      << QStringLiteral("你好!世界?好") << QStringList{"你好!", "世界?", "好"};
  QTest::newRow("emoji") << QStringLiteral("Great! 😀 Next. 👩‍💻👍🏽 Done.")
                         << QStringList{"Great!", "😀 Next.", "👩‍💻👍🏽 Done."};
  QTest::newRow("combining marks") << QStringLiteral("The cafe\u0301. E\u0301mile sat. E\u0301 bom.")
                                   << QStringList{"The cafe\u0301.", "E\u0301mile sat.", "E\u0301 bom."};
  QTest::newRow("only marks") << QStringLiteral("...") << QStringList{"..."};
  QTest::newRow("lone surrogates") << QString(QChar(0xD83D)) + ". " + QChar(0xDE00)
                                   << QStringList{QString(QChar(0xD83D)) + ".", QString(QChar(0xDE00))};
}

void SentenceSplitterTest::splits() {
  QFETCH(QString, text);
  const std::u16string units = fromQString(text);
  const std::vector<Range> ranges = splitSentences(units);
  QVERIFY(areInOrder(ranges, units.size()));
  QTEST(words(units, ranges), "sentences");
}

void SentenceSplitterTest::givesRangesInUnits() {
  const std::vector<Range> expected = {{1, 4}, {5, 8}};
  QVERIFY(splitSentences(u" 😀. No.") == expected);
}

void SentenceSplitterTest::isLinearInLength() {
  // Each of these makes a careless splitter look ahead or back over the whole text at every mark.
  for (const std::u16string_view piece : {u". (", u"a.", u"[", u".\"", u"x. \u2028", u"e.g. "}) {
    std::u16string text;
    while (text.size() < 4'000'000) text += piece;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(areInOrder(splitSentences(text), text.size()));
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(lectern::test::toQString(piece)));
  }
}

QTEST_GUILESS_MAIN(SentenceSplitterTest)
#include "tst_sentence_splitter.moc"
