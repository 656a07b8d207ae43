#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <cmath>

#include "core/base/error.h"
#include "tests/support/test_folder.h"
#include "tests/support/text.h"
#include "ui/pdf/pdf_loader.h"
#include "ui/pdf/pdf_pages.h"

namespace lectern {

using documents::Document;
using pdf::PdfPages;
using test::TestFolder;
using test::toQString;

namespace {

std::shared_ptr<const Document> read(const std::filesystem::path& path) {
  return std::make_shared<const Document>(pdf::PdfLoader().load(path, {}));
}

/// Where words stand in the text of a page, from 0.
text::Range rangeOf(const Document& document, int page, const QString& words) {
  const text::Range units = document.pages.at(static_cast<std::size_t>(page));
  const auto at = toQString(units.of(document.text)).indexOf(words);
  if (at < 0) qFatal("the page does not hold '%s'", qPrintable(words));
  const std::size_t begin = units.begin + static_cast<std::size_t>(at);
  return {begin, begin + static_cast<std::size_t>(words.size())};
}

/// The least rectangle around what is printed, in points, leaving out what lies in `without`.
QRectF inkOf(PdfPages& pages, int page, const std::vector<QRectF>& without = {}) {
  constexpr double kScale = 3;
  const QImage picture = pages.render(page, (pages.size(page) * kScale).toSize());
  QRectF ink;
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      if (qGray(picture.pixel(x, y)) > 128) continue;
      const QRectF dot(x / kScale, y / kScale, 1 / kScale, 1 / kScale);
      const bool isOut = std::ranges::any_of(without, [&](const QRectF& each) {
        return each.adjusted(-0.5, -0.5, 0.5, 0.5).contains(dot.center());
      });
      if (!isOut) ink |= dot;
    }
  }
  return ink;
}

bool isNear(const QRectF& a, const QRectF& b) {
  constexpr double kPoints = 1.5;
  return std::abs(a.left() - b.left()) < kPoints && std::abs(a.right() - b.right()) < kPoints &&
         std::abs(a.top() - b.top()) < kPoints && std::abs(a.bottom() - b.bottom()) < kPoints;
}

/// A page whose font has a character beyond the Basic Multilingual Plane (\001) and a glyph without a meaning
/// (\002). Without a table of its objects, as damaged files are: programs look for them.
constexpr char kGlyphsWithoutMeaning[] = R"(%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>
endobj
4 0 obj
<< /Length 103 >>
stream
BT /F 14 Tf 72 700 Td (Alpha \001 Beta \002\002 Gamma delta.) Tj 0 -20 Td (Here the next line ends.) Tj ET
endstream
endobj
5 0 obj
<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica
   /Encoding << /Type /Encoding /Differences [1 /bullet /g77] >> /ToUnicode 6 0 R >>
endobj
6 0 obj
<< /Length 272 >>
stream
/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <20> <7E> <0020> endbfrange
1 beginbfchar <01> <D83DDE00> endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end
endstream
endobj
trailer
<< /Size 7 /Root 1 0 R >>
)";

}  // namespace

/// Compares where words are said to stand with where they are printed.
class PdfPagesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void savesMarks_data();
  void savesMarks();
  void savesNothingOverTheFile();
  void outlinesWhatIsPrinted_data();
  void outlinesWhatIsPrinted();
  void outlinesBothPartsOfABrokenWord();
  void outlinesCellsOfTables();
  void countsGlyphsWithoutMeaning();
  void knowsWhatHasChanged();
};

void PdfPagesTest::outlinesWhatIsPrinted_data() {
  QTest::addColumn<int>("page");
  const char* frames[] = {
      "upright",          "turned 90",          "turned 180",          "turned 270",
      "cropped, upright", "cropped, turned 90", "cropped, turned 270", "cropped, turned 180"};
  for (int page = 0; page < 8; ++page) QTest::newRow(frames[page]) << page;
}

