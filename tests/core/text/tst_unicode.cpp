#include <QTest>
#include <stdexcept>

#include "core/text/unicode.h"
#include "tests/support/text.h"

using lectern::test::toQString;
using lectern::text::CodePointMap;
using lectern::text::toUtf16;
using lectern::text::toUtf8;

class UnicodeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void convertsBothWays_data();
  void convertsBothWays();
  void replacesWhatIsMalformed();
  void mapsCodePoints();
  void mapsAnEmptyText();
};

void UnicodeTest::convertsBothWays_data() {
  QTest::addColumn<QString>("text");
  QTest::newRow("empty") << "";
  QTest::newRow("ASCII") << "line\r\nline";
  QTest::newRow("Chinese") << "中文";
  QTest::newRow("combining mark") << "e\u0301";
  QTest::newRow("emoji") << "👩‍👩‍👧 🇨🇳";
  QTest::newRow("null") << QString(QChar(0)) + "a";
}

void UnicodeTest::convertsBothWays() {
  QFETCH(QString, text);
  const QByteArray bytes = text.toUtf8();
  const std::string utf8 = toUtf8(text.toStdU16String());
  QCOMPARE(QByteArray::fromStdString(utf8), bytes);
  QCOMPARE(toQString(toUtf16(utf8)), text);
}

void UnicodeTest::replacesWhatIsMalformed() {
  QCOMPARE(toQString(toUtf16("a\xFF"
                             "b\xE4\xB8")),
           QStringLiteral("a\uFFFDb\uFFFD"));
  const char16_t lone[] = {u'a', 0xD83D, u'b', 0xDE00, 0};
  QCOMPARE(toUtf8(lone), std::string("a\xEF\xBF\xBD"
                                     "b\xEF\xBF\xBD"));
}

void UnicodeTest::mapsCodePoints() {
  const CodePointMap map(u"a😀中e\u0301");  // units 0, 1–2, 3, 4, 5
  QCOMPARE(map.size(), std::size_t{5});
  const std::size_t units[] = {0, 1, 3, 4, 5, 6};
  for (std::size_t point = 0; point < 6; ++point) {
    QCOMPARE(map.toUtf16(point), units[point]);
    QCOMPARE(map.toCodePoint(units[point]), point);
  }
  QCOMPARE(map.toCodePoint(2), std::size_t{1});
  QVERIFY_EXCEPTION_THROWN(map.toUtf16(6), std::out_of_range);
}

void UnicodeTest::mapsAnEmptyText() {
  const CodePointMap map(u"");
  QCOMPARE(map.size(), std::size_t{0});
  QCOMPARE(map.toUtf16(0), std::size_t{0});
  QCOMPARE(map.toCodePoint(0), std::size_t{0});
}

QTEST_GUILESS_MAIN(UnicodeTest)
#include "tst_unicode.moc"
