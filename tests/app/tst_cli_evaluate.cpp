#include <QJsonDocument>
#include <QJsonObject>

#include "tests/app/program.h"
#include "tests/support/test_folder.h"

using lectern::test::ProgramRun;
using lectern::test::runProgram;
using lectern::test::TestFolder;

namespace {

constexpr const char* kData = R"({"version": "v2.0", "data": [{"title": "Type", "paragraphs": [
  {"context": "😀 Bi Sheng made type of baked clay; cafe\u0301 中文\r\n",
   "qas": [
    {"id": "who", "question": "Who?", "is_impossible": false,
     "answers": [{"text": "Bi Sheng", "answer_start": 2}, {"text": "Sheng", "answer_start": 5}]},
    {"id": "what", "question": "What?", "is_impossible": false,
     "answers": [{"text": "baked clay", "answer_start": 24}]},
    {"id": "why", "question": "Why?", "is_impossible": true, "answers": []},
    {"id": "when", "question": "When?", "is_impossible": true}]}]}]})";

// "who" is right, "what" shares two of three words (F1 0.8), "why" is answered in vain, "when" is right.
constexpr const char* kPredictions =
    R"({"who": "the bi sheng.", "what": "of baked clay", "why": "clay", "when": "", "other": "x"})";

}  // namespace

class CliEvaluateTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void printsTheOfficialFigures();
  void appliesTheThreshold();
  void tellsHowFarConfidencesCanBeBelieved();
  void leavesOutWhatHasNoPrediction();
  void namesThePlaceOfAnError_data();
  void namesThePlaceOfAnError();
  void survivesAClosedPipe();
  void reportsAFullDisk();

 private:
  QString write(const QString& name, const QByteArray& content) {
    return QString::fromStdString(folder_.write(name, content).string());
  }
  QJsonObject evaluate(const QStringList& more = {});

  TestFolder folder_;
  QStringList arguments_;
};

void CliEvaluateTest::initTestCase() {
  arguments_ = {"evaluate", "--data", write("data.json", kData), "--predictions",
                write("predictions.json", kPredictions)};
}

QJsonObject CliEvaluateTest::evaluate(const QStringList& more) {
  const ProgramRun run = runProgram(arguments_ + more);
  if (run.exitCode != 0) qWarning("%s", qPrintable(run.errors));
  return QJsonDocument::fromJson(run.output.toUtf8()).object();
}

void CliEvaluateTest::printsTheOfficialFigures() {
  const QJsonObject figures = evaluate();
  const QJsonObject expected{{"exact", 50.0},        {"f1", 70.0},        {"total", 4},
                             {"HasAns_exact", 50.0}, {"HasAns_f1", 90.0}, {"HasAns_total", 2},
                             {"NoAns_exact", 50.0},  {"NoAns_f1", 50.0},  {"NoAns_total", 2}};
  QCOMPARE(figures, expected);
}

void CliEvaluateTest::appliesTheThreshold() {
  const QString probabilities = write("na.json", R"({"who": 0.1, "what": 0.6, "why": 0.7, "when": 0.9})");
  const QJsonObject figures = evaluate({"--na-prob", probabilities, "--na-prob-thresh", "0.5"});
  QCOMPARE(figures["exact"].toDouble(), 75.0);  // "who", "why" and "when"
  QCOMPARE(figures["f1"].toDouble(), 75.0);
  // From all blanked (2 of 4 right), "who" adds 1 at 0.1, "what" its F1 of 0.8 at 0.6.
  QCOMPARE(figures["best_exact"].toDouble(), 75.0);
  QCOMPARE(figures["best_exact_thresh"].toDouble(), 0.1);
  QCOMPARE(figures["best_f1"].toDouble(), 95.0);
  QCOMPARE(figures["best_f1_thresh"].toDouble(), 0.6);
  QCOMPARE(evaluate({"--na-prob", probabilities})["exact"].toDouble(), 50.0);
}

void CliEvaluateTest::tellsHowFarConfidencesCanBeBelieved() {
  const QString confidence =
      write("confidence.json", R"({"who": 0.85, "what": 0.25, "why": 0.25, "when": 0})");
  // "who" is right, the other two answers are not; "when" has none.
  QCOMPARE(evaluate({"--confidence", confidence})["expected_calibration_error"].toDouble(),
           (0.15 + 2 * 0.25) / 3);
  const ProgramRun run =
      runProgram(arguments_ + QStringList{"--confidence", write("few.json", R"({"who": 1})")});
  QCOMPARE(run.exitCode, 3);
  QVERIFY2(run.errors.contains("'what'") && run.errors.contains("confidence"), qPrintable(run.errors));
}

void CliEvaluateTest::leavesOutWhatHasNoPrediction() {
  QStringList arguments = arguments_;
  arguments.last() = write("few.json", R"({"who": "Sheng"})");
  const ProgramRun run = runProgram(arguments);
  QCOMPARE(run.exitCode, 0);
  QVERIFY2(run.errors.contains("3 of 4 questions") && run.errors.contains("'what'"), qPrintable(run.errors));
  const QJsonObject figures = QJsonDocument::fromJson(run.output.toUtf8()).object();
  QCOMPARE(figures["exact"].toDouble(), 100.0);
  QCOMPARE(figures["total"].toInt(), 1);
}

void CliEvaluateTest::namesThePlaceOfAnError_data() {
  QTest::addColumn<QByteArray>("data");
  QTest::addColumn<QString>("place");
  QTest::newRow("empty") << QByteArray() << "line 1";
  QTest::newRow("cut off") << QByteArray(R"({"data": [)") << "line 1";
  QTest::newRow("number as answer") << QByteArray(kData).replace("\"baked clay\"", "7")
                                    << "data[0].paragraphs[0].qas[1].answers[0]";
  QTest::newRow("number as question")
      << QByteArray(kData).replace("\"Why?\"", "3") << "data[0].paragraphs[0].qas[2]";
}

void CliEvaluateTest::namesThePlaceOfAnError() {
  QFETCH(QByteArray, data);
  QFETCH(QString, place);
  QStringList arguments = arguments_;
  arguments[2] = write("bad.json", data);
  const ProgramRun run = runProgram(arguments);
  QCOMPARE(run.exitCode, 3);
  QCOMPARE(run.output, QString());
  QVERIFY2(run.errors.contains("bad.json") && run.errors.contains(place), qPrintable(run.errors));
}

void CliEvaluateTest::survivesAClosedPipe() {
  QProcess process;
  process.setProcessEnvironment(lectern::test::programEnvironment());
  process.start(LECTERN_PROGRAM, arguments_);
  QVERIFY(process.waitForStarted());
  process.closeReadChannel(QProcess::StandardOutput);
  QVERIFY(process.waitForFinished());
  QCOMPARE(process.exitStatus(), QProcess::NormalExit);
  QCOMPARE(process.exitCode(), 0);
  QCOMPARE(process.readAllStandardError(), QByteArray());
}

void CliEvaluateTest::reportsAFullDisk() {
  if (!QFile::exists("/dev/full")) QSKIP("needs /dev/full");
  QProcess process;
  process.setStandardOutputFile("/dev/full");
  process.start(LECTERN_PROGRAM, arguments_);
  QVERIFY(process.waitForFinished());
  QCOMPARE(process.exitCode(), 3);
  const QByteArray errors = process.readAllStandardError();
  QVERIFY2(errors.startsWith("lectern: cannot write") && errors.contains("No space left"),
           errors.constData());
}

QTEST_GUILESS_MAIN(CliEvaluateTest)
#include "tst_cli_evaluate.moc"
