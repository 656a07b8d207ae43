#include <torch/torch.h>

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/reader/reader_bundle.h"

namespace lectern {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFiles[] = {"bundle.json", "weights.safetensors", "embeddings.safetensors",
                                  "vocabulary.txt", "MODEL_CARD.md"};

}  // namespace

/// Breaks copies of the bundle in the folder LECTERN_TINY_BUNDLE.
class ReaderBundleTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void loadsWhatItSaved();
  void loadsOneFromBeforePartsWereThere();
  void namesTheBrokenFile_data();
  void namesTheBrokenFile();
  void makesNoMoreThanItsWeights();
  void survivesWhatIsNestedDeeply();
  void namesTheMissingFile_data() { addFiles(); }
  void namesTheMissingFile();
  void refusesOtherVersions_data();
  void refusesOtherVersions();

 private:
  static void addFiles() {
    QTest::addColumn<QString>("file");
    for (const char* file : kFiles) QTest::newRow(file) << file;
  }
  /// What loading the copy throws; empty when it loads.
  template <typename Expected>
  QString failure() const {
    try {
      reader::ReaderBundle::load(folder_);
    } catch (const Expected& error) {
      return QString::fromUtf8(error.what());
    }
    return {};
  }

  std::unique_ptr<QTemporaryDir> parent_;
  fs::path folder_;
};

void ReaderBundleTest::init() {
  parent_ = std::make_unique<QTemporaryDir>();
  folder_ = fs::path(parent_->path().toStdString()) / "bundle";
  fs::copy(qEnvironmentVariable("LECTERN_TINY_BUNDLE").toStdString(), folder_);
}

void ReaderBundleTest::loadsWhatItSaved() {
  reader::ReaderBundle bundle = reader::ReaderBundle::load(folder_);
  QCOMPARE(bundle.manifest.name, std::string("toy"));
  const fs::path copy = folder_.string() + "-2";
  bundle.save(copy);
  for (const char* file : kFiles) QCOMPARE(readFile(copy / file), readFile(folder_ / file));
}

void ReaderBundleTest::loadsOneFromBeforePartsWereThere() {
  nlohmann::json manifest = nlohmann::json::parse(readFile(folder_ / "bundle.json"));
  for (const char* part : {"gatedFusion", "historyOfWord"}) QCOMPARE(manifest["options"].erase(part), 1u);
  writeFileAtomically(folder_ / "bundle.json", manifest.dump());
  const reader::ReaderOptions options = reader::ReaderBundle::load(folder_).manifest.options;
  QCOMPARE(options.gatedFusion, 0);
  QCOMPARE(options.historyOfWord, 0);
  manifest["options"]["hiddenSize"] = 20'000;  // would be made before its weights are read
  writeFileAtomically(folder_ / "bundle.json", manifest.dump());
  QVERIFY(failure<ModelError>().contains("hiddenSize"));
  manifest["options"].erase("hiddenSize");
  writeFileAtomically(folder_ / "bundle.json", manifest.dump());
  QVERIFY(failure<ModelError>().contains("hiddenSize"));
}

void ReaderBundleTest::namesTheBrokenFile_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<QString>("damage");
  for (const char* file : kFiles) {
    for (const char* damage : {"cut off", "altered", "emptied"}) {
      QTest::addRow("%s %s", file, damage) << file << damage;
    }
  }
}

void ReaderBundleTest::namesTheBrokenFile() {
  QFETCH(QString, file);
  QFETCH(QString, damage);
  const fs::path path = folder_ / file.toStdString();
  std::string content = readFile(path);
  if (damage == "cut off") content.resize(content.size() / 2);
  if (damage == "altered") content[content.size() / 3] = static_cast<char>(content[content.size() / 3] ^ 1);
  if (damage == "emptied") content.clear();
  if (file == "bundle.json" && damage == "altered") content[1] = 'x';
  writeFileAtomically(path, content);
  const QString what = failure<ModelError>();
  QVERIFY2(what.contains(file), qPrintable(what));
}

void ReaderBundleTest::makesNoMoreThanItsWeights() {
  nlohmann::json manifest = nlohmann::json::parse(readFile(folder_ / "bundle.json"));
  const nlohmann::json sound = manifest;
  manifest["options"]["questionWords"] = 1'000'000;
  writeFileAtomically(folder_ / "bundle.json", manifest.dump());
  QVERIFY(failure<ModelError>().contains("fewer weights"));
  manifest = sound;
  manifest["options"]["highwayLayers"] = 16;
  manifest["options"]["characterFilters"] = 100;
  writeFileAtomically(folder_ / "bundle.json", manifest.dump());
  QVERIFY(failure<ModelError>().contains("fewer weights"));
}

void ReaderBundleTest::survivesWhatIsNestedDeeply() {
  nlohmann::json manifest = nlohmann::json::parse(readFile(folder_ / "bundle.json"));
  manifest["figures"] = "DEEP";
  std::string content = manifest.dump();
  const std::string deep = std::string(300'000, '[') + std::string(300'000, ']');
  content.replace(content.find("\"DEEP\""), 6, deep);
  writeFileAtomically(folder_ / "bundle.json", content);
  QVERIFY(failure<ModelError>().contains("deep"));
}

void ReaderBundleTest::namesTheMissingFile() {
  QFETCH(QString, file);
  fs::remove(folder_ / file.toStdString());
  const QString what = failure<FileError>();
  QVERIFY2(what.contains(file), qPrintable(what));
}

void ReaderBundleTest::refusesOtherVersions_data() {
  QTest::addColumn<QString>("key");
  QTest::addColumn<QString>("told");
  QTest::newRow("format") << "/formatVersion"
                          << "format version 2";
  QTest::newRow("tokenizer") << "/tokenizer/version"
                             << "tokenizer version 2";
}

void ReaderBundleTest::refusesOtherVersions() {
  QFETCH(QString, key);
  QFETCH(QString, told);
  nlohmann::json manifest = nlohmann::json::parse(readFile(folder_ / "bundle.json"));
  manifest[nlohmann::json::json_pointer(key.toStdString())] = 2;
  writeFileAtomically(folder_ / "bundle.json", manifest.dump());
  const QString what = failure<ModelError>();
  QVERIFY2(what.contains(told) && what.contains("bundle.json"), qPrintable(what));
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::ReaderBundleTest)
#include "tst_reader_bundle.moc"
