#include <QElapsedTimer>
#include <QTest>

#include "core/text/tokenizer.h"
#include "tests/support/text.h"

using lectern::test::areInOrder;
using lectern::test::fromQString;
using lectern::test::words;
using lectern::text::beginsWithLetter;
using lectern::text::isPunctuation;
using lectern::text::kTokenizerVersion;
using lectern::text::Range;
using lectern::text::tokenize;

class TokenizerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cutsTokens_data();
  void cutsTokens();
  void givesRangesInUnits();
  void coversAllButSpace();
  void tellsPunctuation();
  void isLinearInLength();
};

/// Golden tokens: a trained reader depends on each of them, so that a change here asks for a new version.
/// Those of Chinese, Japanese and Thai are what the dictionaries of ICU 72 give.
void TokenizerTest::cutsTokens_data() {
  QCOMPARE(kTokenizerVersion, 1);
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("tokens");  // with "|" between them

  QTest::newRow("empty") << ""
                         << "";
  QTest::newRow("white space") << " \t\n\r\n\u00A0\u2028\u3000"
                               << "";
  QTest::newRow("words") << "The book, open."
                         << "The|book|,|open|.";
  QTest::newRow("CRLF") << "one\r\ntwo"
                        << "one|two";
  QTest::newRow("no-break space") << "ten\u00A0pages"
                                  << "ten|pages";
  QTest::newRow("letters and digits") << "3D mp3 B2B 1990s"
                                      << "3D|mp3|B2B|1990s";
  QTest::newRow("numbers") << "69,197 and 3.14, then 7."
                           << "69,197|and|3.14|,|then|7|.";
  QTest::newRow("version") << "1.2.3"
                           << "1.2.3";
  QTest::newRow("hyphen") << "well-known 1914-18"
                          << "well|-|known|1914|-|18";
  QTest::newRow("en dash") << "1914–1918"
                           << "1914|–|1918";
  QTest::newRow("clitics") << "Newton's doesn't I'm we'll they've she'd you're"
                           << "Newton|'s|does|n't|I|'m|we|'ll|they|'ve|she|'d|you|'re";
  QTest::newRow("curly clitics") << "Newton’s isn’t"
                                 << "Newton|’s|is|n’t";
  QTest::newRow("clitics in capitals") << "IT'S DON'T"
                                       << "IT|'S|DO|N'T";
  QTest::newRow("other apostrophes") << "O'Brien l'eau rock'n'roll"
                                     << "O'Brien|l'eau|rock'n'roll";
  QTest::newRow("plural possessive") << "the readers' 'quote'"
                                     << "the|readers|'|'|quote|'";
  QTest::newRow("initials") << "the U.S. and e.g. J. Smith"
                            << "the|U.S.|and|e.g.|J|.|Smith";
  QTest::newRow("end of a sentence") << "It is me."
                                     << "It|is|me|.";
  QTest::newRow("runs of points and hyphens") << "wait... so -- yes…"
                                              << "wait|...|so|--|yes|…";
  QTest::newRow("marks") << "(\"Why?!\") $5 50% a/b"
                         << "(|\"|Why|?|!|\"|)|$|5|50|%|a|/|b";
  QTest::newRow("address") << "a_b@example.org"
                           << "a|_|b|@|example|.|org";
  QTest::newRow("composed accents") << "café naïve Ærø"
                                    << "café|naïve|Ærø";
  QTest::newRow("combining accents") << "cafe\u0301 nai\u0308ve"
                                     << "cafe\u0301|nai\u0308ve";
  QTest::newRow("soft hyphen") << "in\u00ADfor\u00ADma\u00ADtion"
                               << "in\u00ADfor\u00ADma\u00ADtion";
  QTest::newRow("Greek") << "Ἀριστοτέλης ἔγραψε."
                         << "Ἀριστοτέλης|ἔγραψε|.";
  QTest::newRow("Russian") << "Книга, которую читают."
                           << "Книга|,|которую|читают|.";
  QTest::newRow("Arabic") << "كتاب جديد؟"
                          << "كتاب|جديد|؟";
  QTest::newRow("Hindi") << "हिन्दी किताब"
                         << "हिन्दी|किताब";
  QTest::newRow("Chinese") << "北京大学图书馆。"
                           << "北京|大学|图书|馆|。";
  QTest::newRow("Chinese and English") << "他用iPhone读PDF文件。"
                                       << "他用|iPhone|读|PDF|文件|。";
  QTest::newRow("Japanese") << "コーヒーを飲みます。"
                            << "コーヒー|を|飲|み|ます|。";
  QTest::newRow("Korean") << "책을 읽다"
                          << "책을|읽다";
  QTest::newRow("Thai") << "ภาษาไทย"
                        << "ภาษา|ไทย";
  QTest::newRow("emoji") << "ok😀😀 fine"
                         << "ok|😀|😀|fine";
  QTest::newRow("emoji with a skin tone") << "👍🏽!"
                                          << "👍🏽|!";
  QTest::newRow("emoji with joiners") << "👩‍👩‍👧‍👦 👩🏽‍💻"
                                      << "👩‍👩‍👧‍👦|👩🏽‍💻";
  QTest::newRow("emoji with a variation") << "❤️ ☀︎"
                                          << "❤️|☀︎";
  QTest::newRow("flags") << "🇨🇳🇺🇸 🏴󠁧󠁢󠁳󠁣󠁴󠁿"
                         << "🇨🇳|🇺🇸|🏴󠁧󠁢󠁳󠁣󠁴󠁿";
  QTest::newRow("keycap") << "1️⃣"
                          << "1️⃣";
  QTest::newRow("letters past the first plane") << "𝐀𝐁 𐐀𐐨"
                                                << "𝐀𝐁|𐐀𐐨";
  QTest::newRow("ideographs past the first plane") << "𠮷"
                                                   << "𠮷";
  QTest::newRow("control characters") << QString("a") + QChar(0) + QChar(7) + "b"
                                      << "a|b";
}

