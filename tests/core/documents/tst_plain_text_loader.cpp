#include <QTest>

#include "core/base/error.h"
#include "core/documents/plain_text_loader.h"
#include "tests/support/documents.h"
#include "tests/support/test_folder.h"

using lectern::documents::Document;
using lectern::documents::documentFromText;
using lectern::documents::PlainTextLoader;
using lectern::test::TestFolder;
using lectern::test::toQString;
using lectern::test::verifyRanges;
using lectern::test::words;

class PlainTextLoaderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void loads_data();
  void loads();
  void readsOtherEncodings();
  void refusesWhatIsNoPlainText();
  void makesADocumentOfText();
  void findsPages();
  void stops();
};

void PlainTextLoaderTest::loads_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("text");
  QTest::addColumn<QStringList>("paragraphs");

  QTest::newRow("empty") << QByteArray() << "" << QStringList();
  QTest::newRow("white space") << QByteArray(" \r\n\r\n\t") << " \n\n\t" << QStringList();
  QTest::newRow("one line") << QByteArray("One line") << "One line" << QStringList{"One line"};
  QTest::newRow("two paragraphs") << QByteArray("  One\nmore \n\n\n Two\n") << "  One\nmore \n\n\n Two\n"
                                  << QStringList{"One\nmore", "Two"};
  QTest::newRow("CRLF") << QByteArray("One\r\nmore\r\n\r\nTwo\r\n") << "One\nmore\n\nTwo\n"
                        << QStringList{"One\nmore", "Two"};
  QTest::newRow("CR") << QByteArray("One\rmore\r\rTwo") << "One\nmore\n\nTwo"
                      << QStringList{"One\nmore", "Two"};
  QTest::newRow("line of spaces") << QByteArray("One\n \xC2\xA0\t\nTwo")
                                  << QStringLiteral("One\n \u00A0\t\nTwo") << QStringList{"One", "Two"};
  QTest::newRow("markup is words") << QByteArray("# One\n\n<b>two</b> &amp;") << "# One\n\n<b>two</b> &amp;"
                                   << QStringList{"# One", "<b>two</b> &amp;"};
  QTest::newRow("Chinese, emoji, marks") << QByteArray("中文 😀\r\n\r\ncafe\xCC\x81") << "中文 😀\n\ncafe\u0301"
                                         << QStringList{"中文 😀", "cafe\u0301"};
  QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBFOne") << "One" << QStringList{"One"};
  QTest::newRow("form feed and escape")
      << QByteArray("One\f\x1B[1mTwo") << QStringLiteral("One\f\u001B[1mTwo")
      << QStringList{QStringLiteral("One\f\u001B[1mTwo")};
}

void PlainTextLoaderTest::loads() {
  QFETCH(QByteArray, content);
  const TestFolder folder;
  const auto path = folder.write("notes é.txt", content);
  const Document document = PlainTextLoader().load(path, {});
  QTEST(toQString(document.text), "text");
  QTEST(words(document.text, document.paragraphs), "paragraphs");
  QCOMPARE(document.path, path);
  QCOMPARE(document.title, std::string("notes é.txt"));
  QCOMPARE(document.format, std::string("text"));
  QVERIFY(document.headings.empty() && document.pages.empty());
  verifyRanges(document);
}

void PlainTextLoaderTest::readsOtherEncodings() {
  const TestFolder folder;
  const auto utf16 = folder.write("a.txt", QByteArray::fromHex("fffe2d4e0d000a003dd800de"));
  QCOMPARE(toQString(PlainTextLoader().load(utf16, {}).text), QStringLiteral("中\n😀"));
  const auto latin = folder.write("b.txt", "caf\xE9");
  QCOMPARE(toQString(PlainTextLoader().load(latin, {}).text), QStringLiteral("café"));
}

void PlainTextLoaderTest::refusesWhatIsNoPlainText() {
  const TestFolder folder;
  QVERIFY_EXCEPTION_THROWN(PlainTextLoader().load(folder.write("a.rtf", "{\\rtf1\\ansi Term\\par}"), {}),
                           lectern::FormatError);
  QVERIFY_EXCEPTION_THROWN(
      PlainTextLoader().load(folder.write("a.eml", "From: a@b.c\r\nMime-Version: 1.0\r\n\r\nSGVsbG8="), {}),
      lectern::FormatError);
  const auto told = folder.write("a.txt", "A letter.\n\nMIME-Version: 1.0 stands in mails.");
  QVERIFY(!PlainTextLoader().load(told, {}).text.empty());
}

void PlainTextLoaderTest::makesADocumentOfText() {
  const Document document = documentFromText(u"One 😀\r\n\r\nTwo", "Pasted");
  QCOMPARE(toQString(document.text), QStringLiteral("One 😀\n\nTwo"));
  QCOMPARE(words(document.text, document.paragraphs), (QStringList{"One 😀", "Two"}));
  QCOMPARE(document.title, std::string("Pasted"));
  QVERIFY(document.path.empty());
  QVERIFY(documentFromText(u"", "").paragraphs.empty());
}

void PlainTextLoaderTest::findsPages() {
  Document document;
  QCOMPARE(document.pageOf(3), std::size_t{0});
  document.pages = {{0, 5}, {5, 5}, {5, 9}};
  QCOMPARE(document.pageOf(0), std::size_t{1});
  QCOMPARE(document.pageOf(4), std::size_t{1});
  QCOMPARE(document.pageOf(5), std::size_t{3});
  QCOMPARE(document.pageOf(9), std::size_t{3});
}

void PlainTextLoaderTest::stops() {
  const TestFolder folder;
  std::stop_source source;
  source.request_stop();
  QVERIFY_EXCEPTION_THROWN(PlainTextLoader().load(folder.write("a.txt", "One"), source.get_token()),
                           lectern::CancelledError);
}

QTEST_GUILESS_MAIN(PlainTextLoaderTest)
#include "tst_plain_text_loader.moc"
