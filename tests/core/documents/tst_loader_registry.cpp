#include <QDir>
#include <QFile>
#include <QTest>
#include <algorithm>

#include "core/base/error.h"
#include "core/documents/loader.h"
#include "tests/support/documents.h"
#include "tests/support/test_folder.h"

using lectern::FileError;
using lectern::FormatError;
using lectern::documents::Document;
using lectern::documents::FileSample;
using lectern::documents::Loader;
using lectern::documents::LoaderRegistry;
using lectern::test::TestFolder;
using lectern::test::toQString;

namespace {

/// Takes every file that begins with "SONG".
class SongLoader : public Loader {
 public:
  bool accepts(const FileSample& sample) const override { return sample.head.starts_with("SONG"); }
  Document load(const std::filesystem::path& path, std::stop_token) const override {
    Document document = lectern::documents::documentFromText(u"la la", "Song");
    document.path = path;
    document.format = "song";
    return document;
  }
  std::vector<std::string> extensions() const override { return {"song", "txt"}; }
};

template <typename Error>
QString messageOf(const std::filesystem::path& path) {
  try {
    LoaderRegistry::withStandardLoaders().load(path);
  } catch (const Error& error) {
    return QString::fromUtf8(error.what());
  }
  return {};
}

}  // namespace

class LoaderRegistryTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsKinds_data();
  void tellsKinds();
  void refusesWhatIsNoText_data();
  void refusesWhatIsNoText();
  void refusesWhatHoldsNoText();
  void refusesBytesFarIntoAFile();
  void refusesWhatIsNoFile();
  void asksTheLastAddedFirst();
  void namesExtensions();
  void findsTheDocumentsOfAFolder();
  void stops();
};

void LoaderRegistryTest::tellsKinds_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("format");

  QTest::newRow("text") << "a.txt" << QByteArray("One") << "text";
  QTest::newRow("no extension") << "README" << QByteArray("# One") << "text";
  QTest::newRow("another kind of text") << "a.cpp" << QByteArray("int main() {}") << "text";
  QTest::newRow("Markdown") << "a.md" << QByteArray("One") << "markdown";
  QTest::newRow("Markdown, long name") << "a.MarkDown" << QByteArray("One") << "markdown";
  QTest::newRow("HTML by name") << "a.HTM" << QByteArray("One") << "html";
  QTest::newRow("HTML by doctype") << "page" << QByteArray("<!DOCTYPE html><p>One") << "html";
  QTest::newRow("HTML by element") << "a.txt" << QByteArray("\xEF\xBB\xBF \r\n<HtmL lang=en><p>One")
                                   << "html";
  QTest::newRow("HTML after a comment") << "page" << QByteArray("<!-- saved\n --> <head><p>One") << "html";
  QTest::newRow("HTML by body") << "page" << QByteArray("<body>One") << "html";
  QTest::newRow("XHTML") << "page" << QByteArray("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC ''><p>One")
                         << "html";
  QTest::newRow("HTML in UTF-16") << "page" << QByteArray::fromHex("fffe3c00680074006d006c003e004f006e006500")
                                  << "html";
  QTest::newRow("XML of another kind") << "a.xml" << QByteArray("<?xml version='1.0'?><svg/>") << "text";
  QTest::newRow("a word like an element") << "a.txt" << QByteArray("<header>") << "text";
  QTest::newRow("text in UTF-16") << "a.txt" << QByteArray::fromHex("feff4e2d6587") << "text";
}

void LoaderRegistryTest::tellsKinds() {
  QFETCH(QString, name);
  QFETCH(QByteArray, content);
  const TestFolder folder;
  const Document document = LoaderRegistry::withStandardLoaders().load(folder.write(name, content));
  QTEST(QString::fromStdString(document.format), "format");
  QCOMPARE(document.path, folder.path(name));
  lectern::test::verifyRanges(document);
}

/// The first bytes of files as their specifications have them, and a row of random bytes.
void LoaderRegistryTest::refusesWhatIsNoText_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArray>("content");
  const QByteArray png = QByteArray::fromHex("89504e470d0a1a0a0000000d494844520000000100000001");
  QTest::newRow("PNG") << "a.png" << png;
  QTest::newRow("PNG called text") << "a.txt" << png;
  QTest::newRow("PNG called Markdown") << "a.md" << png;
  QTest::newRow("PNG called HTML") << "a.html" << png;
  QTest::newRow("JPEG") << "a.jpg" << QByteArray::fromHex("ffd8ffe000104a46494600010100000100010000ffdb0043");
  QTest::newRow("ELF") << "a.out" << QByteArray::fromHex("7f454c4602010100000000000000000003003e0001000000");
  QTest::newRow("ZIP") << "a.zip" << QByteArray::fromHex("504b03041400000008000000210000000000000000000000");
  QTest::newRow("gzip") << "a.gz"
                        << QByteArray::fromHex("1f8b0808a1b2c3640003612e74787400cb48cdc9c95728cf2fca49");
  QTest::newRow("no NULs") << "a.bin"
                           << QByteArray::fromHex("01020304050607f1e2d3c4b5a6978e0f1011121314fe15e8");
  QTest::newRow("UTF-16 mark, then noise")
      << "a.bin" << QByteArray::fromHex("fffe00d801dc02d803d800dc00000000");
}

