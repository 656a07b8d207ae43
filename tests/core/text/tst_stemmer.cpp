#include <QTest>

#include "core/text/stemmer.h"
#include "tests/support/text.h"

using lectern::test::fromQString;
using lectern::test::toQString;
using lectern::text::Stemmer;

class StemmerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void stems_data();
  void stems();
  void moves();
};

/// Stems are those of the sample vocabularies at snowballstem.org.
void StemmerTest::stems_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<QString>("word");
  QTest::addColumn<QString>("stem");

  QTest::newRow("empty") << "en"
                         << ""
                         << "";
  QTest::newRow("nations") << "en"
                           << "nations"
                           << "nation";
  QTest::newRow("consigned") << "en"
                             << "consigned"
                             << "consign";
  QTest::newRow("consistency") << "en"
                               << "consistency"
                               << "consist";
  QTest::newRow("knightly") << "en"
                            << "knightly"
                            << "knight";
  QTest::newRow("German") << "de"
                          << "aufeinanderfolgenden"
                          << "aufeinanderfolg";
  QTest::newRow("French") << "fr"
                          << "continuellement"
                          << "continuel";
  QTest::newRow("Russian") << "ru"
                           << "вавиловка"
                           << "вавиловк";
  QTest::newRow("unknown language") << "zz"
                                    << "nations"
                                    << "nations";
  QTest::newRow("Chinese") << "en"
                           << "国家"
                           << "国家";
  QTest::newRow("emoji") << "en"
                         << "😀"
                         << "😀";
  QTest::newRow("combining mark") << "en"
                                  << "q\u0323"
                                  << "q\u0323";
}

void StemmerTest::stems() {
  QFETCH(QString, language);
  QFETCH(QString, word);
  const Stemmer stemmer(language.toStdString());
  QTEST(toQString(stemmer.stem(fromQString(word))), "stem");
}

void StemmerTest::moves() {
  Stemmer first("en");
  Stemmer second = std::move(first);
  QCOMPARE(toQString(second.stem(u"books")), QStringLiteral("book"));
  second = Stemmer("zz");
  QCOMPARE(toQString(second.stem(u"books")), QStringLiteral("books"));
}

QTEST_GUILESS_MAIN(StemmerTest)
#include "tst_stemmer.moc"
