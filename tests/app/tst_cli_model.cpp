#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include "tests/app/program.h"

using lectern::test::ProgramRun;
using lectern::test::runProgram;

namespace {

const QString kModel = LECTERN_TINY_BUNDLE;

void copyModel(const QTemporaryDir& folder) {
  for (const QString& name : QDir(kModel).entryList(QDir::Files)) {
    const QString copy = folder.filePath(name);
    QVERIFY(QFile::copy(QDir(kModel).filePath(name), copy));
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
  }
}

}  // namespace

class CliModelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsWhatAReaderIs();
  void findsAReaderIntact();
  void writesASectionOfTheCard();
  void findsDamage_data();
  void findsDamage();
  void findsACalibrationThatDoesNotFit();
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

void CliModelTest::writesASectionOfTheCard() {
  const QTemporaryDir copy;
  copyModel(copy);
  QFile text(copy.filePath("limits.txt"));
  for (const char* limits : {"It cannot count.\n", "It cannot add."}) {
    QVERIFY(text.open(QFile::WriteOnly | QFile::Truncate) && text.write(limits) > 0);
    text.close();
    const ProgramRun run = runProgram({"model", "card", copy.path(), "--section", "Limits", text.fileName()});
    QCOMPARE(run.errors, QString());
    QCOMPARE(run.exitCode, 0);
  }
  QFile card(copy.filePath("MODEL_CARD.md"));
  QVERIFY(card.open(QFile::ReadOnly));
  const QString written = QString::fromUtf8(card.readAll());
  QCOMPARE(written.count("## Limits\n\nIt cannot add.\n"), 1);
  QCOMPARE(written.count("## Limits"), 1);
  QVERIFY(!written.contains("It cannot count."));
  QVERIFY(text.open(QFile::WriteOnly | QFile::Truncate) && text.write("It cannot add.\n\n## More\n") > 0);
  text.close();
  QCOMPARE(runProgram({"model", "card", copy.path(), "--section", "Limits", text.fileName()}).exitCode, 3);
  QCOMPARE(runProgram({"model", "verify", copy.path()}).exitCode, 0);
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
  copyModel(copy);
  QFile damaged(copy.filePath(file));
  QVERIFY(damaged.resize(damaged.size() - 1 - damaged.size() / 10));
  const ProgramRun run = runProgram({"model", "verify", copy.path()});
  QCOMPARE(run.exitCode, 3);
  QCOMPARE(run.output, QString());
  QVERIFY2(run.errors.startsWith("lectern: ") && run.errors.contains(file), qPrintable(run.errors));
}

void CliModelTest::findsACalibrationThatDoesNotFit() {
  const QTemporaryDir copy;
  copyModel(copy);
  QFile file(copy.filePath("bundle.json"));
  QVERIFY(file.open(QFile::ReadOnly));
  QJsonObject manifest = QJsonDocument::fromJson(file.readAll()).object();
  file.close();
  manifest["calibration"] = QJsonObject{{"confidence", QJsonArray{1, 2}}, {"noAnswer", QJsonArray{}}};
  QVERIFY(file.open(QFile::WriteOnly));
  file.write(QJsonDocument(manifest).toJson());
  file.close();
  const ProgramRun run = runProgram({"model", "verify", copy.path()});
  QCOMPARE(run.exitCode, 3);
  QVERIFY2(run.errors.contains("calibration"), qPrintable(run.errors));
}

QTEST_GUILESS_MAIN(CliModelTest)
#include "tst_cli_model.moc"
