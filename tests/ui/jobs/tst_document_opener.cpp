#include <QSignalSpy>
#include <QTest>

#include "tests/support/test_folder.h"
#include "tests/support/text.h"
#include "ui/jobs/document_opener.h"

namespace lectern {

using jobs::DocumentOpener;

class DocumentOpenerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void opensInOrderAndGoesOnAfterABadFile();
  void opensWhatIsNextBeforeOthers();
  void opensPastedText();
  void cancelGivesUpAll();

 private:
  QString write(const QString& name, const QByteArray& content) const {
    return QString::fromStdString(folder_.write(name, content).string());
  }
  test::TestFolder folder_;
};

void DocumentOpenerTest::opensInOrderAndGoesOnAfterABadFile() {
  DocumentOpener opener(documents::LoaderRegistry::withStandardLoaders());
  QSignalSpy opened(&opener, &DocumentOpener::opened);
  QSignalSpy failed(&opener, &DocumentOpener::failed);
  opener.open(
      {write("a.txt", "First 😀\r\n"), folder_.path("none.txt").c_str(), write("中文.md", "# Second\n")});
  QCOMPARE(opener.pending(), 3);
  QTRY_COMPARE(opener.pending(), 0);
  QCOMPARE(opened.count(), 2);
  QCOMPARE(test::toQString(opened[0][0].value<jobs::DocumentPtr>()->text), QString("First 😀\n"));
  QCOMPARE(opened[1][0].value<jobs::DocumentPtr>()->title, std::string("Second"));
  QCOMPARE(failed.count(), 1);
  QVERIFY(failed[0][0].toString().contains("none.txt"));
}

void DocumentOpenerTest::opensWhatIsNextBeforeOthers() {
  DocumentOpener opener(documents::LoaderRegistry::withStandardLoaders());
  QSignalSpy opened(&opener, &DocumentOpener::opened);
  opener.open({write("a.txt", "a"), write("b.txt", "b")}, jobs::Turn::Last);
  opener.openText("c", "c", jobs::Turn::Last);
  opener.open({write("d.txt", "d"), write("e.txt", "e")});
  opener.openText("f", "f");
  QTRY_COMPARE(opener.pending(), 0);
  QString order;
  for (const auto& each : opened) order += test::toQString(each[0].value<jobs::DocumentPtr>()->text);
  QCOMPARE(order, QString("adefbc"));  // the first one was being read already
}

void DocumentOpenerTest::opensPastedText() {
  DocumentOpener opener(documents::LoaderRegistry::withStandardLoaders());
  QSignalSpy opened(&opener, &DocumentOpener::opened);
  opener.openText("Pasted\nwords", "Pasted");
  QTRY_COMPARE(opened.count(), 1);
  QVERIFY(opened[0][0].value<jobs::DocumentPtr>()->path.empty());
}

void DocumentOpenerTest::cancelGivesUpAll() {
  DocumentOpener opener(documents::LoaderRegistry::withStandardLoaders());
  QSignalSpy opened(&opener, &DocumentOpener::opened);
  QSignalSpy failed(&opener, &DocumentOpener::failed);
  opener.open({write("a.txt", "First"), write("b.txt", "Second")});
  opener.cancel();
  QTRY_COMPARE(opener.pending(), 0);
  QCOMPARE(opened.count() + failed.count(), 0);
  opener.open({write("c.txt", "Third")});
  QTRY_COMPARE(opened.count(), 1);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::DocumentOpenerTest)
#include "tst_document_opener.moc"
