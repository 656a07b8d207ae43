#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/test_folder.h"

using lectern::FileError;
using lectern::readFile;
using lectern::requireWritable;
using lectern::writeFileAtomically;
using lectern::test::TestFolder;

namespace {

QStringList namesIn(const TestFolder& folder) {
  return QDir(QString::fromStdString(folder.path("").string())).entryList(QDir::Files | QDir::Hidden);
}

template <typename Action>
QString messageOf(Action action) {
  try {
    action();
  } catch (const FileError& error) {
    return QString::fromUtf8(error.what());
  }
  return {};
}

}  // namespace

class FilesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsWhatWasWritten_data();
  void readsWhatWasWritten();
  void replacesAFile();
  void writesTheLongestNames();
  void readsADeviceWithoutASize();
  void writesToADevice();
  void writesThroughALink();
  void writesWhereALinkPointsInVain();
  void keepsPermissions();
  void writesWhereADescriptorStands();
  void tellsBeforehandWhatItCannotWrite();
  void keepsOtherFiles();
  void namesWhatItCannotRead();
  void namesWhatItCannotWrite();
  void keepsTheOldFileWhenItFails();
  void placesWhatIsStagedOrTakesItAway();
};

void FilesTest::readsWhatWasWritten_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArray>("content");
  QTest::newRow("empty") << "a" << QByteArray();
  QTest::newRow("CRLF and NUL") << "a" << QByteArray("one\r\ntwo\0three\r", 15);
  QTest::newRow("emoji, combining mark, Chinese")
      << u"cafe\u0301 😀 中文.txt"_qs << QByteArray("e\u0301 😀 中文");
  QTest::newRow("not UTF-8") << "a" << QByteArray::fromHex("fffe80");
  QTest::newRow("larger than any buffer") << "a" << QByteArray("0123456789abcdef").repeated(20000);
}

void FilesTest::readsWhatWasWritten() {
  QFETCH(QString, name);
  QFETCH(QByteArray, content);
  const TestFolder folder;
  writeFileAtomically(folder.path(name), content.toStdString());
  QCOMPARE(QByteArray::fromStdString(readFile(folder.path(name))), content);
  QCOMPARE(namesIn(folder), QStringList{name});
}

void FilesTest::replacesAFile() {
  const TestFolder folder;
  const auto path = folder.write("a", "a much longer old content");
  writeFileAtomically(path, "new");
  QCOMPARE(readFile(path), std::string("new"));
  QCOMPARE(namesIn(folder), QStringList{"a"});
}

void FilesTest::writesTheLongestNames() {
  const TestFolder folder;
  const std::filesystem::path path = folder.path(QString(255, 'a'));
  lectern::writeFileAtomically(path, "new");
  QCOMPARE(readFile(path), std::string("new"));
}

void FilesTest::readsADeviceWithoutASize() { QCOMPARE(readFile("/dev/null"), std::string()); }

void FilesTest::writesToADevice() {
  writeFileAtomically("/dev/null", "gone");
  struct stat status {};
  QCOMPARE(::stat("/dev/null", &status), 0);
  QVERIFY(S_ISCHR(status.st_mode));
}

void FilesTest::writesThroughALink() {
  const TestFolder folder, other;
  const auto path = other.write("a", "old");
  std::filesystem::create_symlink(path, folder.path("link"));
  writeFileAtomically(folder.path("link"), "new");
  QCOMPARE(readFile(path), std::string("new"));
  QVERIFY(std::filesystem::is_symlink(folder.path("link")));
  QCOMPARE(namesIn(other), QStringList{"a"});
}

void FilesTest::writesWhereALinkPointsInVain() {
  const TestFolder folder;
  std::filesystem::create_directory(folder.path("sub"));
  std::filesystem::create_symlink("sub/a", folder.path("link"));
  requireWritable(folder.path("link"));
  writeFileAtomically(folder.path("link"), "new");
  QVERIFY(std::filesystem::is_symlink(folder.path("link")));
  QCOMPARE(readFile(folder.path("sub/a")), std::string("new"));
  std::filesystem::create_symlink("circle", folder.path("circle"));
  QVERIFY_EXCEPTION_THROWN(requireWritable(folder.path("circle")), FileError);
}

void FilesTest::keepsPermissions() {
  using std::filesystem::perms;
  const TestFolder folder;
  const auto path = folder.write("a", "old");
  for (const perms kept : {perms::owner_read | perms::owner_write, perms::all & ~perms::others_all}) {
    std::filesystem::permissions(path, kept);
    writeFileAtomically(path, "new");
    QCOMPARE(std::filesystem::status(path).permissions(), kept);
  }
}

