#include <QTest>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/documents/loader.h"
#include "tests/core/documents/office_files.h"
#include "tests/support/documents.h"

using lectern::FormatError;
using lectern::documents::LoaderRegistry;
using lectern::test::docx;
using lectern::test::epub;
using lectern::test::Files;
using lectern::test::kMimetype;
using lectern::test::kOdt;
using lectern::test::odt;
using lectern::test::paragraph;
using lectern::test::TestFolder;
using lectern::test::write;

/// Reads archives that are damaged, locked, or hold something else.
class OfficeDamageTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsOfDamage_data();
  void tellsOfDamage();
  void seesChangedBytes();

 private:
  TestFolder folder_;
  LoaderRegistry loaders_ = LoaderRegistry::withStandardLoaders();
};

void OfficeDamageTest::tellsOfDamage_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<Files>("files");
  QTest::addColumn<QStringList>("told");

  Files unclosed = odt("<text:p>One</text:q>");
  Files headless = odt("<text:p>One</text:p>");
  headless.pop_back();
  Files locked = odt("<text:p>One</text:p>");
  locked.push_back(
      {"META-INF/manifest.xml", "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"});
  Files noMain = docx(paragraph("One"));
  noMain.erase(noMain.begin() + 2);
  QTest::newRow("archive of other files")
      << "a.zip" << Files{{"a.txt", "One"}} << QStringList({"a.zip", "cannot be read", ".docx"});
  QTest::newRow("not well-formed") << "a.odt" << unclosed << QStringList({"content.xml", "a.odt", "line 1"});
  QTest::newRow("part missing") << "a.odt" << headless << QStringList({"content.xml", "a.odt", "missing"});
  QTest::newRow("behind a password") << "a.odt" << locked << QStringList({"a.odt", "password"});
  QTest::newRow("no document in a DOCX") << "a.docx" << noMain << QStringList({"word/main.xml", "a.docx"});
  QTest::newRow("nothing in a DOCX") << "a.docx" << Files{{"a.txt", "One"}}
                                     << QStringList({"a.docx", "damaged"});
  QTest::newRow("no words") << "a.odt" << odt("<text:p/>") << QStringList({"a.odt", "no text"});
  QTest::newRow("locked book") << "a.epub" << epub("first.xhtml") << QStringList({"a.epub", "DRM"});
  QTest::newRow("behind a password, DOCX")
      << "a.docx" << Files{{"raw", QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 ...", 12)}}
      << QStringList({"a.docx", "password"});
  QTest::newRow("old kind") << "a.doc"
                            << Files{{"raw", QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 ...", 12)}}
                            << QStringList({"a.doc", ".docx"});
  Files empty = epub();
  empty.resize(3);
  QTest::newRow("book without chapters") << "a.epub" << empty << QStringList({"a.epub", "chapters"});
  QTest::newRow("entities") << "a.odt"
                            << Files{{kMimetype, kOdt},
                                     {"content.xml",
                                      "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><d "
                                      "xmlns:text=\"t\"><text:p>&b;</text:p></d>"}}
                            << QStringList({"content.xml", "'b'"});
}

void OfficeDamageTest::tellsOfDamage() {
  QFETCH(QString, name);
  QFETCH(Files, files);
  QFETCH(QStringList, told);
  try {
    loaders_.load(write(folder_, name, files));
    QFAIL("nothing was told");
  } catch (const FormatError& error) {
    for (const QString& each : told) QVERIFY2(QString(error.what()).contains(each), error.what());
  }
  const std::filesystem::path whole = write(folder_, "whole.docx", docx(paragraph("One")));
  std::filesystem::resize_file(whole, std::filesystem::file_size(whole) / 2);
  QVERIFY_THROWS_EXCEPTION(FormatError, loaders_.load(whole));
}

/// By the archive's checksum, where a part is stored as it is.
void OfficeDamageTest::seesChangedBytes() {
  const std::filesystem::path path = write(folder_, "changed.odt", odt("<text:p>One</text:p>"), false);
  std::string bytes = lectern::readFile(path);
  bytes.at(bytes.find("<text:p>One") + 8) = 'o';
  lectern::writeFileAtomically(path, bytes);
  QVERIFY_THROWS_EXCEPTION(FormatError, loaders_.load(path));
}

QTEST_APPLESS_MAIN(OfficeDamageTest)
#include "tst_office_damage.moc"
