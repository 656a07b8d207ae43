#pragma once

#include <QByteArray>
#include <QDir>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTest>

namespace lectern::test {

/// What one run of the program `lectern` gave.
struct ProgramRun {
  int exitCode = -1;
  QString output;
  QString errors;
};

/// The environment of the tests, without a reader of the person's own.
inline QProcessEnvironment programEnvironment(const QString& model = {}) {
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.remove("LECTERN_MODEL");
  if (!model.isEmpty()) environment.insert("LECTERN_MODEL", model);
  return environment;
}

/// Runs the program to its end; a crash fails the test.
inline ProgramRun runProgram(const QStringList& arguments, const QString& model = {},
                             const QString& folder = QDir::tempPath()) {
  QProcess process;
  process.setProcessEnvironment(programEnvironment(model));
  process.setWorkingDirectory(folder);
  process.start(LECTERN_PROGRAM, arguments);
  if (!process.waitForFinished(300'000) || process.exitStatus() != QProcess::NormalExit) {
    QTest::qFail(qPrintable("'lectern " + arguments.join(' ') + "' crashed: " + process.errorString()),
                 __FILE__, __LINE__);
    process.kill();
    process.waitForFinished();
    return {};
  }
  return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
          QString::fromUtf8(process.readAllStandardError())};
}

}  // namespace lectern::test
