#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextList>

#include "core/documents/loader.h"
#include "core/text/tokenizer.h"
#include "tests/support/text.h"
#include "ui/views/rendered_document.h"

namespace lectern {

/// A page's paragraph with short lines between, and an address.
const QString kPrinted =
    "2.1 The mill\n"
    "The mill on the river was built in 1815 by the owner of\n"
    "the inn, Karl Lind, who had come from Lund with his wife 😀\n"
    "and two sons.\n"
    "- wheel of oak, which was mended by a carpenter from Rome\n"
    "- roof\n"
    "Karl Lind\n"
    "Upper Street 5\n"
    "22100 Lund";

class RenderedDocumentTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyWordStandsWhereTheMapSays_data();
  void everyWordStandsWhereTheMapSays();
  void codeIsSetAsItWasTyped();
  void printedLinesFlow();
  void itemsHaveTheirMarks();
  void onlyWrappedProseFlows_data();
  void onlyWrappedProseFlows();
};

void RenderedDocumentTest::everyWordStandsWhereTheMapSays_data() {
  QTest::addColumn<QString>("text");
  QTest::newRow("empty") << "";
  QTest::newRow("paragraphs") << "One two.\n\nThree four.\n\n\n\nFive.";
  QTest::newRow("lines") << "One\nTwo\nThree";
  QTest::newRow("table") << "Name\tYear\nKarl\t1815\nAnna\t1820";
  QTest::newRow("no-break space") << u"10\u00a0km and 5\u00a0%"_qs;
  QTest::newRow("line separator") << u"first\u2028second\u2029third"_qs;
  QTest::newRow("emoji") << "A 😀 smile 👩‍🔬 and 🇫🇷 flag.\n\nNext 😀 word.";
  QTest::newRow("marks and Chinese") << u"cafe\u0301 中文句子。\n\nnext"_qs;
  QTest::newRow("printed") << kPrinted;
  QTest::newRow("CRLF as loaded") << "One line\nanother line";
}

void RenderedDocumentTest::everyWordStandsWhereTheMapSays() {
  QFETCH(QString, text);
  documents::Document document = documents::documentFromText(text.toStdU16String(), "Test");
  if (text == kPrinted) document.format = "pdf";
  const views::RenderedDocument rendered = views::render(document, QFont());
  for (const text::Range& token : text::tokenize(document.text)) {
    const views::ViewRange shown = rendered.map.toView(token);
    QCOMPARE(shown.end - shown.begin, static_cast<int>(token.length()));
    QString words;
    for (int i = shown.begin; i < shown.end; ++i) words += rendered.text->characterAt(i);
    QCOMPARE(words, QString::fromStdU16String(std::u16string(token.of(document.text))));
    QCOMPARE(rendered.map.toDocument(shown), token);
  }
}

void RenderedDocumentTest::codeIsSetAsItWasTyped() {
  documents::Document document =
      documents::documentFromText(u"Some prose.\n\n  if (a)\n    b();\n\nc();\n\nMore prose.", "Test");
  document.verbatim = {{13, 36}};
  QCOMPARE(test::toQString(document.verbatim[0].of(document.text)), "  if (a)\n    b();\n\nc();");
  const views::RenderedDocument rendered = views::render(document, QFont());
  QStringList code, prose;
  for (QTextBlock block = rendered.text->begin(); block.isValid(); block = block.next()) {
    const bool isFixed = block.begin().fragment().charFormat().fontFixedPitch();
    (isFixed ? code : prose) << block.text();
  }
  QCOMPARE(code, (QStringList{"  if (a)", "    b();", "c();"}));
  QCOMPARE(prose, (QStringList{"Some prose.", "More prose."}));
}

/// Of a page's lines those that are full go on in the next one; headings, items and addresses stay as they
/// are.
void RenderedDocumentTest::printedLinesFlow() {
  documents::Document document = documents::documentFromText(kPrinted.toStdU16String(), "Test");
  document.format = "pdf";
  const views::RenderedDocument rendered = views::render(document, QFont());
  QStringList lines;
  for (QTextBlock block = rendered.text->begin(); block.isValid(); block = block.next())
    lines << block.text();
  QCOMPARE(lines.size(), 7);
  QCOMPARE(lines[0], QString("2.1 The mill"));
  QVERIFY(lines[1].startsWith("The mill on") && lines[1].endsWith("😀 and two sons."));
  QCOMPARE(lines.mid(3), QStringList({"- roof", "Karl Lind", "Upper Street 5", "22100 Lund"}));
}