void LoaderRegistryTest::refusesWhatIsNoText() {
  QFETCH(QString, name);
  QFETCH(QByteArray, content);
  const TestFolder folder;
  const QString message = messageOf<FormatError>(folder.write(name, content));
  QVERIFY2(message.contains('\'' + QString::fromStdString(folder.path(name).string()) + '\''),
           qPrintable(message));
  if (name == "a.png")
    QVERIFY2(
        message.contains(
            ".docm, .docx, .dotm, .dotx, .epub, .htm, .html, .markdown, .md, .odt, .ott, .text, .tsv, .txt"),
        qPrintable(message));
  // That a text can be read is nothing to tell of a file that is called one.
  if (name == "a.txt") QVERIFY2(!message.contains(".docx"), qPrintable(message));
}

void LoaderRegistryTest::refusesWhatHoldsNoText() {
  const TestFolder folder;
  for (const char* content : {"", " \r\n\t\xC2\xA0\n"}) {
    const QString message = messageOf<FormatError>(folder.write("a.md", content));
    QVERIFY2(message.contains("a.md' holds no text"), qPrintable(message));
  }
}

void LoaderRegistryTest::refusesBytesFarIntoAFile() {
  const TestFolder folder;
  QByteArray content = QByteArray("A line of text.\n").repeated(1000);
  content += QByteArray(4, '\0');
  QVERIFY(messageOf<FormatError>(folder.write("a.txt", content)).contains("a.txt"));
}

void LoaderRegistryTest::refusesWhatIsNoFile() {
  const TestFolder folder;
  QVERIFY(messageOf<FileError>(folder.path("missing.txt")).contains("missing.txt"));
  QVERIFY(QDir(QString::fromStdString(folder.path("").string())).mkdir("sub"));
  QVERIFY(messageOf<FileError>(folder.path("sub")).contains("is a folder"));
  QVERIFY(messageOf<FileError>("/dev/null").contains("/dev/null"));

  const auto locked = folder.write("locked.txt", "One");
  const QString name = QString::fromStdString(locked.string());
  QVERIFY(QFile::setPermissions(name, {}));
  if (QFile(name).open(QIODevice::ReadOnly)) QSKIP("this user may read every file");
  QVERIFY(messageOf<FileError>(locked).contains("locked.txt"));
}

void LoaderRegistryTest::asksTheLastAddedFirst() {
  const TestFolder folder;
  LoaderRegistry loaders = LoaderRegistry::withStandardLoaders();
  loaders.add(std::make_unique<SongLoader>());
  QCOMPARE(loaders.load(folder.write("a.md", "SONG")).format, std::string("song"));
  QCOMPARE(loaders.load(folder.write("b.md", "SING")).format, std::string("markdown"));
}

void LoaderRegistryTest::namesExtensions() {
  LoaderRegistry loaders = LoaderRegistry::withStandardLoaders();
  const std::vector<std::string> standard = {"csv",  "docm", "docx",     "dotm", "dotx", "epub",
                                             "htm",  "html", "markdown", "md",   "odt",  "ott",
                                             "text", "tsv",  "txt",      "xhtml"};
  QVERIFY(loaders.extensions() == standard);
  loaders.add(std::make_unique<SongLoader>());
  std::vector<std::string> more = standard;
  more.insert(std::ranges::find(more, "text"), "song");
  QVERIFY(loaders.extensions() == more);
}

void LoaderRegistryTest::findsTheDocumentsOfAFolder() {
  const TestFolder folder;
  for (const char* name : {"b.txt", "A.MD", "Ä.html", "c.png", ".hidden.txt", "C.docx"})
    folder.write(name, "x");
  std::filesystem::create_directory(folder.path("d.txt"));
  QStringList names;
  for (const std::filesystem::path& path :
       LoaderRegistry::withStandardLoaders().documentsIn(folder.path("b.txt").parent_path()))
    names << QString::fromStdString(path.filename().string());
  QCOMPARE(names, (QStringList{"A.MD", "b.txt", "C.docx", "Ä.html"}));
  QVERIFY_EXCEPTION_THROWN(LoaderRegistry::withStandardLoaders().documentsIn(folder.path("none")), FileError);
}

void LoaderRegistryTest::stops() {
  const TestFolder folder;
  std::stop_source source;
  source.request_stop();
  for (const QString name : {"a.txt", "a.md", "a.html"}) {
    QVERIFY_EXCEPTION_THROWN(
        LoaderRegistry::withStandardLoaders().load(folder.write(name, "One"), source.get_token()),
        lectern::CancelledError);
  }
}

QTEST_GUILESS_MAIN(LoaderRegistryTest)
#include "tst_loader_registry.moc"
