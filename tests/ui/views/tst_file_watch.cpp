#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/test_folder.h"
#include "ui/views/file_watch.h"

namespace lectern {

using views::FileWatch;

namespace {

constexpr int kMoment = 20;  // ms

}  // namespace

class FileWatchTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsOfEveryChange();
  void tellsWhatChangedWhileItWasRead();

 private:
  test::TestFolder folder_;
};

void FileWatchTest::tellsOfEveryChange() {
  const auto write = [&](const char* name, const QByteArray& text) {
    return QString::fromStdString(folder_.write(name, text).string());
  };
  const QString path = write("a.txt", "1");
  FileWatch watch(nullptr, kMoment);
  QSignalSpy changed(&watch, &FileWatch::changed);
  QVERIFY(!watch.add(path, FileWatch::stampOf(path)));
  QTest::qWait(5 * kMoment);
  QCOMPARE(changed.count(), 0);
  write("a.txt", "22");
  QTRY_COMPARE(changed.count(), 1);
  QFile open(path);  // which keeps the old one there
  QVERIFY(open.open(QIODevice::ReadOnly));
  for (int times = 2; times < 4; ++times) {  // another is put in its place
    const QString other = write("b.txt", QByteArray(times + 1, '3'));
    QVERIFY(QFile::remove(path) && QFile::rename(other, path));
    QTRY_COMPARE(changed.count(), times);
  }
  QVERIFY(QFile::remove(path));
  QTest::qWait(5 * kMoment);  // it takes a while to make it anew
  write("a.txt", "55555");
  QTRY_COMPARE(changed.count(), 4);
  watch.remove(path);
  write("a.txt", "666666");
  QTest::qWait(5 * kMoment);
  QCOMPARE(changed.count(), 4);
}

void FileWatchTest::tellsWhatChangedWhileItWasRead() {
  const QString path = QString::fromStdString(folder_.write("c.txt", "1").string());
  const FileWatch::Stamp before = FileWatch::stampOf(path);
  folder_.write("c.txt", "22");
  FileWatch watch(nullptr, kMoment);
  QSignalSpy changed(&watch, &FileWatch::changed);
  QVERIFY(!watch.add(path, before));
  QTRY_COMPARE(changed.count(), 1);
  folder_.write("c.txt", "333");
  QVERIFY(watch.add(path, FileWatch::stampOf(path)));  // another than it was
}

}  // namespace lectern

QTEST_MAIN(lectern::FileWatchTest)
#include "tst_file_watch.moc"