void FilesTest::writesWhereADescriptorStands() {
  const TestFolder folder;
  const auto log = folder.write("log.txt", "before\n");
  const int descriptor = ::open(log.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  QVERIFY(descriptor >= 0);
  const std::filesystem::path named = "/dev/fd/" + std::to_string(descriptor);
  requireWritable(named);
  writeFileAtomically(named, "answers\n");
  QCOMPARE(::write(descriptor, "after\n", 6), 6);
  ::close(descriptor);
  QCOMPARE(readFile(log), std::string("before\nanswers\nafter\n"));
  QVERIFY_EXCEPTION_THROWN(writeFileAtomically(named, "closed"), FileError);
}

void FilesTest::tellsBeforehandWhatItCannotWrite() {
  const TestFolder folder;
  QCOMPARE(messageOf([&] { requireWritable(folder.path("a")); }), QString());
  QCOMPARE(messageOf([&] { requireWritable("/dev/null"); }), QString());
  QCOMPARE(namesIn(folder), QStringList());
  QVERIFY(messageOf([&] { requireWritable(folder.path("missing/a")); }).contains("/missing'"));
  QVERIFY(messageOf([&] { requireWritable(folder.path("")); }).contains("is a folder"));
  QVERIFY(messageOf([] { requireWritable(""); }).contains("names no file"));
  const auto shielded = folder.write("shielded", "old");
  std::filesystem::permissions(shielded, std::filesystem::perms::owner_read);
  if (::access(shielded.c_str(), W_OK) != 0) {  // who may do anything may write it too
    QVERIFY(messageOf([&] { requireWritable(shielded); }).contains("/shielded'"));
  }
}

void FilesTest::keepsOtherFiles() {
  const TestFolder folder;
  const auto path = folder.write("a", "old");
  std::filesystem::create_symlink(path, folder.path("link"));
  const auto refusal = [&](const std::filesystem::path& target) {
    return messageOf([&] { requireWritable(target, {folder.path("b"), path}); });
  };
  QCOMPARE(refusal(folder.path("c")), QString());
  QVERIFY(refusal(path).contains("same file"));
  QVERIFY(refusal(folder.path("link")).contains("/link'"));
  QVERIFY(refusal(folder.path("./none/../a")).contains("same file"));
  QVERIFY(refusal(folder.path("b")).contains("same file"));  // which is still to be written
  QCOMPARE(messageOf([] { requireWritable("/dev/null", {"/dev/null"}); }), QString());
}

void FilesTest::namesWhatItCannotRead() {
  const TestFolder folder;
  const QString missing = messageOf([&] { readFile(folder.path("missing")); });
  QVERIFY2(missing.contains("/missing'"), qPrintable(missing));
  const QString isFolder = messageOf([&] { readFile(folder.path("")); });
  QVERIFY2(isFolder.contains("cannot open"), qPrintable(isFolder));
}

void FilesTest::namesWhatItCannotWrite() {
  const TestFolder folder;
  const QString message = messageOf([&] { writeFileAtomically(folder.path("missing/a"), "x"); });
  QVERIFY2(message.contains("cannot write") && message.contains("/missing/a'"), qPrintable(message));
}

/// A folder that stands where the file should go lets the last step fail, the rename.
void FilesTest::keepsTheOldFileWhenItFails() {
  const TestFolder folder;
  std::filesystem::create_directory(folder.path("a"));
  folder.write("a/kept", "old");
  QVERIFY(!messageOf([&] { writeFileAtomically(folder.path("a"), "x"); }).isEmpty());
  QCOMPARE(readFile(folder.path("a/kept")), std::string("old"));
  QCOMPARE(namesIn(folder), QStringList());
}

void FilesTest::placesWhatIsStagedOrTakesItAway() {
  const TestFolder folder;
  folder.write("a", "old");
  {
    const lectern::StagedFile given(folder.path("a"), "new");
    QCOMPARE(readFile(folder.path("a")), std::string("old"));
  }
  QCOMPARE(namesIn(folder), QStringList{"a"});
  lectern::StagedFile staged(folder.path("a"), "new");
  lectern::StagedFile moved(std::move(staged));
  moved.place();
  QCOMPARE(readFile(folder.path("a")), std::string("new"));
  QCOMPARE(namesIn(folder), QStringList{"a"});
}

QTEST_GUILESS_MAIN(FilesTest)
#include "tst_files.moc"