void PdfPagesTest::outlinesWhatIsPrinted() {
  QFETCH(int, page);
  const auto document = read(LECTERN_TEST_DATA "/pdf/turned_pages.pdf");
  PdfPages pages(document);
  QCOMPARE(pages.count(), 8);

  const std::vector<QRectF> lines = pages.outline(page, document->pages.at(static_cast<std::size_t>(page)));
  QCOMPARE(lines.size(), std::size_t{2});
  QVERIFY(isNear(lines[0] | lines[1], inkOf(pages, page)));

  const text::Range word = rangeOf(*document, page, "wheel");
  const std::vector<QRectF> outline = pages.outline(page, word);
  QCOMPARE(outline.size(), std::size_t{1});
  const text::Range all = document->pages.at(static_cast<std::size_t>(page));
  std::vector<QRectF> others = pages.outline(page, {all.begin, word.begin});
  for (const QRectF& line : pages.outline(page, {word.end, all.end})) others.push_back(line);
  QVERIFY(isNear(outline[0], inkOf(pages, page, others)));

  const QPointF first = pages.outline(page, {word.begin, word.begin + 1}).at(0).center();
  const QPointF last = pages.outline(page, {word.end - 1, word.end}).at(0).center();
  const text::Range between = pages.between(page, first, last);
  QCOMPARE(between.begin, word.begin);
  QVERIFY(between.end + 1 >= word.end && between.end <= word.end);
  QVERIFY(pages.between(page, QPointF(1, 1), QPointF(2, 2)).empty());
  // Places beside the text are taken to the nearest line.
  const text::Range line = rangeOf(*document, page, "Its wheel turns at night.");
  const QPointF start = pages.outline(page, {line.begin, line.begin + 1}).at(0).center();
  const QPointF end = pages.outline(page, {line.end - 1, line.end}).at(0).center();
  QCOMPARE(pages.between(page, start - (end - start) / 3, end + (end - start) / 3), line);
}

void PdfPagesTest::outlinesBothPartsOfABrokenWord() {
  const auto document = read(LECTERN_TEST_DATA "/pdf/paper_mill.pdf");
  PdfPages pages(document);
  const QString text = toQString(document->pages[0].of(document->text));
  int broken = 0;
  for (auto words = QRegularExpression("\\w+").globalMatch(text); words.hasNext();) {
    const QRegularExpressionMatch word = words.next();
    const auto begin = static_cast<std::size_t>(word.capturedStart());
    const std::vector<QRectF> lines =
        pages.outline(0, {begin, begin + static_cast<std::size_t>(word.capturedLength())});
    QVERIFY2(lines.size() == 1 || lines.size() == 2, qPrintable(word.captured()));
    if (lines.size() == 2) {
      ++broken;
      QVERIFY(lines[1].top() > lines[0].center().y() && lines[1].left() < lines[0].left());
    }
  }
  QVERIFY(broken >= 2);
}

void PdfPagesTest::outlinesCellsOfTables() {
  const auto document = read(LECTERN_TEST_DATA "/pdf/price_table.pdf");
  PdfPages pages(document);
  const auto outlineOf = [&](const char* words) {
    const std::vector<QRectF> outline = pages.outline(0, rangeOf(*document, 0, words));
    return outline.size() == 1 ? outline[0] : QRectF();
  };
  const QRectF price = outlineOf("30.00"), maker = outlineOf("Per Berg"), total = outlineOf("Total");
  QVERIFY(!price.isEmpty() && price.right() + 20 < maker.left());
  QVERIFY(std::abs(price.bottom() - maker.bottom()) < 4);
  QVERIFY(total.top() > price.center().y() && total.right() < price.left());
  const QPointF left(maker.left() + 1, maker.center().y()), right(maker.right() + 1, maker.center().y());
  QCOMPARE(pages.between(0, left, right).begin, rangeOf(*document, 0, "Per Berg").begin);
}

void PdfPagesTest::countsGlyphsWithoutMeaning() {
  const TestFolder folder;
  const auto document = read(folder.write("glyphs.pdf", kGlyphsWithoutMeaning));
  QCOMPARE(toQString(document->text), QStringLiteral("Alpha 😀 Beta  Gamma delta.\nHere the next line ends."));
  PdfPages pages(document);
  const std::vector<QRectF> lines = pages.outline(0, {0, document->text.size()});
  QCOMPARE(lines.size(), std::size_t{2});
  QVERIFY(isNear(lines[0] | lines[1], inkOf(pages, 0)));
  QRectF before;
  for (const char* word : {"Alpha", "😀", "Beta", "Gamma", "delta."}) {
    const text::Range range = rangeOf(*document, 0, QString::fromUtf8(word));
    const std::vector<QRectF> outline = pages.outline(0, range);
    QVERIFY2(outline.size() == 1 && outline[0].left() > before.right(), word);
    before = outline[0];
    const QPointF first = pages.outline(0, {range.begin, range.begin + 1}).at(0).center();
    if (!range.of(document->text).starts_with(u"😀")) {  // which is two units in one place
      QCOMPARE(pages.between(0, first, QPointF(outline[0].right() - 0.1, first.y())), range);
    }
  }
  QCOMPARE(before.right(), lines[0].right());
  QVERIFY(isNear(lines[1], pages.outline(0, rangeOf(*document, 0, "Here the next line ends.")).at(0)));
}

