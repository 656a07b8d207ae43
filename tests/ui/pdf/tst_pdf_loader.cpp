#include <QFontDatabase>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QTest>

#include "core/base/error.h"
#include "core/documents/loader.h"
#include "tests/support/documents.h"
#include "tests/support/test_folder.h"
#include "ui/pdf/pdf_loader.h"

using lectern::FileError;
using lectern::FormatError;
using lectern::documents::Document;
using lectern::documents::FileSample;
using lectern::documents::LoaderRegistry;
using lectern::pdf::PdfLoader;
using lectern::test::TestFolder;
using lectern::test::toQString;
using lectern::test::verifyRanges;
using lectern::test::words;

namespace {

/// Writes one page for each of `pages`, its text in lines as they are.
std::filesystem::path writePdf(const std::filesystem::path& path, const QStringList& pages,
                               const QString& title = {}) {
  QPdfWriter writer(QString::fromStdString(path.string()));
  writer.setTitle(title);
  QPainter painter(&writer);
  const int lineHeight = painter.fontMetrics().lineSpacing();
  for (qsizetype page = 0; page < pages.size(); ++page) {
    if (page > 0) writer.newPage();
    int y = lineHeight;
    for (const QString& line : pages[page].split('\n')) painter.drawText(0, y += lineHeight, line);
  }
  return path;
}

template <typename Error>
QString messageOf(const std::filesystem::path& path) {
  try {
    PdfLoader().load(path, {});
  } catch (const Error& error) {
    return QString::fromUtf8(error.what());
  }
  return {};
}

}  // namespace

class PdfLoaderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsByContent();
  void readsPages();
  void partsTheCellsOfTables();
  void readsManyScripts();
  void keepsPagesWithoutText();
  void findsTitle();
  void refusesWhatCannotBeRead();
  void stopsBetweenPages();
  void joinsTheRegistry();
};

void PdfLoaderTest::tellsByContent() {
  const PdfLoader loader;
  QVERIFY(loader.accepts({"a.pdf", "%PDF-1.7\n"}));
  QVERIFY(loader.accepts({"a", "\xEF\xBB\xBF\n%PDF-1.4"}));
  QVERIFY(loader.accepts({"a.pdf", "HTTP/1.1 200 OK\r\n\r\n%PDF-1.4"}));
  QVERIFY(!loader.accepts({"a.md", "# Formats\nA PDF begins with %PDF-1.7."}));
  QVERIFY(!loader.accepts({"a.pdf", "no"}));
  QVERIFY(!loader.accepts({"a.pdf", ""}));
  const std::string late = std::string(1024, ' ') + "%PDF-1.4";
  QVERIFY(!loader.accepts({"a.pdf", late}));
}

void PdfLoaderTest::readsPages() {
  const TestFolder folder;
  const auto path =
      writePdf(folder.path("a.pdf"), {"The first page.\nIt has two lines.", "The second page."});
  const Document document = PdfLoader().load(path, {});
  QCOMPARE(document.format, std::string("pdf"));
  QCOMPARE(document.path, path);
  QCOMPARE(words(document.text, document.pages),
           (QStringList{"The first page.\nIt has two lines.\n\n\f", "The second page."}));
  const std::size_t second = document.text.find(u"second");
  QCOMPARE(document.pageOf(second), std::size_t{2});
  QCOMPARE(document.pageOf(0), std::size_t{1});
  QVERIFY(document.headings.empty());
  verifyRanges(document);
}

void PdfLoaderTest::partsTheCellsOfTables() {
  const Document document = PdfLoader().load(LECTERN_TEST_DATA "/pdf/price_table.pdf", {});
  QCOMPARE(toQString(document.text).split('\n').mid(2),
           (QStringList{"Sort\tReams\tPrice\tMade by", "Writing paper\t40\t12.50\tAnna Lind",
                        "Blotting paper\t15\t4.20\tKarl Lind", "Board\t\t30.00\tPer Berg", "\tTotal\t46.70",
                        "The board was lost in the flood of 1902."}));
}