void RenderedDocumentTest::itemsHaveTheirMarks() {
  documents::Document document = documents::documentFromText(
      u"Needed:\n\nwater\n\nstones\n\nof granite\n\nas well\n\nGrind.\n\nBake.\n\nSell.\n\n4.2 "
      u"Clean.\n\nRest.",
      "Test");
  const auto item = [&](std::u16string_view from, std::u16string_view to, int level,
                        std::optional<int> number) {
    const std::size_t end = document.text.find(to) + to.size();
    document.items.push_back({{document.text.find(from), end}, level, number});
  };
  item(u"water", u"water", 1, {});
  item(u"stones", u"as well", 1, {});
  item(u"of", u"granite", 2, {});
  item(u"Grind", u"Grind.", 1, 1);
  item(u"Bake", u"Bake.", 1, 2);
  item(u"Sell", u"Sell.", 1, 4);
  item(u"4.2", u"Clean.", 2, {});
  document.items.back().isLabelled = true;
  item(u"Rest", u"Rest.", 1, 5);
  const views::RenderedDocument rendered = views::render(document, QFont());
  const auto mark = [](const QTextBlock& block) -> QString {
    const QTextList* list = block.textList();
    if (list == nullptr) return "none";
    switch (list->format().style()) {
      case QTextListFormat::ListDisc:
        return "disc";
      case QTextListFormat::ListCircle:
        return "circle";
      default:
        return list->itemText(block);
    }
  };
  QStringList blocks;
  for (QTextBlock block = rendered.text->begin(); block.isValid(); block = block.next()) {
    blocks << QString("%1 %2 %3").arg(block.blockFormat().indent()).arg(mark(block), block.text());
  }
  QCOMPARE(blocks, (QStringList{"0 none Needed:", "1 disc water", "1 disc stones", "2 circle of granite",
                                "1 none as well", "1 1. Grind.", "1 2. Bake.", "1 none 4. Sell.",
                                "2 none 4.2 Clean.", "1 none 5. Rest."}));
  for (const text::Range& token : text::tokenize(document.text)) {
    QCOMPARE(rendered.map.toDocument(rendered.map.toView(token)), token);
  }
}

void RenderedDocumentTest::onlyWrappedProseFlows_data() {
  QTest::addColumn<QString>("paragraph");
  QTest::addColumn<bool>("flows");
  QTest::newRow("prose") << "It was the best of times, it was the worst of times, it was\n"
                            "the age of wisdom, it was the age of foolishness."
                         << true;
  QTest::newRow("two spaces after a full stop")
      << "The mill burned down in the autumn of the year 1890.  It was\n"
         "rebuilt in stone.  Bread was sold on Mondays."
      << true;
  QTest::newRow("one line") << "Nothing is wrapped here." << false;
  QTest::newRow("verse") << "Tyger Tyger, burning bright,\nIn the forests of the night;" << false;
  QTest::newRow("columns") << "app/run.sh                                   # builds and opens the window\n"
                              "app/run.sh ask book.md 'Who wrote it?'       # the same on the command line"
                           << false;
  QTest::newRow("table") << "The first column of a table that has long words in it\t1815\n"
                            "The second row of that table, which is long as well\t1820"
                         << false;
  QTest::newRow("indented") << "for (const text::Range& token : tokenize(document.text)) {\n"
                               "  use(token);"
                            << false;
}

void RenderedDocumentTest::onlyWrappedProseFlows() {
  QFETCH(QString, paragraph);
  QFETCH(bool, flows);
  QCOMPARE(views::isWrappedProse(paragraph.toStdU16String()), flows);
}

}  // namespace lectern

QTEST_MAIN(lectern::RenderedDocumentTest)
#include "tst_rendered_document.moc"
