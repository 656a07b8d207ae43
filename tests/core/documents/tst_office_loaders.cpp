#include <QTest>

#include "core/base/error.h"
#include "core/documents/archive.h"
#include "core/documents/loader.h"
#include "tests/core/documents/office_files.h"
#include "tests/support/documents.h"

using lectern::Error;
using lectern::documents::Document;
using lectern::documents::LoaderRegistry;
using lectern::documents::resolveInArchive;
using lectern::test::docx;
using lectern::test::epub;
using lectern::test::Files;
using lectern::test::headings;
using lectern::test::items;
using lectern::test::odt;
using lectern::test::paragraph;
using lectern::test::run;
using lectern::test::TestFolder;
using lectern::test::toQString;
using lectern::test::verifyRanges;
using lectern::test::write;

namespace {

constexpr char kText[] =
    "The Paper Mill\n\n"
    "Early mills\n\n"
    "Paper was first made in China. 纸 It reached Spain by way of Samarkand; café owners 😀 wrote on it.\n\n"
    "A mill needs:\n\nwater,\n\nrags:\n\nof linen,\n\nof hemp,\n\nand time,\n\na wheel.\n\n"
    "The Fourdrinier machine\n\n"
    "It appeared in 1803. What it makes:\n\n"
    "Year\tReams\n1805\t20\n1811\n\n"
    "First, the pulp is poured.\n\nThen it is pressed.\n\n"
    "int main() {%1return 0;%2}\n\n"
    "Hand-made paper has four deckle edges.\n\n"
    "The mill of Xàtiva stood before 1150.";

}  // namespace

/// Reads files that other programs wrote, and archives of its own for what those do not hold.
class OfficeLoadersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsFilesOfOtherPrograms_data();
  void readsFilesOfOtherPrograms();
  void reads_data();
  void reads();
  void readsBooks();
  void resolvesReferences();

 private:
  Document load(const QString& name, const Files& files) const {
    return loaders_.load(write(folder_, name, files));
  }

  TestFolder folder_;
  LoaderRegistry loaders_ = LoaderRegistry::withStandardLoaders();
};

void OfficeLoadersTest::readsFilesOfOtherPrograms_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("format");
  QTest::addColumn<QString>("text");

  const QString lines = QString(kText).arg("\n", "\n"), paragraphs = QString(kText).arg("\n\n", "\n\n");
  QTest::newRow("pandoc's DOCX") << "paper_mill.docx"
                                 << "docx" << lines;
  QTest::newRow("pandoc's ODT") << "paper_mill.odt"
                                << "odt" << paragraphs;
  QTest::newRow("pandoc's EPUB") << "paper_mill.epub"
                                 << "epub" << QString(kText).arg("\n  ", "\n");
  QTest::newRow("LibreOffice's DOCX") << "paper_mill_libreoffice.docx"
                                      << "docx" << paragraphs;
  QTest::newRow("LibreOffice's ODT") << "paper_mill_libreoffice.odt"
                                     << "odt" << lines;
}

void OfficeLoadersTest::readsFilesOfOtherPrograms() {
  QFETCH(QString, name);
  const Document document =
      loaders_.load(std::filesystem::path(LECTERN_TEST_DATA "/office") / name.toStdString());
  QTEST(toQString(document.text), "text");
  QTEST(QString::fromStdString(document.format), "format");
  QCOMPARE(document.title, std::string("The Paper Mill"));
  QCOMPARE(headings(document),
           QStringList({"1 The Paper Mill", "1 Early mills", "2 The Fourdrinier machine"}));
  const QStringList all = items(document);
  for (const char* expected :
       {"1 - water,", "1 - a wheel.", "1 1 First, the pulp is poured.", "1 2 Then it is pressed."}) {
    QVERIFY2(all.contains(expected), qPrintable(all.join('|')));
  }
  QVERIFY(all.contains("2 1 of linen,") ||
          name == "paper_mill_libreoffice.docx");  // which has it without a number
  verifyRanges(document);
}

