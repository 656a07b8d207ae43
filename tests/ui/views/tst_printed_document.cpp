#include <QRegularExpression>
#include <QTest>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/documents/loader.h"
#include "tests/support/test_folder.h"
#include "ui/pdf/pdf_loader.h"
#include "ui/views/printed_document.h"

namespace lectern {

class PrintedDocumentTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void printsTextMarksAndNotes();
};

void PrintedDocumentTest::printsTextMarksAndNotes() {
  const documents::Document document = documents::documentFromText(
      u"Mary lives in Paris.\n\nKarl lives in Rome, which is not far from the sea.", "Homes");
  const auto rangeOf = [&](std::u16string_view words) {
    const std::size_t begin = document.text.find(words);
    return text::Range{begin, begin + words.size()};
  };
  const test::TestFolder folder;
  views::savePrinted(document,
                     {{{rangeOf(u"Rome")}, "Where does Karl live?\n90 %"}, {{rangeOf(u"Paris")}, "Where?"}},
                     folder.path("homes.pdf"));
  const documents::Document printed = pdf::PdfLoader().load(folder.path("homes.pdf"), {});
  QCOMPARE(printed.title, std::string("Homes"));
  const QString text = QString::fromStdU16String(printed.text);
  for (const char* words : {"Mary lives in Paris", "Karl lives in Rome", "which is not far from the sea.",
                            "Where does Karl live? · 90 %", "Where?"}) {
    QVERIFY2(text.contains(QString::fromUtf8(words)), qPrintable(text));
  }
  QVERIFY2(text.indexOf("Where?") > text.indexOf("Where does"), qPrintable(text));
  for (const char* numbered : {"Rome\\s*1", "Paris\\s*2"}) {
    QVERIFY2(text.contains(QRegularExpression(numbered)), qPrintable(text));
  }
  QVERIFY_THROWS_EXCEPTION(FileError, views::savePrinted(document, {}, folder.path("none/homes.pdf")));
  documents::Document ofFile = document;
  ofFile.path = folder.write("homes.txt", "Mary");
  QVERIFY_THROWS_EXCEPTION(FileError, views::savePrinted(ofFile, {}, ofFile.path));
  QCOMPARE(lectern::readFile(ofFile.path), std::string("Mary"));
}

}  // namespace lectern

QTEST_MAIN(lectern::PrintedDocumentTest)
#include "tst_printed_document.moc"
