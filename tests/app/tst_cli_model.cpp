#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include "tests/app/program.h"

using lectern::test::ProgramRun;
using lectern::test::runProgram;

namespace {

const QString kModel = LECTERN_TINY_BUNDLE;

}  // namespace

class CliModelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsWhatAReaderIs();
  void findsAReaderIntact();
  void findsDamage_data();
  void findsDamage();
};

void CliModelTest::tellsWhatAReaderIs() {
  const ProgramRun json = runProgram({"model", "info", "--json"}, kModel);
  QCOMPARE(json.exitCode, 0);
  const QJsonObject info = QJsonDocument::fromJson(json.output.toUtf8()).object();
  QCOMPARE(info.keys(),
           (QStringList{"figures", "folder", "language", "name", "noAnswerThreshold", "options", "version"}));
  QCOMPARE(info["folder"].toString(), kModel);
  QCOMPARE(info["language"], info["options"].toObject()["language"]);

  const ProgramRun text = runProgram({"model", "info", kModel});
  QCOMPARE(text.exitCode, 0);
  QVERIFY(text.output.contains("name: " + info["name"].toString() + '\n'));
  QVERIFY(text.output.contains("\n  hiddenSize: "));
}

void CliModelTest::findsAReaderIntact() {
  const ProgramRun run = runProgram({"model", "verify", kModel});
  QCOMPARE(run.errors, QString());
  QCOMPARE(run.exitCode, 0);
  QVERIFY(run.output.contains("intact"));
}

void CliModelTest::findsDamage_data() {
  QTest::addColumn<QString>("file");
  for (const char* file :
       {"bundle.json", "weights.safetensors", "embeddings.safetensors", "vocabulary.txt"}) {
    QTest::newRow(file) << file;
  }
}

void CliModelTest::findsDamage() {
  QFETCH(QString, file);
  const QTemporaryDir copy;
  for (const QString& name : QDir(kModel).entryList(QDir::Files)) {
    QVERIFY(QFile::copy(QDir(kModel).filePath(name), copy.filePath(name)));
  }
  QFile damaged(copy.filePath(file));
  QVERIFY(damaged.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
  QVERIFY(damaged.resize(damaged.size() - 1 - damaged.size() / 10));
  const ProgramRun run = runProgram({"model", "verify", copy.path()});
  QCOMPARE(run.exitCode, 3);
  QCOMPARE(run.output, QString());
  QVERIFY2(run.errors.startsWith("lectern: ") && run.errors.contains(file), qPrintable(run.errors));
}

QTEST_GUILESS_MAIN(CliModelTest)
#include "tst_cli_model.moc"