void PdfLoaderTest::readsManyScripts() {
  if (QFontDatabase::families(QFontDatabase::SimplifiedChinese).isEmpty()) QSKIP("no font here has Chinese");
  const TestFolder folder;
  const auto path =
      writePdf(folder.path("é.pdf"), {QStringLiteral("Cafe\u0301 “fine”, café"), QStringLiteral("中文句子")});
  const Document document = PdfLoader().load(path, {});
  const QString text = toQString(document.text);
  QVERIFY2(text.normalized(QString::NormalizationForm_C).contains("Café “fine”, café"), qPrintable(text));
  QVERIFY2(text.contains("中文句子"), qPrintable(text));
  verifyRanges(document);
}

void PdfLoaderTest::keepsPagesWithoutText() {
  const TestFolder folder;
  const auto path = writePdf(folder.path("a.pdf"), {"", "One", "", "Two", ""});
  const Document document = PdfLoader().load(path, {});
  QCOMPARE(toQString(document.text), QStringLiteral("One\f\n\n\fTwo\f"));
  QCOMPARE(document.pages.size(), std::size_t{5});
  QCOMPARE(document.pageOf(document.text.find(u"One")), std::size_t{2});
  QCOMPARE(document.pageOf(document.text.find(u"Two")), std::size_t{4});
  verifyRanges(document);
}

void PdfLoaderTest::findsTitle() {
  const TestFolder folder;
  const auto titled = writePdf(folder.path("a.pdf"), {"One"}, QStringLiteral(" Das  Büchlein "));
  QCOMPARE(PdfLoader().load(titled, {}).title, std::string("Das Büchlein"));
  const auto untitled = writePdf(folder.path("a b.pdf"), {"One"});
  QCOMPARE(PdfLoader().load(untitled, {}).title, std::string("a b.pdf"));
}

void PdfLoaderTest::refusesWhatCannotBeRead() {
  const TestFolder folder;
  const QString locked = messageOf<FormatError>(LECTERN_TEST_DATA "/pdf/paper_mill_locked.pdf");
  QVERIFY2(locked.contains("paper_mill_locked.pdf") && locked.contains("password"), qPrintable(locked));

  const auto whole = writePdf(folder.path("whole.pdf"), {"One"});
  QFile file(QString::fromStdString(whole.string()));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QString cut = messageOf<FormatError>(folder.write("cut.pdf", file.readAll().left(2000)));
  QVERIFY2(cut.contains("cut.pdf") && cut.contains("damaged"), qPrintable(cut));
  QVERIFY(messageOf<FormatError>(folder.write("noise.pdf", "%PDF-1.4\nnoise")).contains("noise.pdf"));
  QVERIFY(messageOf<FormatError>(folder.write("empty.pdf", "")).contains("empty.pdf"));

  const QString pictures = messageOf<FormatError>(writePdf(folder.path("pictures.pdf"), {"", ""}));
  QVERIFY2(pictures.contains("pictures.pdf") && pictures.contains("text recognition"), qPrintable(pictures));

  QVERIFY(messageOf<FileError>(folder.path("missing.pdf")).contains("missing.pdf"));
  QVERIFY(messageOf<FileError>(folder.path("")).contains("cannot open"));
}

void PdfLoaderTest::stopsBetweenPages() {
  const TestFolder folder;
  const auto path = writePdf(folder.path("a.pdf"), {"One", "Two"});
  std::stop_source source;
  source.request_stop();
  QVERIFY_EXCEPTION_THROWN(PdfLoader().load(path, source.get_token()), lectern::CancelledError);
}

void PdfLoaderTest::joinsTheRegistry() {
  const TestFolder folder;
  LoaderRegistry loaders = LoaderRegistry::withStandardLoaders();
  const auto path = writePdf(folder.path("called.txt"), {"One"});
  QVERIFY_EXCEPTION_THROWN(loaders.load(path), FormatError);
  loaders.add(std::make_unique<PdfLoader>());
  QCOMPARE(loaders.load(path).format, std::string("pdf"));
}

QTEST_MAIN(PdfLoaderTest)
#include "tst_pdf_loader.moc"
