#include <QTest>
#include <algorithm>

#include "core/documents/loader.h"
#include "tests/core/documents/office_files.h"
#include "tests/support/documents.h"

using lectern::documents::LoaderRegistry;
using lectern::test::docx;
using lectern::test::Files;
using lectern::test::odt;
using lectern::test::paragraph;
using lectern::test::run;
using lectern::test::TestFolder;
using lectern::test::toQString;
using lectern::test::verifyRanges;
using lectern::test::write;

/// What stands in forms, symbols and drawings of DOCX files, and levels of an ODT that none has.
class OfficePartsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsFormsAndSymbols_data();
  void readsFormsAndSymbols();
  void readsDiagramsAndCharts();
  void standsOddLevels();

 private:
  QString load(const QString& name, const Files& files) {
    const auto document = loaders_.load(write(folder_, name, files), {});
    verifyRanges(document);
    return toQString(document.text);
  }

  TestFolder folder_;
  LoaderRegistry loaders_ = LoaderRegistry::withStandardLoaders();
};

void OfficePartsTest::readsFormsAndSymbols_data() {
  QTest::addColumn<QByteArray>("words");
  QTest::addColumn<QString>("text");
  const auto field = [](const QByteArray& data, const QByteArray& instruction) {
    return "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"x\"/>" + data +
           "</w:ffData></w:fldChar></w:r><w:r><w:instrText>" + instruction +
           "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  };
  const auto box = [&](const QByteArray& state) {
    return field("<w:checkBox><w:sizeAuto/>" + state + "</w:checkBox>", "FORMCHECKBOX");
  };
  const auto list = [&](const QByteArray& chosen) {
    return field(
        "<w:ddList>" + chosen + "<w:listEntry w:val=\"France\"/><w:listEntry w:val=\"Norway\"/></w:ddList>",
        "FORMDROPDOWN");
  };
  QTest::newRow("a chosen entry") << run("Country: ") + list("<w:result w:val=\"1\"/>") << "Country: Norway";
  QTest::newRow("the usual entry") << list("<w:default w:val=\"1\"/>") << "Norway";
  QTest::newRow("another than the usual")
      << list("<w:result w:val=\"0\"/><w:default w:val=\"1\"/>") + run("!") << "France!";
  QTest::newRow("the first entry") << list("") << "France";
  QTest::newRow("no such entry") << run("Country") + list("<w:result w:val=\"7\"/>") << "Country";
  QTest::newRow("boxes") << box("<w:default w:val=\"0\"/><w:checked/>") + run(" Yes ") +
                                box("<w:default w:val=\"0\"/>") + run(" No ") +
                                box("<w:default w:val=\"1\"/><w:checked w:val=\"0\"/>") + run(" Perhaps")
                         << QStringLiteral("☒ Yes ☐ No ☐ Perhaps");
  const auto symbol = [](const QByteArray& code) {
    return "<w:r><mc:AlternateContent><mc:Choice Requires=\"w16se\"><w16se:symEx "
           "xmlns:w16se=\"http://schemas.microsoft.com/office/word/2015/wordml/symex\" w16se:font=\"Segoe UI "
           "Emoji\" w16se:char=\"" +
           code + "\"/></mc:Choice><mc:Fallback><w:t>?</w:t></mc:Fallback></mc:AlternateContent></w:r>";
  };
  QTest::newRow("emoji") << run("Done ") + symbol("2705") + run(", ") + symbol("1F600")
                         << QStringLiteral("Done ✅, 😀");
}

void OfficePartsTest::readsFormsAndSymbols() {
  QFETCH(QByteArray, words);
  QFETCH(QString, text);
  QCOMPARE(load("a.docx", docx("<w:p>" + words + "</w:p>")), text + "\n\nA note.");
}

void OfficePartsTest::readsDiagramsAndCharts() {
  Files files = docx(paragraph("Before"));
  const auto relations =
      std::ranges::find(files, QByteArray("word/_rels/main.xml.rels"), &Files::value_type::first);
  const QByteArray types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  relations->second.replace(
      "</Relationships>", "<Relationship Id=\"d\" Type=\"" + types +
                              "diagramData\" Target=\"diagrams/data1.xml\"/><Relationship Id=\"c\" Type=\"" +
                              types + "chart\" Target=\"charts/chart1.xml\"/></Relationships>");
  const QByteArray spaces =
      " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
      "xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" "
      "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"";
  const auto box = [](const QByteArray& words) {
    return "<dgm:pt><dgm:t><a:p><a:r><a:t>" + words + "</a:t></a:r></a:p></dgm:t></dgm:pt>";
  };
  files.push_back({"word/diagrams/data1.xml", "<dgm:dataModel" + spaces + "><dgm:ptLst>" +
                                                  box("CFO: Ann Ek") + box("Controller: Bo Lind") +
                                                  "</dgm:ptLst></dgm:dataModel>"});
  const auto points = [](const QByteArray& part, const QList<QByteArray>& all) {
    QByteArray cache;
    for (int i = 0; i < all.size(); ++i)
      cache += "<c:pt idx=\"" + QByteArray::number(i) + "\"><c:v>" + all[i] + "</c:v></c:pt>";
    return "<c:" + part + "><c:strRef><c:f>Sheet1!A1</c:f><c:strCache>" + cache +
           "</c:strCache></c:strRef></c:" + part + ">";
  };
  files.push_back({"word/charts/chart1.xml",
                   "<c:chartSpace" + spaces +
                       "><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Sales</a:t></a:r></a:p>"
                       "</c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:idx val=\"0\"/>" +
                       points("tx", {"North"}) + points("cat", {"2020", "2021"}) +
                       points("val", {"12", "15"}) + "</c:ser><c:ser>" + points("tx", {"South"}) +
                       points("cat", {"2020", "2021"}) + points("val", {"7", "9"}) +
                       "</c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"});
  QCOMPARE(
      load("a.docx", files),
      QString(
          "Before\n\nCFO: Ann Ek\n\nController: Bo Lind\n\nSales\n\n\tNorth\tSouth\n2020\t12\t7\n2021\t15\t9"
          "\n\nA note."));
}

void OfficePartsTest::standsOddLevels() {
  Files files =
      odt("<text:list "
          "text:style-name=\"Clauses\"><text:list-item><text:p>A</text:p></text:list-item></text:list>");
  files[1].second.replace("text:display-levels=\"2\"", "text:display-levels=\"2000000000\"");
  files[1].second.replace("style:num-suffix=\".\"/>", "style:num-suffix=\".\" text:display-levels=\"-1\"/>");
  QCOMPARE(load("a.odt", files), QString("1. A"));
}

QTEST_GUILESS_MAIN(OfficePartsTest)
#include "tst_office_parts.moc"
