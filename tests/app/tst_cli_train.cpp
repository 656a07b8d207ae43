#include <QFile>
#include <csignal>

#include "tests/app/program.h"
#include "tests/support/test_folder.h"
#include "tests/support/toy_data.h"

using lectern::test::runProgram;
using lectern::test::TestFolder;

/// `lectern train` in several processes of one machine.
class CliTrainTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void trainsInTwoProcesses();
  void stopsWhenOneIsKilled();

 private:
  /// The arguments of a run on toy data in `folder`.
  static QStringList arguments(const TestFolder& folder, int steps) {
    const auto options = lectern::test::toyTraining(folder.path("."));
    const auto text = [](const std::filesystem::path& path) { return QString::fromStdString(path.string()); };
    return {"train",
            "--data",
            text(options.data.front()),
            "--vectors",
            text(options.vectors),
            "--out",
            text(folder.path("reader")),
            "--workers",
            "2",
            "--batch",
            "16",
            "--hidden",
            "8",
            "--warmup",
            "2",
            "--steps",
            QString::number(steps)};
  }
};

void CliTrainTest::trainsInTwoProcesses() {
  const TestFolder folder;
  const auto run = runProgram(arguments(folder, 20));
  QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
  QVERIFY(QFile::exists(QString::fromStdString(folder.path("reader").string()) + "/bundle.json"));
  QVERIFY2(run.errors.count("to learn from") == 1, qPrintable(run.errors));  // the others say nothing
}

void CliTrainTest::stopsWhenOneIsKilled() {
  if (!QFile::exists("/proc/self/status")) QSKIP("needs Linux's /proc");
  const TestFolder folder;
  QProcess first;
  first.setProcessEnvironment(lectern::test::programEnvironment());
  first.start(LECTERN_PROGRAM, arguments(folder, 1'000'000));
  QVERIFY(first.waitForStarted());
  const QString id = QString::number(first.processId());
  QByteArray said;
  const auto isUnderWay = [&] {
    first.waitForReadyRead(100);
    said += first.readAllStandardError();
    return said.contains("step ");
  };
  QTRY_VERIFY_WITH_TIMEOUT(isUnderWay(), 120'000);
  QFile children("/proc/" + id + "/task/" + id + "/children");
  QVERIFY(children.open(QIODevice::ReadOnly));
  const qint64 other = children.readAll().trimmed().toLongLong();
  QVERIFY(other > 0);
  ::kill(static_cast<pid_t>(other), SIGKILL);
  QVERIFY(first.waitForFinished(120'000));
  said += first.readAllStandardError();
  QCOMPARE(first.exitStatus(), QProcess::NormalExit);
  QCOMPARE(first.exitCode(), 3);
  QVERIFY2(said.contains("is gone"), said.constData());
}

QTEST_GUILESS_MAIN(CliTrainTest)
#include "tst_cli_train.moc"
