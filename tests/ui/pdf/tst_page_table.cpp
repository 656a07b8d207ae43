#include <QTest>

#include "tests/support/documents.h"
#include "ui/pdf/page_table.h"

using lectern::pdf::cleanPageText;
using lectern::pdf::findCells;
using lectern::test::fromQString;
using lectern::test::toQString;

namespace {

/// A line at a height, of parts that begin at places; each letter is six points wide, as in a typewriter's
/// face.
QVector<QRectF> printed(double y, const QVector<QPair<double, QString>>& parts) {
  QVector<QRectF> objects;
  for (const auto& [x, text] : parts) objects << QRectF(x, y, 6.0 * static_cast<double>(text.size()), 9);
  return objects;
}

const QVector<QRectF> kHead = printed(100, {{40, "Sort"}, {160, "Reams"}, {240, "Price"}});
const QVector<QRectF> kRow = printed(114, {{40, "Writing paper"}, {160, "40"}, {240, "12.50"}});

}  // namespace

class PageTableTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void findsCells_data();
  void findsCells();
};

void PageTableTest::findsCells_data() {
  QTest::addColumn<QString>("raw");
  QTest::addColumn<QVector<QRectF>>("objects");
  QTest::addColumn<QString>("text");
  const QString text = "Sort Reams Price\r\nWriting paper 40 12.50";
  QTest::newRow("nothing") << "" << QVector<QRectF>() << "";
  QTest::newRow("a table") << text << kHead + kRow << "Sort\tReams\tPrice\nWriting paper\t40\t12.50";
  QTest::newRow("a word each") << text
                               << kHead +
                                      printed(114,
                                              {{40, "Writing"}, {86, "paper"}, {160, "40"}, {240, "12.50"}})
                               << "Sort\tReams\tPrice\nWriting paper\t40\t12.50";
  QTest::newRow("aligned on the right")
      << text << kHead + printed(114, {{40, "Writing paper"}, {178, "40"}, {240, "12.50"}})
      << "Sort\tReams\tPrice\nWriting paper\t40\t12.50";
  QTest::newRow("a cell missing") << text + "\r\nBoard 30.00"
                                  << kHead + kRow + printed(128, {{40, "Board"}, {240, "30.00"}})
                                  << "Sort\tReams\tPrice\nWriting paper\t40\t12.50\nBoard\t\t30.00";
  QTest::newRow("the first missing") << text + "\r\nTotal 30.00"
                                     << kHead + kRow + printed(128, {{160, "Total"}, {240, "30.00"}})
                                     << "Sort\tReams\tPrice\nWriting paper\t40\t12.50\n\tTotal\t30.00";
  QTest::newRow("a cell of two lines")
      << text + "\r\nof rags\r\nBoard 15 30.00"
      << kHead + kRow + printed(128, {{40, "of rags"}}) +
             printed(142, {{40, "Board"}, {160, "15"}, {240, "30.00"}})
      << "Sort\tReams\tPrice\nWriting paper\t40\t12.50\nof rags\nBoard\t15\t30.00";
  QTest::newRow("names of columns but the first")
      << "2019 2020\r\nSales 500 600\r\nCosts 40 50"
      << printed(100, {{160, "2019"}, {240, "2020"}}) +
             printed(114, {{40, "Sales"}, {166, "500"}, {246, "600"}}) +
             printed(128, {{40, "Costs"}, {172, "40"}, {252, "50"}})
      << "\t2019\t2020\nSales\t500\t600\nCosts\t40\t50";
  QTest::newRow("two tables with a line between")
      << text + "\r\nTable 2\r\nDay Soup Cost\r\nMonday leek 9.50"
      << kHead + kRow + printed(128, {{40, "Table 2"}}) +
             printed(142, {{60, "Day"}, {200, "Soup"}, {330, "Cost"}}) +
             printed(156, {{60, "Monday"}, {200, "leek"}, {330, "9.50"}})
      << "Sort\tReams\tPrice\nWriting paper\t40\t12.50\nTable 2\nDay\tSoup\tCost\nMonday\tleek\t9.50";
  QTest::newRow("text around")
      << "It sold paper.\r\n" + text + "\r\nIt was re\uFFFElated."
      << printed(86, {{40, "It sold paper."}}) + kHead + kRow + printed(140, {{40, "It was re-"}}) +
             printed(154, {{40, "lated."}})
      << "It sold paper.\nSort\tReams\tPrice\nWriting paper\t40\t12.50\nIt was related.";
  QTest::newRow("one line") << "Sort Reams Price" << kHead << "Sort Reams Price";
  QTest::newRow("words that stand in no columns")
      << text << kHead + printed(114, {{60, "Writing paper"}, {190, "40"}, {262, "12.50"}})
      << "Sort Reams Price\nWriting paper 40 12.50";
  QTest::newRow("two columns of prose")
      << "One day it\r\nrained and\r\nthe mill"
      << printed(100, {{40, "One day"}, {160, "it"}}) + printed(114, {{40, "rained"}, {160, "and"}}) +
             printed(128, {{40, "the"}, {160, "mill"}})
      << "One day it\nrained and\nthe mill";
  QTest::newRow("more lines of text than are printed")
      << "Rain\r\n" + text << kHead + kRow << "Rain\nSort Reams Price\nWriting paper 40 12.50";
  QTest::newRow("no spaces where parts end") << "SortReamsPrice\r\nWriting paper 40 12.50" << kHead + kRow
                                             << "SortReamsPrice\nWriting paper\t40\t12.50";
}

void PageTableTest::findsCells() {
  QFETCH(QString, raw);
  QFETCH(QVector<QRectF>, objects);
  const std::u16string units = fromQString(raw);
  QTEST(toQString(cleanPageText(units, findCells(units, {objects.begin(), objects.end()})).text), "text");
}

QTEST_GUILESS_MAIN(PageTableTest)
#include "tst_page_table.moc"
