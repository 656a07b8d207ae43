#include <QTest>

#include "core/documents/csv_loader.h"
#include "tests/support/documents.h"
#include "tests/support/test_folder.h"

using lectern::documents::CsvLoader;
using lectern::documents::Document;
using lectern::test::TestFolder;
using lectern::test::toQString;
using lectern::test::verifyRanges;

class CsvLoaderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void loads_data();
  void loads();
  void readsTabs();
  void acceptsTablesByTheirNames();
};

void CsvLoaderTest::loads_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("text");
  QTest::newRow("a quotation mark that is not closed")
      << QByteArray("name,place\n\"Ada,London\nEmil,Oslo\nKarl,Rome\n")
      << "name\tplace\n\"Ada\tLondon\nEmil\tOslo\nKarl\tRome";
  QTest::newRow("commas of numbers, without a head")
      << QByteArray("Milch;0,99;1,10\nBrot;1,20;1,40\n") << "Milch\t0,99\t1,10\nBrot\t1,20\t1,40";
  QTest::newRow("empty") << QByteArray() << "";
  QTest::newRow("commas") << QByteArray("Name,Age,City\r\nBob,42,Oslo\r\n")
                          << "Name\tAge\tCity\nBob\t42\tOslo";
  QTest::newRow("line ends of Python on Windows")
      << QByteArray("Name,Age\r\r\nBob,42\r\r\n") << "Name\tAge\nBob\t42";
  QTest::newRow("Excel's own line") << QByteArray("sep=;\r\nName;Age, Town\r\nBob;42\r\n")
                                    << "Name\tAge, Town\nBob\t42";
  QTest::newRow("quotes") << QByteArray("Name,Salary\n\"Ek, Ann\",\"41,000\"\n\"says \"\"no\"\"\",2\n")
                          << "Name\tSalary\nEk, Ann\t41,000\nsays \"no\"\t2";
  QTest::newRow("semicolons") << QByteArray("Name;\"A, B, C\";City\nBob;1,5;Oslo")
                              << "Name\tA, B, C\tCity\nBob\t1,5\tOslo";
  QTest::newRow("tabs, CR") << QByteArray("Name\tAge\rBob\t42") << "Name\tAge\nBob\t42";
  QTest::newRow("a line end in a cell")
      << QByteArray("Name,Note,City\nBob,\"two\nlines\",Oslo\n") << "Name\tNote\tCity\nBob\ttwo lines\tOslo";
  QTest::newRow("empty cells and lines") << QByteArray("a,b,c\n\n1,,3\n") << "a\tb\tc\n\n1\t\t3";
  QTest::newRow("a wrong quotation mark")
      << QByteArray("Size,Name\n5\" wide,Ann\n") << "Size\tName\n5\" wide\tAnn";
  QTest::newRow("UTF-16") << QByteArray(
                                 "\xFF\xFE"
                                 "a\0,\0\xE9\0\n\0",
                                 10)
                          << QStringLiteral("a\t\u00E9");
}

void CsvLoaderTest::loads() {
  QFETCH(QByteArray, content);
  const TestFolder folder;
  const auto path = folder.write("staff.csv", content);
  const Document document = CsvLoader().load(path, {});
  QTEST(toQString(document.text), "text");
  QCOMPARE(document.title, std::string("staff.csv"));
  QCOMPARE(document.format, std::string("csv"));
  verifyRanges(document);
}

/// In a .tsv tabs part the cells, whatever else there is, and a quotation mark may stand for "the same".
void CsvLoaderTest::readsTabs() {
  const TestFolder folder;
  const auto load = [&](const QByteArray& content) {
    return toQString(CsvLoader().load(folder.write("a.tsv", content), {}).text);
  };
  QCOMPARE(load("Lima\tin Peru, on the coast, south\nOslo\tin Norway, on a fjord, north\n"),
           QString("Lima\tin Peru, on the coast, south\nOslo\tin Norway, on a fjord, north"));
  QCOMPARE(load("Emil\t1820\tOslo\nKarl\t\"\tRome\nOtto\t\"\tLima\n"),
           QString("Emil\t1820\tOslo\nKarl\t\"\tRome\nOtto\t\"\tLima"));
  QCOMPARE(load("Emil\t\"a\tb\"\n"), QString("Emil\ta b"));
  QCOMPARE(load("id\tnote\tcity\n1\t\"two\nlines\"\tOslo\n"), QString("id\tnote\tcity\n1\ttwo lines\tOslo"));
  QCOMPARE(load("Emil\t\"a\tOslo\nKarl\t\"b\tRome\n"), QString("Emil\t\"a\tOslo\nKarl\t\"b\tRome"));
  QCOMPARE(load("a,b\n1,2\n"), QString("a\tb\n1\t2"));
}

void CsvLoaderTest::acceptsTablesByTheirNames() {
  QVERIFY(CsvLoader().accepts({"staff.CSV", "a,b"}));
  QVERIFY(CsvLoader().accepts({"staff.tsv", "a\tb"}));
  QVERIFY(!CsvLoader().accepts({"staff.txt", "a,b"}));
  QVERIFY(!CsvLoader().accepts({"staff.csv", std::string_view("PK\3\4\0\0", 6)}));
}

QTEST_GUILESS_MAIN(CsvLoaderTest)
#include "tst_csv_loader.moc"
