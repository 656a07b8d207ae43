#include <QTest>
#include <QTextDocument>

#include "core/documents/loader.h"
#include "core/text/tokenizer.h"
#include "ui/views/rendered_document.h"

namespace lectern {

class RenderedDocumentTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyWordStandsWhereTheMapSays_data();
  void everyWordStandsWhereTheMapSays();
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
  QTest::newRow("CRLF as loaded") << "One line\nanother line";
}

void RenderedDocumentTest::everyWordStandsWhereTheMapSays() {
  QFETCH(QString, text);
  const documents::Document document = documents::documentFromText(text.toStdU16String(), "Test");
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

}  // namespace lectern

QTEST_MAIN(lectern::RenderedDocumentTest)
#include "tst_rendered_document.moc"
