#include <QTest>

#include "core/text/encoding.h"
#include "tests/support/text.h"

using lectern::test::toQString;
using lectern::text::decode;
using lectern::text::DecodedText;

namespace {

std::string_view view(const QByteArray& bytes) {
  return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

}  // namespace

class EncodingTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void decodes_data();
  void decodes();
  void replacesMalformedBytes();
  void readsLargeTexts();
};

/// The bytes of other encodings are those that GNU iconv writes for the text.
void EncodingTest::decodes_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QByteArray>("declared");
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("encoding");

  QTest::newRow("empty") << QByteArray() << QByteArray() << QString() << "UTF-8";
  QTest::newRow("ASCII") << QByteArray("plain") << QByteArray() << "plain"
                         << "UTF-8";
  QTest::newRow("UTF-8") << QByteArray("é 😀 e\xCC\x81 中\r\n") << QByteArray() << "é 😀 e\u0301 中\r\n"
                         << "UTF-8";
  QTest::newRow("UTF-8 with a mark") << QByteArray("\xEF\xBB\xBF中文") << QByteArray() << "中文"
                                     << "UTF-8";
  QTest::newRow("UTF-8 declared otherwise") << QByteArray("中文") << QByteArray("iso-8859-1") << "中文"
                                            << "UTF-8";
  QTest::newRow("UTF-16LE with a mark")
      << QByteArray::fromHex("fffe2d4e3dd800de0d000a00") << QByteArray() << "中😀\r\n"
      << "UTF-16LE";
  QTest::newRow("UTF-16BE with a mark") << QByteArray::fromHex("feff4e2dd83dde00") << QByteArray() << "中😀"
                                        << "UTF-16BE";
  QTest::newRow("UTF-16LE without") << QByteArray::fromHex("43006100660065000103") << QByteArray()
                                    << "Cafe\u0301"
                                    << "UTF-16LE";
  QTest::newRow("UTF-16BE without") << QByteArray::fromHex("00430061006600650301") << QByteArray()
                                    << "Cafe\u0301"
                                    << "UTF-16BE";
  QTest::newRow("UTF-32LE with a mark")
      << QByteArray::fromHex("fffe00002d4e000000f60100") << QByteArray() << "中😀"
      << "UTF-32LE";
  QTest::newRow("UTF-32BE with a mark")
      << QByteArray::fromHex("0000feff00004e2d0001f600") << QByteArray() << "中😀"
      << "UTF-32BE";
  QTest::newRow("Latin-1 means windows-1252") << QByteArray(
                                                     "\x93"
                                                     "caf\xE9\x94")
                                              << QByteArray("ISO-8859-1") << "“café”"
                                              << "windows-1252";
  QTest::newRow("a few Latin letters") << QByteArray("caf\xE9") << QByteArray() << "café"
                                       << "windows-1252";
  QTest::newRow("GB2312 means GB18030") << QByteArray::fromHex("d6d0cec4") << QByteArray("gb2312") << "中文"
                                        << "GB18030";
  QTest::newRow("declared Shift_JIS")
      << QByteArray::fromHex("93fa967b8cea") << QByteArray("shift_jis") << "日本語"
      << "Shift_JIS";
  QTest::newRow("declared EUC-KR") << QByteArray::fromHex("c7d1b1b9beee") << QByteArray("euc-kr") << "한국어"
                                   << "windows-949";
  QTest::newRow("declared ISO-2022-JP")
      << QByteArray("\x1B$BF|K\\8l\x1B(B") << QByteArray("iso-2022-jp") << "日本語"
      << "ISO-2022-JP";
  QTest::newRow("declared KOI8-R") << QByteArray::fromHex("ebcec9c7c1") << QByteArray("KOI8-R") << "Книга"
                                   << "KOI8-R";
  QTest::newRow("declared UTF-16, yet bytes") << QByteArray("caf\xE9") << QByteArray("utf-16") << "café"
                                              << "windows-1252";
  QTest::newRow("declared nonsense") << QByteArray("caf\xE9") << QByteArray("no-such") << "café"
                                     << "windows-1252";
  QTest::newRow("UTF-8 but for one byte")
      << QByteArray("Caf\xC3\xA9 M\xC3\xBCller in Z\xC3\xBCrich, Jos\xE9") << QByteArray()
      << u"Café Müller in Zürich, Jos\uFFFD"_qs << "UTF-8";
  QTest::newRow("found Shift_JIS")
      << QByteArray::fromHex(
             "8cbe977482cd967b82c98f9182a982ea82c482a282e981428e8682cd968382c58dec82e782ea82bd8142")
      << QByteArray() << "言葉は本に書かれている。紙は麻で作られた。"
      << "Shift_JIS";
  QTest::newRow("found windows-1251")
      << QByteArray::fromHex(
             "caede8e3e020ebe5e6e8f220ede020f1f2eeebe52c20e020ebe0ecefe020f1f2eee8f220f0ffe4eeec20f120"
             "ede5e92e")
      << QByteArray() << "Книга лежит на столе, а лампа стоит рядом с ней."
      << "windows-1251";
}

void EncodingTest::decodes() {
  QFETCH(QByteArray, bytes);
  QFETCH(QByteArray, declared);
  const DecodedText decoded = decode(view(bytes), view(declared));
  QTEST(toQString(decoded.text), "text");
  QTEST(QString::fromStdString(decoded.encoding), "encoding");
}

void EncodingTest::replacesMalformedBytes() {
  const QString replaced = QStringLiteral("中\uFFFD文\uFFFD");
  QCOMPARE(toQString(decode("\xEF\xBB\xBF中\xFF文\xE4\xB8").text), replaced);
  QCOMPARE(toQString(decode("中\xFF文\xE4\xB8", "utf-8").text), replaced);
  QCOMPARE(toQString(decode(std::string_view("\xFF\xFE\x3D\xD8"
                                             "a\0",
                                             6))
                         .text),
           QStringLiteral("\uFFFDa"));
}

void EncodingTest::readsLargeTexts() {
  // Larger than one piece of the conversion, with characters of three and four bytes across every border.
  QByteArray bytes;
  while (bytes.size() < (5 << 19)) bytes += "中😀é\n";
  QCOMPARE(toQString(decode(view(bytes)).text), QString::fromUtf8(bytes));
}

QTEST_GUILESS_MAIN(EncodingTest)
#include "tst_encoding.moc"
