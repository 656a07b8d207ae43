#include <QTest>

#include "core/documents/numeral.h"

using lectern::documents::numeral;

class NumeralTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void writes_data();
  void writes();
};

void NumeralTest::writes_data() {
  QTest::addColumn<int>("number");
  QTest::addColumn<QString>("format");
  QTest::addColumn<QString>("written");
  const auto row = [](int number, const char* format, const char* written) {
    QTest::addRow("%d %s", number, format) << number << QString(format) << QString(written);
  };
  row(12, "decimal", "12");
  row(-3, "decimal", "-3");
  row(7, "decimalZero", "07");
  row(10, "decimalZero", "10");
  row(2, "lowerLetter", "b");
  row(26, "upperLetter", "Z");
  row(28, "lowerLetter", "bb");
  row(4, "upperRoman", "IV");
  row(1994, "lowerRoman", "mcmxciv");
  row(0, "upperRoman", "0");
  row(4000, "upperRoman", "4000");
  row(3, "ideographDigital", "3");
}

void NumeralTest::writes() {
  QFETCH(int, number);
  QFETCH(QString, format);
  QTEST(QString::fromStdU16String(numeral(number, format.toStdString())), "written");
}

QTEST_APPLESS_MAIN(NumeralTest)
#include "tst_numeral.moc"
