#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include "tests/app/program.h"
#include "tests/support/test_folder.h"

using lectern::test::ProgramRun;
using lectern::test::runProgram;
using lectern::test::TestFolder;

namespace {

const QString kModel = LECTERN_TINY_BUNDLE;
constexpr const char* kContext = "😀 Bi Sheng made type of baked clay; cafe\u0301 中文.";

}  // namespace

class CliPredictTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void answersEveryQuestion();
  void doesNotDependOnThreads();
  void answersEachParagraphFromItself();
  void aQuestionThatCannotBeAskedFailsAlone();
  void leavesNoFileAfterAnError();

 private:
  QString path(const QString& name) const { return QString::fromStdString(folder_.path(name).string()); }
  static QJsonObject read(const QString& path);

  TestFolder folder_;
};

void CliPredictTest::initTestCase() {
  folder_.write("data.json", QByteArray(R"({"version": "v2.0", "data": [{"title": "Type", "paragraphs": [
    {"context": ")") + kContext + R"(", "qas": [
      {"id": "z", "question": "Who made type of baked clay?", "answers": [{"text": "Bi Sheng", "answer_start": 2}]},
      {"id": "a", "question": "What was type made of?", "answers": [{"text": "baked clay", "answer_start": 24}]},
      {"id": "m", "question": "When did it rain?", "is_impossible": true, "answers": []},
      {"id": "blank", "question": "", "is_impossible": true, "answers": []}]}]}]})");
}

QJsonObject CliPredictTest::read(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {};
  return QJsonDocument::fromJson(file.readAll()).object();
}

void CliPredictTest::answersEveryQuestion() {
  const ProgramRun run = runProgram({"predict", "--data", path("data.json"), "--predictions", path("p.json"),
                                     "--na-prob", path("n.json"), "--confidence", path("c.json")},
                                    kModel);
  QCOMPARE(run.exitCode, 0);
  QCOMPARE(run.output, QString());
  QCOMPARE(run.errors, QString());
  const QJsonObject predictions = read(path("p.json"));
  const QJsonObject probabilities = read(path("n.json"));
  QCOMPARE(predictions.keys(), (QStringList{"a", "blank", "m", "z"}));
  const QJsonObject confidences = read(path("c.json"));
  QCOMPARE(probabilities.keys(), predictions.keys());
  QCOMPARE(confidences.keys(), predictions.keys());
  for (const char* id : {"a", "m", "z"}) {
    // Never blanked, however likely it is that there is no answer.
    QVERIFY(!predictions[id].toString().isEmpty());
    QVERIFY(QString::fromUtf8(kContext).contains(predictions[id].toString()));
    const double probability = probabilities[id].toDouble(-1);
    QVERIFY(probability >= 0 && probability <= 1);
    QVERIFY(confidences[id].toDouble() > 0 && confidences[id].toDouble() < 1);
  }
  QCOMPARE(predictions["blank"].toString(), QString());
  QCOMPARE(probabilities["blank"].toDouble(), 1.0);
  QCOMPARE(confidences["blank"].toDouble(-1), 0.0);
  QCOMPARE(runProgram({"evaluate", "--data", path("data.json"), "--predictions", path("p.json"), "--na-prob",
                       path("n.json"), "--confidence", path("c.json")})
               .exitCode,
           0);
}

void CliPredictTest::doesNotDependOnThreads() {
  QList<QJsonObject> predictions;
  for (const char* threads : {"1", "3"}) {
    const ProgramRun run = runProgram(
        {"predict", "--data", path("data.json"), "--predictions", path("t.json"), "--threads", threads},
        kModel);
    QCOMPARE(run.exitCode, 0);
    predictions << read(path("t.json"));
  }
  QCOMPARE(predictions[0].size(), 4);
  QCOMPARE(predictions[0], predictions[1]);
}

/// In whatever order they are read.
void CliPredictTest::answersEachParagraphFromItself() {
  folder_.write("three.json", R"({"data": [{"paragraphs": [
    {"context": "Karl cast lead.", "qas": [{"id": "1", "question": "What did Karl cast?", "answers": []}]},
    {"context": "Olga made paper of bark, and Mary sold it in Oslo for years.", "qas": [
      {"id": "2", "question": "Who made paper?", "answers": []},
      {"id": "3", "question": "Where did Mary sell it?", "answers": []}]},
    {"context": "Bi Sheng made type of baked clay.", "qas": [
      {"id": "4", "question": "Who made type?", "answers": []}]}]}]})");
  folder_.write("none.json", R"({"data": []})");
  const QString paper = "Olga made paper of bark, and Mary sold it in Oslo for years.";
  const QStringList contexts = {"Karl cast lead.", paper, paper, "Bi Sheng made type of baked clay."};
  for (const QString threads : {"0", "1", "2", "16"}) {
    const ProgramRun run = runProgram(
        {"predict", "--data", path("three.json"), "--predictions", path("t.json"), "--threads", threads},
        kModel);
    QCOMPARE(run.exitCode, 0);
    const QJsonObject predictions = read(path("t.json"));
    QCOMPARE(predictions.size(), contexts.size());
    for (int i = 0; i < contexts.size(); ++i) {
      const QString answer = predictions[QString::number(i + 1)].toString();
      QVERIFY2(!answer.isEmpty() && contexts[i].contains(answer), qPrintable(answer));
    }
  }
  QCOMPARE(
      runProgram({"predict", "--data", path("none.json"), "--predictions", path("t.json")}, kModel).exitCode,
      0);
  QVERIFY(read(path("t.json")).isEmpty());
}

void CliPredictTest::aQuestionThatCannotBeAskedFailsAlone() {
  const std::string words = [] {
    std::string many;
    for (int i = 0; i < 400; ++i) many += "who ";
    return many;
  }();
  folder_.write("long.json", (R"({"data": [{"paragraphs": [
    {"context": "Olga made paper of bark.", "qas": [
      {"id": "short", "question": "Who made paper?", "answers": []},
      {"id": "long", "question": ")" +
                              words + R"(", "answers": []}]}]}]})")
                                 .c_str());
  const ProgramRun run =
      runProgram({"predict", "--data", path("long.json"), "--predictions", path("l.json")}, kModel);
  QCOMPARE(run.exitCode, 1);
  QVERIFY2(run.errors.contains("'long'") && run.errors.contains("too long"), qPrintable(run.errors));
  const QJsonObject predictions = read(path("l.json"));
  QVERIFY(!predictions["short"].toString().isEmpty());
  QVERIFY(!predictions.contains("long"));  // which is not to say that it has no answer
}

void CliPredictTest::leavesNoFileAfterAnError() {
  const TestFolder output;
  const QString predictions = QString::fromStdString(output.path("p.json").string());
  folder_.write("bad.json", R"({"data": [{"paragraphs": [{"context": 1}]}]})");
  const ProgramRun run =
      runProgram({"predict", "--data", path("bad.json"), "--predictions", predictions}, kModel);
  QCOMPARE(run.exitCode, 3);
  QVERIFY2(run.errors.contains("data[0].paragraphs[0]"), qPrintable(run.errors));
  QVERIFY(QDir(QFileInfo(predictions).path()).isEmpty());
}

QTEST_GUILESS_MAIN(CliPredictTest)
#include "tst_cli_predict.moc"
