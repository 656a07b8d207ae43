#include <QTest>

#include "core/text/normalizer.h"
#include "tests/support/text.h"

using lectern::test::fromQString;
using lectern::test::toQString;
using lectern::text::normalize;

class NormalizerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void normalizes_data();
  void normalizes();
  void composes();
};

void NormalizerTest::composes() {
  const auto typed = [](const QString& text) {
    return toQString(lectern::text::composed(fromQString(text)));
  };
  QCOMPARE(typed("Mu\u0308ller"), QString("Müller"));
  QCOMPARE(typed("ﬁrst oﬃce ﬅ"), QString("first office st"));
  for (const char* kept : {"", "Plain", "Müller", "H₂O x² ½ …", "玛丽 😀"})
    QCOMPARE(typed(kept), QString(kept));
}

void NormalizerTest::normalizes_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("normal");

  QTest::newRow("empty") << ""
                         << "";
  QTest::newRow("lower case") << "plain, 1450\r\n"
                              << "plain, 1450\r\n";
  QTest::newRow("ASCII") << "The BOOK [Z]"
                         << "the book [z]";
  QTest::newRow("composed") << "CAFÉ"
                            << "café";
  QTest::newRow("combining") << "Cafe\u0301"
                             << "café";
  QTest::newRow("order of marks") << "q\u0307\u0323"
                                  << "q\u0323\u0307";
  QTest::newRow("sharp s") << "Straße STRASSE"
                           << "strasse strasse";
  QTest::newRow("final sigma") << "ΣΊΣΥΦΟΣ"
                               << "σίσυφοσ";
  QTest::newRow("iota below") << "ᾼ"
                              << "αι";
  QTest::newRow("ligature") << "ﬁne oﬃce"
                            << "fine office";
  QTest::newRow("full width") << "ＡＢＣ１２３"
                              << "abc123";
  QTest::newRow("half-width kana") << "ｶﾞ"
                                   << "ガ";
  QTest::newRow("superscript") << "x²"
                               << "x2";
  QTest::newRow("Kangxi radical") << "⽂"
                                  << "文";
  QTest::newRow("Chinese") << "中文"
                           << "中文";
  QTest::newRow("no-break space") << "a\u00A0b"
                                  << "a b";
  QTest::newRow("apostrophes") << "Newton’s ‘law’"
                               << "newton's 'law'";
  QTest::newRow("emoji") << "👩🏽‍💻"
                         << "👩🏽‍💻";
  QTest::newRow("past the first plane") << "𝐀𐐀"
                                        << "a𐐨";
}

void NormalizerTest::normalizes() {
  QFETCH(QString, text);
  const std::u16string normal = normalize(fromQString(text));
  QTEST(toQString(normal), "normal");
  QCOMPARE(toQString(normalize(normal)), toQString(normal));
}

QTEST_GUILESS_MAIN(NormalizerTest)
#include "tst_normalizer.moc"
