#include <QTest>
#include <tuple>

#include "core/documents/loader.h"
#include "tests/core/documents/office_files.h"
#include "tests/support/documents.h"

using lectern::documents::Document;
using lectern::documents::LoaderRegistry;
using lectern::test::docx;
using lectern::test::Files;
using lectern::test::headings;
using lectern::test::item;
using lectern::test::items;
using lectern::test::odt;
using lectern::test::paragraph;
using lectern::test::run;
using lectern::test::TestFolder;
using lectern::test::toQString;
using lectern::test::verifyRanges;
using lectern::test::write;

/// Headings, numbered items and the margins of pages of DOCX and ODT files.
class OfficeStructureTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void findsHeadings_data();
  void findsHeadings();
  void numbersItems_data();
  void numbersItems();
  void readsHeadersAndFooters();

 private:
  TestFolder folder_;
  LoaderRegistry loaders_ = LoaderRegistry::withStandardLoaders();
};

void OfficeStructureTest::findsHeadings_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<Files>("files");
  QTest::addColumn<QStringList>("headings");

  const auto styled = [](const QByteArray& words, const QByteArray& style) {
    return paragraph(words, "<w:pStyle w:val=\"" + style + "\"/>");
  };
  QTest::newRow("DOCX") << "a.docx"
                        << docx(styled("A", "T") + styled("B", "H2") + styled("C", "Own") +
                                styled("D", "Round") + styled("E", "none") +
                                paragraph("F", "<w:outlineLvl w:val=\"8\"/>") +
                                paragraph("G", "<w:pStyle w:val=\"H2\"/><w:outlineLvl w:val=\"9\"/>") +
                                styled("", "H2"))
                        << QStringList({"1 A", "2 B", "2 C", "6 F"});
  QTest::newRow("DOCX, by the style's name") << "a.docx" << docx(styled("A", "H1")) << QStringList({"1 A"});
  QTest::newRow("DOCX, body before a change")
      << "a.docx"
      << docx(paragraph("A", "<w:pPrChange><w:pPr><w:pStyle w:val=\"H2\"/></w:pPr></w:pPrChange>"))
      << QStringList();
  QTest::newRow("DOCX, frame in a heading")
      << "a.docx"
      << docx("<w:p><w:pPr><w:pStyle w:val=\"H2\"/></w:pPr><w:r><w:txbxContent>" + paragraph("In it") +
              "</w:txbxContent></w:r>" + run("B") + "</w:p>" + paragraph("C"))
      << QStringList({"2 B"});
  const auto numbered = [](const QByteArray& words, int level) {
    const QByteArray number = QByteArray::number(level);
    return paragraph(words, "<w:numPr><w:ilvl w:val=\"" + number +
                                "\"/><w:numId w:val=\"9\"/></w:numPr><w:outlineLvl w:val=\"" + number +
                                "\"/>");
  };
  QTest::newRow("DOCX, numbered") << "a.docx"
                                  << docx(numbered("Fees", 0) + numbered("Rent", 1) + numbered("Tax", 1) +
                                          numbered("Term", 0) + numbered("Notice", 1) +
                                          numbered("in writing", 2) + numbered("in time", 2))
                                  << QStringList({"1 Article I. Fees", "2 1.1 Rent", "2 1.2 Tax",
                                                  "1 Article II. Term", "2 2.1 Notice", "3 (a) in writing",
                                                  "3 (b) in time"});
  const auto outlineLevel = [](const QByteArray& level, const QByteArray& format, const QByteArray& more) {
    return "<text:outline-level-style text:level=\"" + level + "\" style:num-format=\"" + format + "\" " +
           more + "/>";
  };
  const auto heading = [](const QByteArray& level, const QByteArray& words, const QByteArray& more = {}) {
    return "<text:h text:outline-level=\"" + level + "\" " + more + ">" + words + "</text:h>";
  };
  QTest::newRow("ODT, numbered anew")
      << "a.odt"
      << odt("<text:outline-style style:name=\"Outline\">" + outlineLevel("1", "1", "") +
             "</text:outline-style>" + heading("1", "Fees") + heading("1", "Rent") +
             heading("1", "Annex", "text:restart-numbering=\"true\" text:start-value=\"1\"") +
             heading("1", "Tax"))
      << QStringList({"1 1 Fees", "1 2 Rent", "1 1 Annex", "1 2 Tax"});
  QTest::newRow("ODT, numbered")
      << "a.odt"
      << odt("<text:outline-style style:name=\"Outline\">" +
             outlineLevel("1", "I", "style:num-prefix=\"Part \" style:num-suffix=\":\"") +
             outlineLevel("2", "1", "text:display-levels=\"2\" text:start-value=\"4\"") +
             outlineLevel("3", "", "") + "</text:outline-style>" + heading("1", "Fees") +
             heading("2", "Rent") + heading("2", "Tax") + heading("3", "Rates") +
             heading("1", "Preface", "text:is-list-header=\"true\"") + heading("1", "Term") +
             heading("2", "Notice"))
      << QStringList({"1 Part I: Fees", "2 I.4 Rent", "2 I.5 Tax", "3 Rates", "1 Preface", "1 Part II: Term",
                      "2 II.4 Notice"});
  QTest::newRow("ODT") << "a.odt"
                       << odt("<text:h text:outline-level=\"3\">A</text:h><text:h>B</text:h><text:h "
                              "text:outline-level=\"10\">C</text:h><text:p "
                              "text:style-name=\"Title\">D</text:p><text:p>E</text:p>")
                       << QStringList({"3 A", "1 B", "6 C", "1 D"});
}

