#include <QLineEdit>
#include <QTest>
#include <memory>

#include "core/documents/loader.h"
#include "tests/support/text.h"
#include "ui/views/find_bar.h"

namespace lectern {

class FindBarTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void finds_data();
  void finds();
  void findsAtMostSoMany();
  void goesToTheNextAndThePrevious();
  void reachesAllOfManyMatches();
};

void FindBarTest::finds_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("words");
  QTest::addColumn<QStringList>("found");
  QTest::newRow("any case") << "Ink and ink, thINK."
                            << "ink" << QStringList{"Ink", "ink", "INK"};
  QTest::newRow("beyond ASCII") << "Éclair, éclair"
                                << "éclair" << QStringList{"Éclair", "éclair"};
  QTest::newRow("signs") << "1+1 (a.b) 111"
                         << "1+1 (a.b)" << QStringList{"1+1 (a.b)"};
  QTest::newRow("over a line's end") << "movable\ntype, movable  type"
                                     << "movable type" << QStringList{"movable\ntype", "movable  type"};
  QTest::newRow("parted by hyphens")
      << u"infor-\nmation, in\u00ADfor\u00ADmation; a long-\nterm loan, longterm"_qs << "information"
      << QStringList{"infor-\nmation", u"in\u00ADfor\u00ADmation"_qs};
  QTest::newRow("a compound at a line's end") << "a long-\nterm, long-term loan"
                                              << "long-term" << QStringList{"long-\nterm", "long-term"};
  QTest::newRow("no-break space") << u"10\u00a0km"_qs << "10 km" << QStringList{u"10\u00a0km"_qs};
  QTest::newRow("behind the mark of a byte order") << u"\ufeffone two"_qs << "two" << QStringList{"two"};
  QTest::newRow("nothing") << "text"
                           << "" << QStringList{};
  QTest::newRow("not there") << "text"
                             << "texts" << QStringList{};
}

void FindBarTest::finds() {
  QFETCH(QString, text);
  QFETCH(QString, words);
  QFETCH(QStringList, found);
  const std::u16string searched = text.toStdU16String();
  QStringList given;
  for (const text::Range& range : views::findAll(searched, words, 100)) {
    given << test::toQString(range.of(searched));
  }
  QCOMPARE(given, found);
}

void FindBarTest::findsAtMostSoMany() { QCOMPARE(views::findAll(u"a a a a", "a", 3).size(), 3U); }

void FindBarTest::goesToTheNextAndThePrevious() {
  views::FindBar bar;
  int current = -1;
  QObject::connect(&bar, &views::FindBar::foundChanged,
                   [&](const std::vector<text::Range>&, int at, bool) { current = at; });
  bar.setDocument(
      std::make_shared<documents::Document>(documents::documentFromText(u"one two one two one", "Test")), 0);
  bar.open(0);
  QTest::keyClicks(bar.field(), "one");
  QCOMPARE(current, 0);
  QTest::keyClick(bar.field(), Qt::Key_Return);
  QCOMPARE(current, 1);
  QTest::keyClick(bar.field(), Qt::Key_Return, Qt::ShiftModifier);
  QCOMPARE(current, 0);
  QTest::keyClick(bar.field(), Qt::Key_Up);
  QCOMPARE(current, 2);
}

void FindBarTest::reachesAllOfManyMatches() {
  constexpr std::size_t kMany = 12'000;
  std::u16string text;
  for (std::size_t i = 0; i < kMany; ++i) text += u"a ";
  views::FindBar bar;
  std::size_t seen = 0;
  bool wasWanted = false;
  QObject::connect(&bar, &views::FindBar::foundChanged,
                   [&](const std::vector<text::Range>& found, int at, bool isWanted) {
                     if (at >= 0) seen = found[static_cast<std::size_t>(at)].begin / 2;
                     wasWanted = isWanted;
                   });
  const auto document = std::make_shared<documents::Document>(documents::documentFromText(text, "Test"));
  bar.setDocument(document, 0);
  bar.open(2 * 9000);
  QTest::keyClicks(bar.field(), "a");
  QCOMPARE(seen, std::size_t{9000});  // where the reader is
  QVERIFY(wasWanted);
  bar.setDocument(document, 0);  // as when another one is shown: nothing moves
  QVERIFY(!wasWanted);
  QCOMPARE(seen, std::size_t{0});
  for (std::size_t i = 1; i <= 5000; ++i) QTest::keyClick(bar.field(), Qt::Key_Down);
  QCOMPARE(seen, std::size_t{5000});
}

}  // namespace lectern

QTEST_MAIN(lectern::FindBarTest)
#include "tst_find_bar.moc"
