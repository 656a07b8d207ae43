#include <QTest>

#include "core/answering/word_form.h"

namespace lectern {

class WordFormTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sameNumbers_data();
  void sameNumbers();
  void sameForms_data();
  void sameForms();
};

void WordFormTest::sameNumbers_data() {
  QTest::addColumn<QString>("a");
  QTest::addColumn<QString>("b");
  QTest::addColumn<bool>("isSame");
  const auto row = [](const char* a, const char* b, bool isSame) {
    QTest::addRow("%s, %s", a, b) << QString::fromUtf8(a) << QString::fromUtf8(b) << isSame;
  };
  row("2", "two", true);
  row("1,000", "1000", true);
  row("forty", "40", true);
  row("Nineteen", "19", true);
  row("II", "2", true);
  row("XX", "twenty", true);
  row("XXVI", "26", true);
  row("XXXX", "40", false);
  row("X", "10", false);
  row("IXX", "19", false);
  row("nineteenth", "19th", true);
  row("1st", "first", true);
  row("19", "19th", false);
  row("20", "30", false);
  row("ii", "2", false);  // not written as a number
  row("I", "1", false);
  row("one", "1", false);
  row("forty-five", "45", true);
  row("twenty-first", "21st", true);
  row("Ninety-One", "91", true);
  row("twenty-nine", "29", true);
  row("twenty-ten", "30", false);
  row("nineteen-five", "195", false);
  row("well-known", "2", false);
  row("mill", "mile", false);
  row("earth", "th", false);
  row("²", "two", false);  // of a unit
  row("²", "2", false);
}

void WordFormTest::sameNumbers() {
  QFETCH(QString, a);
  QFETCH(QString, b);
  const auto first = answering::digitsOf(a.toStdU16String()),
             second = answering::digitsOf(b.toStdU16String());
  QTEST(!first.empty() && first == second, "isSame");
}

void WordFormTest::sameForms_data() {
  QTest::addColumn<QString>("a");
  QTest::addColumn<QString>("b");
  QTest::addColumn<bool>("isSame");
  const auto row = [](const char* a, const char* b, bool isSame) {
    QTest::addRow("%s, %s", a, b) << QString::fromUtf8(a) << QString::fromUtf8(b) << isSame;
  };
  row("U.S.B.", "USB", true);
  row("US", "us", false);
  row("U.S.", "us", false);
  row("Dec", "December", true);
  row("Sept.", "September", true);
  row("defence", "defense", true);
  row("colours", "colors", true);
  row("organised", "organized", true);
  row("theatre", "theater", true);
  row("catalogue", "catalog", true);
  row("naïve", "naive", true);
  row("São", "Sao", true);
  row("Łódź", "Lodz", true);
  row("O’Brien", "OBrien", true);
  row("Tues", "Tuesday", true);
  row("CO₂", "CO2", true);
  row("alpha", "α", true);
  row("omega", "ω", true);
  row("sigma", "ς", true);
  row("Mar", "March", true);
  row("Mar", "march", false);  // of people
  row("Wed", "Wednesday", true);
  row("wed", "Wednesday", false);
  row("1.12", "11.2", false);
  row("1.12", "1.12", true);
  row("four", "for", false);
  row("filled", "filed", false);
  row("hour", "hor", false);
  row("中文", "中国", false);
  row("😀", "😀", true);
}

void WordFormTest::sameForms() {
  QFETCH(QString, a);
  QFETCH(QString, b);
  QTEST(answering::formOf(a.toStdU16String()) == answering::formOf(b.toStdU16String()), "isSame");
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::WordFormTest)
#include "tst_word_form.moc"