void PdfPagesTest::knowsWhatHasChanged() {
  const TestFolder folder;
  const auto copy = [&](const char* from) {
    QFile file(from);
    if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read '%s'", from);
    return folder.write("a.pdf", file.readAll());
  };
  const auto document = read(copy(LECTERN_TEST_DATA "/pdf/paper_mill.pdf"));
  Document other = *document;
  other.text[3] = u'?';
  PdfPages pages(std::make_shared<const Document>(other));
  QVERIFY(pages.outline(0, {0, 10}).empty());
  QVERIFY(!pages.outline(1, {other.pages[1].begin, other.pages[1].begin + 20}).empty());

  copy(LECTERN_TEST_DATA "/pdf/turned_pages.pdf");
  QVERIFY_THROWS_EXCEPTION(FormatError, PdfPages{document});
  std::filesystem::remove(document->path);
  QVERIFY_THROWS_EXCEPTION(FileError, PdfPages{document});
}

void PdfPagesTest::savesMarks_data() {
  QTest::addColumn<QString>("file");
  QTest::newRow("two pages") << "paper_mill.pdf";
  QTest::newRow("turned and cropped") << "turned_pages.pdf";
}

/// Highlights lie where the outlines of the words do, seen by another program's drawing, and notes come with
/// them.
void PdfPagesTest::savesMarks() {
  QFETCH(QString, file);
  const TestFolder folder;
  const auto document = read(std::filesystem::path(LECTERN_TEST_DATA "/pdf") / file.toStdString());
  PdfPages pages(document);
  std::vector<pdf::Mark> marks;
  for (int page = 0; page < pages.count(); ++page) {
    const text::Range units = document->pages[static_cast<std::size_t>(page)];
    const std::size_t begin = document->text.find_first_not_of(u" \n", units.begin);
    marks.push_back({{{begin, std::min(begin + 40, units.end)}}, "Who? 😀 — 87 %"});
  }
  const std::filesystem::path path = folder.path("marked.pdf");
  pages.saveMarked(marks, path);

  const auto marked = read(path);
  QVERIFY(marked->text == document->text);
  PdfPages again(marked);
  for (int page = 0; page < pages.count(); ++page) {
    constexpr double kScale = 3;
    const QImage picture = again.render(page, (again.size(page) * kScale).toSize());
    QRectF yellow, wanted;
    for (int y = 0; y < picture.height(); ++y) {
      for (int x = 0; x < picture.width(); ++x) {
        const QColor color = picture.pixelColor(x, y);
        if (color.red() > color.blue() + 80) yellow |= QRectF(x / kScale, y / kScale, 1 / kScale, 1 / kScale);
      }
    }
    for (const QRectF& line : pages.outline(page, marks[static_cast<std::size_t>(page)].parts[0]))
      wanted |= line;
    QVERIFY(!wanted.isEmpty());
    QVERIFY2(isNear(yellow, wanted & QRectF(QPointF(), pages.size(page))), qPrintable(QString::number(page)));
  }
  QFile saved(QString::fromStdString(path.string()));
  QVERIFY(saved.open(QIODevice::ReadOnly));
  QCOMPARE(saved.readAll().count("/Subtype /Highlight"), pages.count());
}

void PdfPagesTest::savesNothingOverTheFile() {
  const TestFolder folder;
  QFile original(LECTERN_TEST_DATA "/pdf/paper_mill.pdf");
  QVERIFY(original.open(QIODevice::ReadOnly));
  const QByteArray content = original.readAll();
  const std::filesystem::path path = folder.write("mill.pdf", content);
  PdfPages pages(read(path));
  QVERIFY_EXCEPTION_THROWN(pages.saveMarked({}, path), FileError);
  QVERIFY_EXCEPTION_THROWN(pages.saveMarked({}, folder.path("none/marked.pdf")), FileError);
  auto changed = std::make_shared<Document>(*read(path));
  changed->text[0] = u'#';  // as if the file had another text by now
  QVERIFY_EXCEPTION_THROWN(PdfPages(changed).saveMarked({{{{0, 5}}, "Who?"}}, folder.path("marked.pdf")),
                           FormatError);
  QVERIFY(!std::filesystem::exists(folder.path("marked.pdf")));
  QFile kept(QString::fromStdString(path.string()));
  QVERIFY(kept.open(QIODevice::ReadOnly));
  QVERIFY(kept.readAll() == content);
}

}  // namespace lectern

QTEST_MAIN(lectern::PdfPagesTest)
#include "tst_pdf_pages.moc"