void OfficeStructureTest::findsHeadings() {
  QFETCH(QString, name);
  QFETCH(Files, files);
  const Document document = loaders_.load(write(folder_, name, files));
  QTEST(headings(document), "headings");
  verifyRanges(document);
}

void OfficeStructureTest::numbersItems_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<Files>("files");
  QTest::addColumn<QStringList>("items");

  QTest::newRow("DOCX") << "a.docx"
                        << docx(item("A", "1") + item("B", "1") + item("C", "1", 1) + item("D", "1", 1) +
                                item("E", "1") + paragraph("between") + item("F", "1") + item("G", "1", 1) +
                                item("H", "2") + item("I", "0") +
                                paragraph("J", "<w:pStyle w:val=\"Points\"/>"))
                        << QStringList({"1 3 A", "1 4 B\n\nC\n\nD", "2 1 C", "2 2 D", "1 5 E", "1 6 F\n\nG",
                                        "2 1 G", "1 - H", "1 - J"});
  QTest::newRow("DOCX, begun anew") << "a.docx"
                                    << docx(item("A", "1") + item("B", "1", 1) + item("C", "3") +
                                            item("D", "3", 1) + item("E", "3"))
                                    << QStringList({"1 3 A\n\nB", "2 1 B", "1 1 C\n\nD", "2 1 D", "1 2 E"});
  QTest::newRow("DOCX, numbered headings and pictures")
      << "a.docx"
      << docx(item("A", "1", 1) +
              paragraph("H",
                        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:outlineLvl "
                        "w:val=\"0\"/>") +
              item("B", "1", 1) + item("<w:r/>", "1", 1) + item("C", "1", 1))
      << QStringList({"2 1 A", "2 1 B", "2 3 C"});
  QTest::newRow("DOCX, clauses") << "a.docx"
                                 << docx(item("A", "9") + item("B", "9", 1) + item("C", "9", 2) +
                                         item("D", "9", 2) + paragraph("more") + item("E", "9", 1) +
                                         item("<w:r/>", "9", 1) + item("F", "9", 1) + item("G", "9"))
                                 << QStringList({"1 Article I. A\n\n1.1 B\n\n(a) C\n\n(b) D",
                                                 "2 1.1 B\n\n(a) C\n\n(b) D", "3 (a) C", "3 (b) D", "2 1.2 E",
                                                 "2 1.4 F", "1 Article II. G"});
  QTest::newRow("DOCX, a level that numbers on")
      << "a.docx"
      << docx(item("A", "10") + item("B", "10", 1) + item("C", "10", 1) + item("D", "10") +
              item("E", "10", 1))
      << QStringList({"1 Part A A\n\nB\n\nC", "2 1 B", "2 2 C", "1 Part B D\n\nE", "2 3 E"});
  QTest::newRow("DOCX, moved away")
      << "a.docx"
      << docx(paragraph("<w:moveFrom><w:r><w:t>Fees</w:t></w:r></w:moveFrom>",
                        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"9\"/></w:numPr><w:rPr><w:moveFrom "
                        "w:id=\"1\"/></w:rPr>") +
              item("Rent", "9"))
      << QStringList({"1 Article I. Rent"});
  QTest::newRow("DOCX, levels of its own") << "a.docx" << docx(item("A", "4")) << QStringList({"1 - A"});
  QTest::newRow("DOCX, level without one above")
      << "a.docx" << docx(item("A", "1", 1) + item("B", "1")) << QStringList({"2 1 A", "1 3 B"});
  QTest::newRow("ODT")
      << "a.odt"
      << odt("<text:list "
             "text:style-name=\"N\"><text:list-item><text:p>A</text:p><text:list><text:list-item><text:p>B"
             "</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>C</text:p></"
             "text:list-item>"
             "</text:list><text:p>between</text:p><text:list text:style-name=\"N\" "
             "text:continue-numbering=\"true\"><text:list-item><text:p>D</text:p></text:list-item></"
             "text:list>"
             "<text:list "
             "text:style-name=\"N\"><text:list-item><text:p>E</text:p></text:list-item></text:list>"
             "<text:list "
             "text:style-name=\"B\"><text:list-item><text:p>F</text:p></text:list-item></text:list>")
      << QStringList({"1 1 A\n\ne B", "2 e B", "1 2 C", "1 3 D", "1 1 E", "1 - F"});
  QTest::newRow("ODT, clauses")
      << "a.odt"
      << odt("<text:list text:style-name=\"Clauses\"><text:list-item><text:p>A</text:p><text:list>"
             "<text:list-item><text:p>B</text:p><text:list><text:list-item><text:p>C</text:p></"
             "text:list-item>"
             "</text:list></text:list-item><text:list-item><text:p>D</text:p></text:list-item></text:list>"
             "</text:list-item><text:list-item><text:p>E</text:p></text:list-item></text:list><text:p>more</"
             "text:p>"
             "<text:list text:style-name=\"Clauses\" "
             "text:continue-numbering=\"true\"><text:list-item><text:list>"
             "<text:list-item><text:p>F</text:p></text:list-item></text:list></text:list-item></text:list>"
             "<text:list text:style-name=\"Letters\"><text:list-item><text:p>G</text:p></text:list-item>"
             "<text:list-item text:start-value=\"28\"><text:p>H</text:p></text:list-item></text:list>")
      << QStringList({"1 1. A\n\n1.1 B\n\n(i) C\n\n1.2 D", "2 1.1 B\n\n(i) C", "3 (i) C", "2 1.2 D", "1 2. E",
                      "2 2.1 F", "1 A) G", "1 AB) H"});
  QTest::newRow("ODT, a list that begins at its second level")
      << "a.odt"
      << odt("<text:list "
             "text:style-name=\"Clauses\"><text:list-item><text:list><text:list-item><text:p>B</text:p>"
             "</text:list-item></text:list></text:list-item></text:list>")
      << QStringList({"2 1.1 B"});
  QTest::newRow("ODT, bullets in numbers")
      << "a.odt"
      << odt("<text:list "
             "text:style-name=\"M\"><text:list-item><text:p>A</text:p><text:list><text:list-item><text:p>B</"
             "text:p>"
             "</text:list-item></text:list></text:list-item><text:list-item "
             "text:start-value=\"7\"><text:p>C</text:p>"
             "</text:list-item><text:list-item><text:p>D</text:p></text:list-item></text:list>")
      << QStringList({"1 1 A\n\nB", "2 - B", "1 7 C", "1 8 D"});
}

