#include <QTest>

#include "core/answering/whole_address.h"

namespace lectern {

class WholeAddressTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void completesAddressesAlone_data();
  void completesAddressesAlone();
};

void WholeAddressTest::completesAddressesAlone_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("found");
  QTest::addColumn<QString>("whole");
  QTest::newRow("mail") << "Write to (p.raman@north-labs.example)."
                        << "north-labs"
                        << "p.raman@north-labs.example";
  QTest::newRow("web") << "See https://data.example/a-b, please."
                       << "https"
                       << "https://data.example/a-b";
  QTest::newRow("without a scheme") << "See www.data.example."
                                    << "data"
                                    << "www.data.example";
  QTest::newRow("a link") << "[Docs](https://data.example/docs)"
                          << "Docs"
                          << "Docs";
  QTest::newRow("in a link") << "[Docs](https://data.example/docs)"
                             << "https"
                             << "https://data.example/docs";
  QTest::newRow("two words") << "Ask Priya at p.r@x.example now"
                             << "Priya at p.r"
                             << "Priya at p.r@x.example";
  QTest::newRow("a handle") << "She is @priya there"
                            << "priya"
                            << "priya";
  QTest::newRow("a word") << "A well-known mill"
                          << "known"
                          << "known";
}

void WholeAddressTest::completesAddressesAlone() {
  QFETCH(QString, text);
  QFETCH(QString, found);
  QFETCH(QString, whole);
  const auto begin = static_cast<std::size_t>(text.indexOf(found));
  const std::u16string units = text.toStdU16String();
  const auto range =
      answering::withWholeAddresses(units, {begin, begin + static_cast<std::size_t>(found.size())});
  const auto words = range.of(units);
  QCOMPARE(QString::fromUtf16(words.data(), static_cast<qsizetype>(words.size())), whole);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::WholeAddressTest)
#include "tst_whole_address.moc"
