#include <QTest>
#include <array>
#include <thread>

#include "tests/support/documents.h"
#include "ui/pdf/page_text.h"
#include "ui/pdf/pdf_loader.h"

using lectern::documents::Document;
using lectern::pdf::cleanPageText;
using lectern::pdf::findPageParagraphs;
using lectern::pdf::PageText;
using lectern::pdf::PdfLoader;
using lectern::test::fromQString;
using lectern::test::toQString;
using lectern::test::words;

/// Runs without a QGuiApplication, as the command line program does.
class PageTextTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cleans_data();
  void cleans();
  void setsAccentsOnTheirLetters();
  void linesOfZeroWidthAreNoHeads();
  void findsParagraphs_data();
  void findsParagraphs();
  void headsAreParagraphs();
  void loadsWithoutAWindowSystem();
  void loadsOnSeveralThreads();
};

void PageTextTest::cleans_data() {
  QTest::addColumn<QString>("raw");
  QTest::addColumn<QString>("text");

  QTest::newRow("empty") << ""
                         << "";
  QTest::newRow("line ends") << "a\r\nb\rc\nd"
                             << "a\nb\nc\nd";
  QTest::newRow("hyphen, line end kept") << QStringLiteral("infor\uFFFE\r\nmation is") << "information is";
  QTest::newRow("hyphen, line end dropped") << QStringLiteral("infor\uFFFEmation is") << "information is";
  QTest::newRow("hyphen before a space") << QStringLiteral("infor\uFFFE is\r\nnew") << "infor is\nnew";
  QTest::newRow("hyphen at the end") << QStringLiteral("infor\uFFFE\r\n") << "infor-\n";
  QTest::newRow("hyphen before the foot") << QStringLiteral("infor\uFFFE\r\nPage 3") << "infor-\nPage 3";
  QTest::newRow("hyphen before a number") << QStringLiteral("COVID\uFFFE19 is") << "COVID-\n19 is";
  QTest::newRow("hyphen before a name") << QStringLiteral("Anglo\uFFFESaxon") << "Anglo-\nSaxon";
  QTest::newRow("hyphen before the foot, line end dropped")
      << QStringLiteral("infor\uFFFE12") << "infor-\n12";
  QTest::newRow("bullets of Symbol and Wingdings")
      << QStringLiteral("\uF0B7 one\r\n\uF0A7 two") << QStringLiteral("• one\n▪ two");
  QTest::newRow("marks that are no accents")
      << QStringLiteral("/\u02DCnancy 2\u02C6e") << QStringLiteral("/\u02DCnancy 2\u02C6e");
  QTest::newRow("hyphen of newer versions") << QStringLiteral("infor\u0002\r\nmation") << "information";
  QTest::newRow("a chain") << QStringLiteral("state-of-the\uFFFE\r\nart") << "state-of-the-\nart";
  QTest::newRow("a parted word of a compound")
      << QStringLiteral("non-govern\uFFFE\r\nmental") << "non-governmental";
  QTest::newRow("one word elsewhere")
      << QStringLiteral("the counterparty, a counter\uFFFE\r\nparty") << "the counterparty, a counterparty";
  QTest::newRow("a number") << QStringLiteral("twenty\uFFFEfive") << "twenty-\nfive";
  QTest::newRow("a compound") << QStringLiteral("a long\uFFFEterm loan") << "a long-\nterm loan";
  QTest::newRow("a compound of the page")
      << QStringLiteral("the tax-exempt and tax\uFFFE\r\nexempt") << "the tax-exempt and tax-\nexempt";
  QTest::newRow("both of the page") << QStringLiteral("an e-mail, email, e\uFFFE\r\nmail")
                                    << "an e-mail, email, email";
  QTest::newRow("real hyphen") << "well-\r\nknown"
                               << "well-\nknown";
  QTest::newRow("NULs and controls") << QString("a") + QChar(0) + QChar(0x16) + "b\tc"
                                     << "ab\tc";
  QTest::newRow("Kangxi radicals") << QStringLiteral("中\u2F42句\u2F26") << "中文句子";
  QTest::newRow("radical without an ideograph") << QStringLiteral("\u2E80") << QStringLiteral("\u2E80");
  QTest::newRow("Chinese, emoji, marks")
      << QStringLiteral("中文\r\n😀 cafe\u0301") << QStringLiteral("中文\n😀 cafe\u0301");
}

void PageTextTest::cleans() {
  QFETCH(QString, raw);
  const std::u16string source = fromQString(raw);
  const PageText page = cleanPageText(source);
  QTEST(toQString(page.text), "text");
  QCOMPARE(page.sources.size(), page.text.size());
  for (std::size_t i = 0; i < page.text.size(); ++i) {
    if (QChar(page.text[i]).isSpace()) continue;  // a line end may have been two units
    const QChar from(source[page.sources[i]]);
    const bool isOfFont = from.category() == QChar::Other_PrivateUse;
    if (isOfFont || from == QChar(page.text[i])) continue;
    QCOMPARE(QString(QChar(page.text[i])), from == QChar(0xFFFE)
                                               ? QStringLiteral("-")
                                               : QString(from).normalized(QString::NormalizationForm_KC));
  }
}

