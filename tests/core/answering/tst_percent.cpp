#include <QTest>

#include "core/answering/percent.h"

namespace lectern {

class PercentTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isNeverQuiteCertain_data();
  void isNeverQuiteCertain();
};

void PercentTest::isNeverQuiteCertain_data() {
  QTest::addColumn<double>("probability");
  QTest::addColumn<QString>("shown");
  QTest::newRow("half") << 0.5 << "50 %";
  QTest::newRow("rounded up") << 0.555 << "56 %";
  QTest::newRow("least") << 0.0 << "< 1 %";
  QTest::newRow("below one") << 0.004 << "< 1 %";
  QTest::newRow("one") << 0.005 << "1 %";
  QTest::newRow("ninety-nine") << 0.994 << "99 %";
  QTest::newRow("above ninety-nine") << 0.996 << "> 99 %";
  QTest::newRow("most") << 1.0 << "> 99 %";
}

void PercentTest::isNeverQuiteCertain() {
  QFETCH(double, probability);
  QFETCH(QString, shown);
  QCOMPARE(QString::fromStdString(answering::percent(probability)), shown);
}

}  // namespace lectern

QTEST_APPLESS_MAIN(lectern::PercentTest)
#include "tst_percent.moc"