void TokenizerTest::cutsTokens() {
  QFETCH(QString, text);
  const std::u16string units = fromQString(text);
  const std::vector<Range> ranges = tokenize(units);
  QVERIFY(areInOrder(ranges, units.size()));
  QTEST(words(units, ranges).join('|'), "tokens");
}

void TokenizerTest::givesRangesInUnits() {
  const std::vector<Range> expected = {{0, 2}, {2, 3}, {4, 8}, {8, 10}};
  QVERIFY(tokenize(u"😀! Anna's") == expected);
}

void TokenizerTest::coversAllButSpace() {
  const std::u16string text =
      u"A “mixed” text: 中文和English, 3.5% of cafe\u0301s’ 👩‍💻\r\nleft — U.S. & Co.";
  std::size_t last = 0;
  for (const Range& token : tokenize(text)) {
    for (std::size_t i = last; i < token.begin; ++i) QVERIFY(QChar(text[i]).isSpace());
    last = token.end;
  }
  QCOMPARE(last, text.size());
}

void TokenizerTest::tellsPunctuation() {
  for (const std::u16string_view token : {u",", u"...", u"(", u"”", u"—", u"。", u"%"})
    QVERIFY(isPunctuation(token) && !beginsWithLetter(token));
  for (const std::u16string_view token : {u"a", u"Éa", u"中"}) QVERIFY(beginsWithLetter(token));
  for (const std::u16string_view token : {u"'s", u"7", u"€", u""}) QVERIFY(!beginsWithLetter(token));
  for (const std::u16string_view token : {u"a", u"'s", u"7", u"€", u"+", u"中", u"😀"}) {
    QVERIFY(!isPunctuation(token));
  }
}

void TokenizerTest::isLinearInLength() {
  for (const std::u16string_view piece :
       {u"a.", u"a'", u"1,", u"a\u200D", u"中", u"..", u"e\u0301", u"👩‍"}) {
    std::u16string text;
    while (text.size() < 200'000) text += piece;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(areInOrder(tokenize(text), text.size()));
    QVERIFY2(timer.elapsed() < 5'000, qPrintable(lectern::test::toQString(piece)));
  }
}

QTEST_GUILESS_MAIN(TokenizerTest)
#include "tst_tokenizer.moc"
