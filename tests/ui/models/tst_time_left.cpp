#include <QTest>

#include "ui/models/time_left.h"

namespace lectern {

class TimeLeftTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void goesOnAsFastAsSoFar();
};

void TimeLeftTest::goesOnAsFastAsSoFar() {
  models::TimeLeft left;
  left.start(100);                                   // of 400
  QCOMPARE(left.inWords(101, 400, 500), QString());  // too little is known
  QCOMPARE(left.inWords(100, 400, 60'000), QString());
  QCOMPARE(left.inWords(200, 400, 300'000), QString("about 10 min left"));  // 3 s each
  QCOMPARE(left.inWords(390, 400, 870'000), QString("less than a minute left"));
  QCOMPARE(left.inWords(200, 400, 3'600'000), QString("about 2 h left"));
}

}  // namespace lectern

QTEST_MAIN(lectern::TimeLeftTest)
#include "tst_time_left.moc"