void PageTextTest::setsAccentsOnTheirLetters() {
  const PageText page = cleanPageText(
      u"B\u00A8arenreiter, \u02C7Seve\u02C7cek, Nexør\u02DDol, caf\u00B4e, it\u00B4s, l\u00B4eau, \u00A8 a");
  QCOMPARE(toQString(page.text), QStringLiteral("Bärenreiter, Ševeček, Nexøről, café, it´s, l´eau, ¨ a"));
  QCOMPARE(page.sources.size(), page.text.size());
  QCOMPARE(page.sources[1], std::size_t{2});  // of "ä" the letter
}

void PageTextTest::findsParagraphs_data() {
  QTest::addColumn<QString>("page");
  QTest::addColumn<QStringList>("paragraphs");

  QTest::newRow("empty") << "" << QStringList();
  QTest::newRow("empty lines") << " One\nmore \n \nTwo\n" << QStringList{"One\nmore", "Two"};
  QTest::newRow("short last line") << "The first paragraph runs over the whole line\nand ends here.\nThe "
                                      "second paragraph runs over the line again\n"
                                      "and ends later."
                                   << QStringList{
                                          "The first paragraph runs over the whole line\nand ends here.",
                                          "The second paragraph runs over the line again\nand ends later."};
  QTest::newRow("short line in a quotation")
      << "He went on to say for a whole line of this page:\n“So it was!”\nAnd this went on for a whole line "
         "of the page"
      << QStringList{"He went on to say for a whole line of this page:\n“So it was!”",
                     "And this went on for a whole line of the page"};
  QTest::newRow("sentence ends at a full line")
      << "This sentence fills one line of the page to the end.\nThe next one begins a line and fills it to "
         "the end."
      << QStringList{
             "This sentence fills one line of the page to the end.\n"
             "The next one begins a line and fills it to the end."};
  QTest::newRow("Chinese")
      << "这一行文字占满了整个页面的宽度没有句号\n到此为止。\n第二段文字也占满了整个页面的宽度啊啊"
      << QStringList{"这一行文字占满了整个页面的宽度没有句号\n到此为止。",
                     "第二段文字也占满了整个页面的宽度啊啊"};
}

/// Which PDFium leaves in a text; such a line is no running head either.
void PageTextTest::linesOfZeroWidthAreNoHeads() {
  const std::vector<std::u16string_view> pages = {u"\u200B\nOne.", u"\u200B\nTwo.", u"\uFEFF\nThree."};
  QCOMPARE(findPageParagraphs(pages).size(), pages.size());
}

void PageTextTest::findsParagraphs() {
  QFETCH(QString, page);
  const std::u16string text = fromQString(page);
  QTEST(words(text, findPageParagraphs({text}).front()), "paragraphs");
}

void PageTextTest::headsAreParagraphs() {
  const std::vector<std::u16string_view> pages = {
      u"Of Mills\nIt is said that\nthe mill was built in the\n- 7 -",
      u"Of Mills\nyear 1815 by Karl Lind,\nof Lund\n- 8 -", u""};
  const auto paragraphs = findPageParagraphs(pages);
  QCOMPARE(paragraphs.size(), pages.size());
  QCOMPARE(words(std::u16string(pages[0]), paragraphs[0]),
           (QStringList{"Of Mills", "It is said that\nthe mill was built in the", "- 7 -"}));
  QCOMPARE(words(std::u16string(pages[1]), paragraphs[1]),
           (QStringList{"Of Mills", "year 1815 by Karl Lind,\nof Lund", "- 8 -"}));
}

void PageTextTest::loadsWithoutAWindowSystem() {
  const Document document = PdfLoader().load(LECTERN_TEST_DATA "/pdf/paper_mill.pdf", {});
  QCOMPARE(document.title, std::string("The Paper Mill"));
  QCOMPARE(document.format, std::string("pdf"));
  QCOMPARE(document.pages.size(), std::size_t{2});
  const QString first = toQString(document.pages[0].of(document.text));
  const QString second = toQString(document.pages[1].of(document.text));
  QVERIFY2(first.startsWith("Early mills\nPaper was first made in China"), qPrintable(first));
  // Words that the page breaks at hyphens.
  QVERIFY2(first.contains("reached the rest of Europe centuries later"), qPrintable(first));
  QVERIFY2(first.contains("craftsmen experimented extraordinarily."), qPrintable(first));
  QVERIFY2(second.contains("The Fourdrinier machine appeared in\n1803."), qPrintable(second));
  lectern::test::verifyRanges(document);
}

void PageTextTest::loadsOnSeveralThreads() {
  std::array<std::u16string, 4> texts;
  {
    std::array<std::jthread, 4> threads;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      threads[i] = std::jthread([&text = texts[i]] {
        for (int round = 0; round < 10; ++round)
          text += PdfLoader().load(LECTERN_TEST_DATA "/pdf/paper_mill.pdf", {}).text;
      });
    }
  }
  QVERIFY(texts[0].size() > 5000);
  for (const std::u16string& text : texts) QVERIFY(text == texts[0]);
}

QTEST_GUILESS_MAIN(PageTextTest)
#include "tst_page_text.moc"