void OfficeStructureTest::numbersItems() {
  QFETCH(QString, name);
  QFETCH(Files, files);
  const Document document = loaders_.load(write(folder_, name, files));
  QTEST(items(document), "items");
  verifyRanges(document);
}

/// Letterheads stand in them: each is read once, and none that only counts pages.
void OfficeStructureTest::readsHeadersAndFooters() {
  const auto part = [](const char* root, const QByteArray& words) {
    return QByteArray("<w:") + root +
           " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" + paragraph(words) +
           "</w:" + root + ">";
  };
  Files files = docx(paragraph("Dear Ann"));
  QByteArray relations;
  for (const auto& [type, name, words] :
       {std::tuple("header", "h1", "Lind Mill, our ref 4711"),
        std::tuple("header", "h2", "Lind Mill, our ref 4711"), std::tuple("footer", "f1", "Page 1 of 3"),
        std::tuple("footer", "f2", "Tel. 020 7946 0018")}) {
    files.push_back({QByteArray("word/") + name + ".xml", part(type, words)});
    relations += QByteArray("<Relationship Id=\"") + name +
                 "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type +
                 "\" Target=\"" + name + ".xml\"/>";
  }
  for (auto& [name, content] : files) {
    if (name.endsWith("main.xml.rels")) content.replace("</Relationships>", relations + "</Relationships>");
  }
  const QString expected = "Lind Mill, our ref 4711\n\nDear Ann\n\n%1Tel. 020 7946 0018";
  QCOMPARE(toQString(loaders_.load(write(folder_, "a.docx", files)).text), expected.arg("A note.\n\n"));

  files = odt("<text:p>Dear Ann</text:p>");
  files.push_back(
      {"styles.xml",
       "<office:document-styles xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
       "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
       "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"><office:master-styles><style:master-"
       "page>"
       "<style:header><text:p>Lind Mill, our ref 4711</text:p></style:header>"
       "<style:header-left><text:p>Lind Mill, our ref 4711</text:p></style:header-left>"
       "<style:footer><text:p>Tel. 020 7946 0018</text:p></style:footer>"
       "<style:footer-first><text:p>3</text:p></style:footer-first>"
       "</style:master-page></office:master-styles></office:document-styles>"});
  QCOMPARE(toQString(loaders_.load(write(folder_, "a.odt", files)).text), expected.arg(""));
}

QTEST_APPLESS_MAIN(OfficeStructureTest)
#include "tst_office_structure.moc"