void OfficeLoadersTest::reads_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<Files>("files");
  QTest::addColumn<QString>("text");

  const QString note = "\n\nA note.";
  QTest::newRow("DOCX, strict") << "a.docx" << docx(paragraph("Mary lives in Paris."), true)
                                << "Mary lives in Paris." + note;
  QTest::newRow("DOCX, another name") << "a.bin" << docx(paragraph("One")) << "One" + note;
  QTest::newRow("DOCX, runs within words")
      << "a.docx" << docx("<w:p>" + run("Wa") + run("ter ") + run("and 😀") + "</w:p>")
      << QStringLiteral("Water and 😀") + note;
  QTest::newRow("DOCX, changes") << "a.docx"
                                 << docx("<w:p><w:ins>" + run("new ") +
                                         "</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>" +
                                         "<w:moveFrom>" + run("from") + "</w:moveFrom><w:moveTo>" +
                                         run("to") + "</w:moveTo></w:p>")
                                 << "new to" + note;
  QTest::newRow("DOCX, hidden") << "a.docx"
                                << docx("<w:p>" + run("seen ") + run("hidden", "<w:vanish/>") +
                                        run("too", "<w:vanish w:val=\"0\"/>") + "</w:p>")
                                << "seen too" + note;
  QTest::newRow("DOCX, hidden mark of a paragraph")
      << "a.docx" << docx(paragraph("One", "<w:rPr><w:vanish/></w:rPr>")) << "One" + note;
  QTest::newRow("DOCX, breaks") << "a.docx"
                                << docx("<w:p>" + run("One") + "<w:r><w:br/></w:r>" + run("two") +
                                        "<w:r><w:tab/></w:r>" + run("three") +
                                        "<w:r><w:noBreakHyphen/></w:r>" + run("four") + "</w:p>")
                                << QStringLiteral("One\ntwo three\u2011four") + note;
  QTest::newRow("DOCX, fields") << "a.docx"
                                << docx("<w:p><w:r><w:instrText> PAGE </w:instrText></w:r><w:fldSimple>" +
                                        run("12") + "</w:fldSimple></w:p>")
                                << "12" + note;
  QTest::newRow("DOCX, frame of text")
      << "a.docx"
      << docx("<w:p>" + run("Before") + "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" +
              paragraph("In it") + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" +
              paragraph("In it") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>" +
              run(" after") + "</w:p>")
      << "Before after\n\nIn it" + note;
  QTest::newRow("DOCX, table") << "a.docx"
                               << docx(paragraph("Before") + "<w:tbl><w:tr><w:tc>" + paragraph("Year") +
                                       "</w:tc><w:tc>" + paragraph("Name") +
                                       "</w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc>" + paragraph("Mill") +
                                       "</w:tc></w:tr></w:tbl>" + paragraph("After"))
                               << "Before\n\nYear\tName\n\tMill\n\nAfter" + note;

  QTest::newRow("DOCX, formats before a change")
      << "a.docx"
      << docx(
             "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>shown</"
             "w:t></w:r></w:p>")
      << "shown" + note;
  QTest::newRow("DOCX, equation")
      << "a.docx"
      << docx("<w:p>" + run("Energy is ") +
              "<m:oMath "
              "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:r><m:t>E=</m:t></"
              "m:r><m:f>"
              "<m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>" +
              run(" here.") + "</w:p>")
      << "Energy is E=1/2 here." + note;
  const QByteArray math = "<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\">";
  const auto letters = [](const QByteArray& words) { return "<m:r><m:t>" + words + "</m:t></m:r>"; };
  QTest::newRow("DOCX, brackets, roots and sums of an equation")
      << "a.docx"
      << docx("<w:p>" + math + letters("f") + "<m:d><m:e>" + letters("x") + "</m:e></m:d>" + letters("=") +
              "<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/><m:e>" + letters("2") +
              "</m:e></m:rad><m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"]\"/></m:dPr><m:e>" +
              "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub/><m:sup/><m:e>" + letters("y") +
              "</m:e></m:nary></m:e></m:d></m:oMath></w:p>")
      << QStringLiteral("f(x)=√2[∑y]") + note;
  QTest::newRow("DOCX, signs and boxes of other fonts")
      << "a.docx"
      << docx("<w:p>" + run("aged ") + "<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r>" + run("18, ") +
              "<w:r><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr><w:t>\xEF\x82\xB1</w:t></w:r>" + run("2 ") +
              "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>" + run(" Yes ") +
              "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/></w:r>" + run(" No") + "</w:p>")
      << QStringLiteral("aged ≥18, ±2 ☑ Yes ☐ No") + note;
  QTest::newRow("DOCX, a number alone in its cell")
      << "a.docx"
      << docx("<w:tbl><w:tr><w:tc>" +
              paragraph("<w:r/>", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"9\"/></w:numPr>") +
              "</w:tc><w:tc>" + paragraph("Rent") + "</w:tc></w:tr></w:tbl>")
      << "Article I.\tRent" + note;
  QTest::newRow("DOCX, symbols") << "a.docx"
                                 << docx("<w:p><w:r><w:sym w:font=\"Symbol\" w:char=\"F061\"/></w:r>" +
                                         run("-helix") + "<w:r><w:ptab/></w:r>" + run("12") + "</w:p>")
                                 << QStringLiteral("α-helix 12") + note;
  QTest::newRow("DOCX, paragraph's end deleted")
      << "a.docx"
      << docx(paragraph("One sen", "<w:rPr><w:del/></w:rPr>") + paragraph("tence.") + paragraph("Two"))
      << "One sentence.\n\nTwo" + note;
  QTest::newRow("DOCX, hidden by style") << "a.docx"
                                         << docx("<w:p>" + run("seen", "<w:rStyle w:val=\"Hid\"/>") +
                                                 run("shown", "<w:rStyle w:val=\"Shown\"/>") + "</w:p>" +
                                                 paragraph("gone", "<w:pStyle w:val=\"Hid\"/>"))
                                         << "shown" + note;
  QTest::newRow("DOCX, frame with a table")
      << "a.docx"
      << docx("<w:tbl><w:tr><w:tc><w:p>" + run("One") + "<w:r><w:txbxContent><w:tbl><w:tr><w:tc>" +
              paragraph("In it") +
              "</w:tc></w:tr></w:tbl></w:txbxContent></w:r></w:p></w:tc></w:tr></w:tbl>" + paragraph("Two"))
      << "One\n\nIn it\n\nTwo" + note;
  QTest::newRow("DOCX, table in an empty cell")
      << "a.docx"
      << docx(paragraph("Before") +
              "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/></w:tc><w:tc>" +
              paragraph("next") + "</w:tc></w:tr></w:tbl>")
      << "Before\n\n\tnext" + note;
  QTest::newRow("DOCX, table in a cell")
      << "a.docx"
      << docx("<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>" + paragraph("Inner") + "</w:tc><w:tc>" +
              paragraph("7") + "</w:tc></w:tr></w:tbl><w:p/></w:tc><w:tc>" + paragraph("Outer") +
              "</w:tc></w:tr><w:tr><w:tc>" + paragraph("A") + "</w:tc><w:tc>" + paragraph("B") +
              "</w:tc></w:tr></w:tbl>")
      << "Inner\t7\n\nOuter\n\nA\tB" + note;
  const QByteArray raised = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>8</w:t></w:r>";
  QTest::newRow("DOCX, raised numbers")
      << "a.docx" << docx("<w:p>" + run("10") + raised + run(" cells") + "</w:p>")
      << QStringLiteral("10⁸ cells") + note;
  QTest::newRow("DOCX, table of contents")
      << "a.docx"
      << docx(paragraph("Mill", "<w:pPr><w:pStyle w:val=\"C1\"/></w:pPr>")
                  .replace("</w:p>", "<w:r><w:tab/><w:t>7</w:t></w:r></w:p>"))
      << "Mill\t7" + note;
  QTest::newRow("ODT, table of contents")
      << "a.odt"
      << odt("<text:table-of-content><text:p>Mill<text:tab/>7</text:p></text:table-of-content>"
             "<text:p>1<text:tab/>2</text:p>")
      << "Mill\t7\n\n1 2";
  QTest::newRow("DOCX, drop cap") << "a.docx"
                                  << docx(paragraph("T", "<w:pPr><w:framePr w:dropCap=\"drop\"/></w:pPr>") +
                                          paragraph("he mill"))
                                  << "The mill" + note;
  QTest::newRow("DOCX, merged cells")
      << "a.docx"
      << docx("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" + paragraph("A") +
              "</w:tc><w:tc>" + paragraph("B") + "</w:tc></w:tr><w:tr><w:tc>" + paragraph("C") +
              "</w:tc><w:tc>" + paragraph("D") + "</w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc>" +
              paragraph("E") + "</w:tc></w:tr></w:tbl>")
      << "A\t\tB\nC\tD\t\nE" + note;
  QTest::newRow("DOCX, frame with a table of two columns, lines and a list")
      << "a.docx"
      << docx("<w:p>" + run("One") + "<w:r><w:txbxContent>" +
              paragraph("Due", "<w:pPr><w:pStyle w:val=\"H2\"/></w:pPr>") + "<w:tbl><w:tr><w:tc>" +
              paragraph("Rent") + "</w:tc><w:tc>" + paragraph("900") + "</w:tc></w:tr></w:tbl><w:p>" +
              run("a") + "<w:r><w:br/></w:r>" + run("b") + "</w:p></w:txbxContent></w:r></w:p>" +
              paragraph("Two"))
      << "One\n\nDue\n\nRent\t900\n\na\nb\n\nTwo" + note;
  QTest::newRow("DOCX, frame within a frame, and one that is hidden")
      << "a.docx"
      << docx("<w:p>" + run("One") + "<w:r><w:txbxContent><w:p>" + run("outer") +
              "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph("inner") +
              "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + paragraph("inner") +
              "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>" + run(" still outer") +
              "</w:p></w:txbxContent></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:txbxContent>" +
              paragraph("hidden") + "</w:txbxContent></w:r></w:p>" + paragraph("Two"))
      << "One\n\nouter still outer\n\ninner\n\nTwo" + note;
  QTest::newRow("DOCX, words behind a frame in a run")
      << "a.docx"
      << docx("<w:p><w:r><w:t>Before</w:t><w:pict><w:txbxContent>" + paragraph("In it") +
              "</w:txbxContent></w:pict><w:t xml:space=\"preserve\"> after</w:t></w:r></w:p>")
      << "Before after\n\nIn it" + note;
  const auto fieldPart = [](const QByteArray& part) {
    return "<w:r><w:fldChar w:fldCharType=\"" + part + "\"/></w:r>";
  };
  QTest::newRow("DOCX, a field in a field's instruction")
      << "a.docx"
      << docx("<w:p>" + fieldPart("begin") + fieldPart("begin") + fieldPart("separate") + run("M") +
              fieldPart("end") + fieldPart("separate") + run("Mr") + fieldPart("end") + run(" Lind") +
              "</w:p>" + "<w:p>" + fieldPart("begin") + "</w:p>" + paragraph("Seen"))
      << "Mr Lind\n\nSeen" + note;
  QTest::newRow("ODT, merged cells")
      << "a.odt"
      << odt("<table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\" "
             "table:number-rows-spanned=\"2\"><text:p>A</text:p></table:table-cell><table:covered-table-cell/"
             ">"
             "<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row>"
             "<table:table-row><table:covered-table-cell table:number-columns-repeated=\"2\"/>"
             "<table:table-cell><text:p>C</text:p></table:table-cell></table:table-row></table:table>")
      << "A\t\tB\n\t\tC";
  QTest::newRow("ODT, raised numbers")
      << "a.odt"
      << odt("<text:p>10<text:span text:style-name=\"Up\">8</text:span> cells, 5 m<text:span "
             "text:style-name=\"Up2\">2</text:span></text:p>")
      << QStringLiteral("10⁸ cells, 5 m²");
  QTest::newRow("ODT, frame with a table, and one within another")
      << "a.odt"
      << odt("<text:list "
             "text:style-name=\"N\"><text:list-item><text:p>Due<draw:frame><draw:text-box><table:table>"
             "<table:table-row><table:table-cell><text:p>Rent</text:p></table:table-cell><table:table-cell>"
             "<text:p>900</text:p></table:table-cell></table:table-row></table:table></draw:text-box></"
             "draw:frame>"
             " now</text:p></text:list-item></text:list><text:p>A<draw:frame><draw:text-box><text:p>outer"
             "<draw:custom-shape><text:p>inner</text:p></draw:custom-shape> still</text:p></draw:text-box>"
             "</draw:frame></text:p><text:p>Two</text:p>")
      << "Due now\n\nRent\t900\n\nA\n\nouter still\n\ninner\n\nTwo";
  QTest::newRow("ODT, spaces")
      << "a.odt" << odt("<text:p>a<text:s text:c=\"3\"/>b<text:tab/>c\n  d<text:line-break/>e</text:p>")
      << "a b c d\ne";
  QTest::newRow("ODT, another name") << "a.bin" << odt("<text:p>One</text:p>") << "One";
  QTest::newRow("ODT, what is no text")
      << "a.odt"
      << odt("<text:tracked-changes><text:p>old</text:p></"
             "text:tracked-changes><text:p>One<office:annotation><text:p>no</text:p>"
             "</office:annotation><draw:frame><svg:title>no</svg:title><svg:desc>no</svg:desc></draw:frame> "
             "<text:title>Field"
             "</text:title></text:p>")
      << "One Field";
  QTest::newRow("ODT, note in a heading")
      << "a.odt"
      << odt("<text:h "
             "text:outline-level=\"2\">Mills<text:note><text:note-citation>1</"
             "text:note-citation><text:note-body>"
             "<text:p>A note.</text:p><text:p>Its end.</text:p></text:note-body></text:note> of "
             "old</text:h><text:p>One</text:p>")
      << "Mills of old\n\nOne\n\nA note.\n\nIts end.";
  QTest::newRow("ODT, frame in a heading") << "a.odt"
                                           << odt("<text:h><draw:frame><draw:text-box><text:p>In "
                                                  "it</text:p></draw:text-box></draw:frame>Mills</text:h>")
                                           << "Mills\n\nIn it";
  QTest::newRow("ODT, table")
      << "a.odt"
      << odt("<table:table><table:table-row><table:table-cell><text:p>Year</text:p></"
             "table:table-cell><table:table-cell>"
             "<text:p>Name</text:p></table:table-cell></table:table-row></table:table><text:p>After</text:p>")
      << "Year\tName\n\nAfter";
  QTest::newRow("ODT, note with white space")
      << "a.odt"
      << odt("<text:p>One<text:note>\n  <text:note-citation>1</text:note-citation>\n  <text:note-body>\n    "
             "<text:p>A"
             "<text:line-break/>note.</text:p>\n  </text:note-body>\n</text:note></text:p>")
      << "One\n\nA note.";
  QTest::newRow("ODT, hidden")
      << "a.odt"
      << odt("<text:p>seen <text:span text:style-name=\"Hid\">hidden </text:span>after</text:p><text:section "
             "text:display=\"none\"><text:p>no</text:p></text:section><text:p><text:hidden-text "
             "text:is-hidden=\"true\">no"
             "</text:hidden-text>Two</text:p>")
      << "seen after\n\nTwo";
  QTest::newRow("ODT, section")
      << "a.odt" << odt("<text:section><text:p>One</text:p></text:section><text:p>Two</text:p>")
      << "One\n\nTwo";
}

