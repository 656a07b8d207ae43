#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <csignal>

#include "tests/app/program.h"
#include "tests/support/test_folder.h"

using lectern::test::TestFolder;

namespace {

/// Whether the process handles `signal`, but not in its main thread, as Linux tells. Before, it would die of
/// it; in the main thread, a handler would disturb what is computed there.
bool handlesAside(qint64 process, int signal) {
  QFile status("/proc/" + QString::number(process) + "/status");
  if (!status.open(QIODevice::ReadOnly)) return false;
  const QList<QByteArray> lines = status.readAll().split('\n');
  const auto isIn = [&](const char* set) {
    const auto line = std::ranges::find_if(lines, [&](const QByteArray& one) { return one.startsWith(set); });
    return line != lines.end() && line->mid(7).trimmed().toULongLong(nullptr, 16) >> (signal - 1) & 1;
  };
  return isIn("SigCgt:") && isIn("SigBlk:");
}

}  // namespace

class CliInterruptionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void stopsAndLeavesNoHalfFile_data();
  void stopsAndLeavesNoHalfFile();
};

void CliInterruptionTest::stopsAndLeavesNoHalfFile_data() {
  QTest::addColumn<int>("signal");
  QTest::newRow("Ctrl-C") << SIGINT;
  QTest::newRow("termination") << SIGTERM;
  QTest::newRow("closed terminal") << SIGHUP;
}

void CliInterruptionTest::stopsAndLeavesNoHalfFile() {
  QFETCH(int, signal);
  if (!QFile::exists("/proc/self/status")) QSKIP("needs Linux's /proc");
  // Many questions, so that they cannot be answered before the signal comes.
  QJsonArray questions;
  for (int i = 0; i < 20'000; ++i) {
    questions << QJsonObject{
        {"id", QString::number(i)}, {"question", "Who was it?"}, {"answers", QJsonArray()}};
  }
  const QJsonObject paragraph{{"context", QString("The type was cast of lead. ").repeated(20)},
                              {"qas", questions}};
  const QJsonObject article{{"title", "Type"}, {"paragraphs", QJsonArray{paragraph}}};
  const TestFolder input;
  const auto data =
      input.write("data.json", QJsonDocument(QJsonObject{{"data", QJsonArray{article}}}).toJson());
  const TestFolder output;

  QProcess process;
  process.setProcessEnvironment(lectern::test::programEnvironment(LECTERN_TINY_BUNDLE));
  const QString predictions = QString::fromStdString(output.path("p.json").string());
  process.setChildProcessModifier([signal] { std::signal(signal, SIG_DFL); });  // tests may run under nohup
  process.start(LECTERN_PROGRAM,
                {"predict", "--data", QString::fromStdString(data.string()), "--predictions", predictions});
  QVERIFY(process.waitForStarted());
  QTRY_VERIFY_WITH_TIMEOUT(handlesAside(process.processId(), signal), 60'000);
  for (int i = 0; i < 2; ++i)
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);  // as `timeout` does
  QVERIFY(process.waitForFinished(60'000));
  QCOMPARE(process.exitStatus(), QProcess::CrashExit);  // of the signal: a shell's loop is to end, too
  QCOMPARE(process.exitCode(), signal);
  QVERIFY(QDir(QFileInfo(predictions).path()).isEmpty());
}

QTEST_GUILESS_MAIN(CliInterruptionTest)
#include "tst_cli_interruption.moc"
