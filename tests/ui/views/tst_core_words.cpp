#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

#include "core/base/error.h"
#include "core/documents/loader.h"
#include "tests/support/test_folder.h"
#include "ui/views/core_words.h"

namespace lectern {

/// Marks what core says as translated.
class Marking : public QTranslator {
 public:
  QString translate(const char* context, const char* source, const char*, int) const override {
    return qstrcmp(context, "lectern::core") == 0 ? u'<' + QString::fromUtf8(source) + u'>' : QString();
  }
  bool isEmpty() const override { return false; }
};

/// What the window knows is what core says: each saying comes from where it is said.
class CoreWordsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { QCoreApplication::installTranslator(&marking_); }
  void knowsWhatIsSaidOfFiles_data();
  void knowsWhatIsSaidOfFiles();
  void leavesOthersAsTheyAre();

 private:
  Marking marking_;
};

void CoreWordsTest::knowsWhatIsSaidOfFiles_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArray>("content");
  QTest::newRow("missing") << "none.txt" << QByteArray();
  QTest::newRow("a folder") << "." << QByteArray();
  QTest::newRow("no text") << "a.txt" << QByteArray(" \n");
  QTest::newRow("a picture") << "a.txt" << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\0\xff\xfe\0\1", 16);
  QTest::newRow("of no kind") << "a.png" << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\0\xff\xfe\0\1", 16);
  QTest::newRow("an old document") << "a.doc" << QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10);
  QTest::newRow("a protected one") << "a.docx" << QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10);
  QTest::newRow("Rich Text") << "a.rtf" << QByteArray("{\\rtf1\\ansi Words}");
  QTest::newRow("a torn archive") << "a.docx" << QByteArray("PK\3\4torn\0\0", 10);
}

void CoreWordsTest::knowsWhatIsSaidOfFiles() {
  QFETCH(QString, name);
  QFETCH(QByteArray, content);
  const test::TestFolder folder;
  const auto path = content.isEmpty() ? folder.path(name) : folder.write(name, content);
  QString said;
  try {
    documents::LoaderRegistry::withStandardLoaders().load(path, {});
  } catch (const Error& error) {
    said = QString::fromUtf8(error.what());
  }
  QVERIFY(!said.isEmpty());
  QCOMPARE(views::translated(said), u'<' + said + u'>');
}

void CoreWordsTest::leavesOthersAsTheyAre() {
  QCOMPARE(views::translated("Something else"), QString("Something else"));
  QCOMPARE(views::translated("“teh” was read as “the”."), QString("<“teh” was read as “the”.>"));
  QCOMPARE(views::translated("cannot open '/a %1 b's.txt': No: such"),
           QString("<cannot open '/a %1 b's.txt': No: such>"));
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::CoreWordsTest)
#include "tst_core_words.moc"