void OfficeLoadersTest::reads() {
  QFETCH(QString, name);
  QFETCH(Files, files);
  const Document document = load(name, files);
  QTEST(toQString(document.text), "text");
  verifyRanges(document);
}

void OfficeLoadersTest::readsBooks() {
  const Document document = load("a.epub", epub("OPS/font.otf"));
  QCOMPARE(toQString(document.text), QStringLiteral("One\n\nWater and\u00A0rags.\n\nTwo\n\nEnd"));
  QCOMPARE(headings(document), QStringList({"1 One", "2 Two"}));
  QCOMPARE(document.title, std::string("Mills & paper"));
  QCOMPARE(document.format, std::string("epub"));

  // What cannot be read of the book's description does not keep it shut.
  Files odd = epub();
  for (auto& [name, content] : odd) {
    content.replace("<dc:title>", "<dc:description>a&nbsp;b</dc:description><dc:title>");
    content.replace("<item id=\"gone\"", "<item id=\"gone\" media-type=\"text/html\"");
    content.replace("<item id=\"b\"", "<item id=\"a2\" href=\"../first.xhtml#there\"/><item id=\"b\"");
    content.replace("<itemref idref=\"b\"/>", "<itemref idref=\"a2\"/><itemref idref=\"b\"/>");
    name.replace("second one", "second%20one");
  }
  odd.push_back({"OPS/gone.xhtml", QByteArray("\xFF\xD8\xFF\0\0\0", 6)});
  QCOMPARE(load("odd.epub", odd).text, document.text);
  verifyRanges(document);

  Files polish = epub();
  polish.back().second =
      "<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><html><body><p>\xB3\xF3\x64\xBC</p></body></html>";
  QVERIFY(load("polish.epub", polish).text.ends_with(u"łódź"));

  Files noted = docx(paragraph("One"));
  for (auto& [name, content] : noted) {
    if (name == "word/notes.xml") content.truncate(content.size() / 2);
  }
  QVERIFY(load("noted.docx", noted).text.starts_with(u"One"));
}

void OfficeLoadersTest::resolvesReferences() {
  QCOMPARE(resolveInArchive("x/y/z.xml", "../a%20b.xml#c"), std::string("x/a b.xml"));
  QCOMPARE(resolveInArchive("x/y/z.xml", "/a.xml"), std::string("a.xml"));
  QCOMPARE(resolveInArchive("", "word/document.xml"), std::string("word/document.xml"));
  QCOMPARE(resolveInArchive("z.xml", "./100%"), std::string("100%"));
}

QTEST_APPLESS_MAIN(OfficeLoadersTest)
#include "tst_office_loaders.moc"
