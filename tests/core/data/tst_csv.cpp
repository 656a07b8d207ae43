#include <QTest>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/csv.h"
#include "tests/support/test_folder.h"

using lectern::FileError;
using lectern::FormatError;
using lectern::data::CsvRows;
using lectern::data::readCsv;
using lectern::data::writeCsv;
using lectern::test::TestFolder;

namespace {

using Rows = QList<QStringList>;

Rows toRows(const CsvRows& rows) {
  Rows result;
  for (const auto& row : rows) {
    QStringList fields;
    for (const std::string& field : row) fields << QString::fromStdString(field);
    result << fields;
  }
  return result;
}

CsvRows fromRows(const Rows& rows) {
  CsvRows result;
  for (const QStringList& row : rows) {
    result.emplace_back();
    for (const QString& field : row) result.back().push_back(field.toStdString());
  }
  return result;
}

}  // namespace

class CsvTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void reads_data();
  void reads();
  void writes_data();
  void writes();
  void namesTheLineOfAWrongQuote_data();
  void namesTheLineOfAWrongQuote();
  void isForSpreadsheets();
  void namesAMissingFile();
};

/// Examples of RFC 4180, section 2, and what spreadsheets write.
void CsvTest::reads_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<Rows>("rows");
  const auto row = [](const char* name, const QByteArray& content, const Rows& rows) {
    QTest::newRow(name) << content << rows;
  };
  row("empty", "", {});
  row("CRLF", "aaa,bbb\r\nzzz,yyy\r\n", {{"aaa", "bbb"}, {"zzz", "yyy"}});
  row("no line end at the end", "aaa,bbb\nzzz,yyy", {{"aaa", "bbb"}, {"zzz", "yyy"}});
  row("CR alone", "a,b\rc,d", {{"a", "b"}, {"c", "d"}});
  row("quotes", "\"aaa\",\"b,b\"", {{"aaa", "b,b"}});
  row("line break in quotes", "\"b\r\nbb\",c", {{"b\r\nbb", "c"}});
  row("doubled quotes", "\"b\"\"bb\"", {{"b\"bb"}});
  row("quotes inside", "Who wrote \"Macbeth\"?,\"c\"\n5\" pipe",
      {{"Who wrote \"Macbeth\"?", "c"}, {"5\" pipe"}});
  row("empty fields", ",\"\",\r\n", {{"", "", ""}});
  row("empty lines", "\r\n\na\n\n\nb\n\n", {{"a"}, {"b"}});
  row("spaces are content", " a , b", {{" a ", " b"}});
  row("spaces alone", "a, ", {{"a", " "}});
  row("rows of different lengths", "a\nb,c", {{"a"}, {"b", "c"}});
  row("byte order mark", "\xEF\xBB\xBF\"question\",x", {{"question", "x"}});
  row("emoji, combining mark, Chinese", u"😀,e\u0301\n中文,"_qs.toUtf8(),
      {{u"😀"_qs, u"e\u0301"_qs}, {u"中文"_qs, ""}});
  row("UTF-16", QByteArray::fromHex("fffe2d4e2c0061000d000a00"), {{u"中"_qs, "a"}});
}

void CsvTest::reads() {
  QFETCH(QByteArray, content);
  const TestFolder folder;
  QTEST(toRows(readCsv(folder.write("a.csv", content))), "rows");
}

void CsvTest::writes_data() {
  QTest::addColumn<Rows>("rows");
  QTest::addColumn<QByteArray>("content");
  const auto row = [](const char* name, const Rows& rows, const QByteArray& content) {
    QTest::newRow(name) << rows << content;
  };
  row("nothing", {}, "");
  row("plain", {{"a", "b c"}, {"d"}}, "a,b c\r\nd\r\n");
  row("delimiter", {{"a,b", "c;d"}}, "\"a,b\",c;d\r\n");
  row("quotes", {{"say \"x\""}}, "\"say \"\"x\"\"\"\r\n");
  row("line breaks", {{"a\nb", "c\r\nd"}}, "\"a\nb\",\"c\r\nd\"\r\n");
  row("empty fields", {{"", ""}}, ",\r\n");
  row("one empty field", {{""}}, "\"\"\r\n");
  row("emoji, combining mark, Chinese", {{u"😀 e\u0301"_qs, u"中文"_qs}}, u"😀 e\u0301,中文\r\n"_qs.toUtf8());
}

void CsvTest::writes() {
  QFETCH(Rows, rows);
  const TestFolder folder;
  const auto path = folder.path("a.csv");
  writeCsv(fromRows(rows), path);
  QTEST(QByteArray::fromStdString(lectern::readFile(path)), "content");
  QCOMPARE(toRows(readCsv(path)), rows);
}

void CsvTest::namesTheLineOfAWrongQuote_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("line");
  QTest::newRow("first line") << QByteArray("\"a") << "line 1:";
  QTest::newRow("third line") << QByteArray("a\n\"b\nc\",d\n,\"e\nf\ng") << "line 4:";
  QTest::newRow("CRLF") << QByteArray("a\r\n\"b\r\nc\r\n") << "line 2:";
  QTest::newRow("text behind it") << QByteArray("a\n\"Hamlet\" was written by whom?\nb") << "line 2:";
  QTest::newRow("open up to another") << QByteArray("a\n\"b\nc\nwrote \"d\"?\n") << "line 2:";
  QTest::newRow("after doubled quotes") << QByteArray("\"a\"\"b\"\n\"\"\"c\n") << "line 2:";
}

void CsvTest::namesTheLineOfAWrongQuote() {
  QFETCH(QByteArray, content);
  QFETCH(QString, line);
  const TestFolder folder;
  const auto path = folder.write("a.csv", content);
  try {
    readCsv(path);
    QFAIL("a wrong quote was taken");
  } catch (const FormatError& error) {
    const QString message = QString::fromUtf8(error.what());
    QVERIFY2(message.contains(line) && message.contains("a.csv"), qPrintable(message));
  }
}

void CsvTest::isForSpreadsheets() {
  const TestFolder folder;
  const auto path = folder.path("a.csv");
  writeCsv({{"Käthe", "=1+1", "- Oslo", "-0.25", "+4.5e-3", "-", "1-2"}}, path,
           lectern::data::CsvReader::Spreadsheet);
  QCOMPARE(QByteArray::fromStdString(lectern::readFile(path)),
           QByteArray("\xEF\xBB\xBFKäthe,'=1+1,'- Oslo,-0.25,+4.5e-3,'-,1-2\r\n"));
  QCOMPARE(readCsv(path)[0][0], std::string("Käthe"));
}

void CsvTest::namesAMissingFile() {
  const TestFolder folder;
  QVERIFY_EXCEPTION_THROWN(readCsv(folder.path("missing.csv")), FileError);
  QVERIFY_EXCEPTION_THROWN(writeCsv({{"a"}}, folder.path("missing/a.csv")), FileError);
}

QTEST_GUILESS_MAIN(CsvTest)
#include "tst_csv.moc"
