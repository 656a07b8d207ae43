#include "tests/app/program.h"
#include "tests/support/test_folder.h"

using lectern::test::ProgramRun;
using lectern::test::runProgram;
using lectern::test::TestFolder;

class CliUsageTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void helps_data();
  void helps();
  void tellsItsVersion();
  void refusesBadUsage_data();
  void refusesBadUsage();
  void namesWhatCannotBeOpened_data();
  void namesWhatCannotBeOpened();

 private:
  TestFolder folder_;
};

void CliUsageTest::helps_data() {
  QTest::addColumn<QStringList>("command");
  QTest::addColumn<QStringList>("mentions");
  QTest::newRow("program") << QStringList{}
                           << QStringList{"COMMAND", "ask", "batch", "predict", "evaluate", "model"};
  QTest::newRow("ask") << QStringList{"ask"}
                       << QStringList{"DOC... QUESTION", "--model DIR", "--top N=3", "--json"};
  QTest::newRow("batch") << QStringList{"batch"} << QStringList{"QUESTIONS", "--docs", "--out", "--model"};
  QTest::newRow("predict") << QStringList{"predict"}
                           << QStringList{"--data", "--predictions", "--na-prob", "--threads N=0"};
  QTest::newRow("evaluate") << QStringList{"evaluate"}
                            << QStringList{"--data", "--predictions", "--na-prob", "--na-prob-thresh P=1"};
  QTest::newRow("model") << QStringList{"model"} << QStringList{"info", "verify"};
  QTest::newRow("model info") << QStringList{"model", "info"} << QStringList{"[DIR]", "--json"};
  QTest::newRow("model verify") << QStringList{"model", "verify"} << QStringList{"[DIR]"};
}

void CliUsageTest::helps() {
  QFETCH(QStringList, command);
  QFETCH(QStringList, mentions);
  const ProgramRun run = runProgram(command + QStringList{"--help"});
  QCOMPARE(run.exitCode, 0);
  QCOMPARE(run.errors, QString());
  QCOMPARE(runProgram(QStringList{"help"} + command).output, run.output);
  const QString usage = "Usage: " + (QStringList{"lectern"} + command).join(' ');
  for (const QString& mention : mentions + QStringList{usage, "Examples:\n  lectern "}) {
    QVERIFY2(run.output.contains(mention), qPrintable(mention + " is missing in:\n" + run.output));
  }
}

void CliUsageTest::tellsItsVersion() {
  const ProgramRun run = runProgram({"--version"});
  QCOMPARE(run.exitCode, 0);
  QVERIFY2(QRegularExpression("^lectern \\d+\\.\\d+\\.\\d+\n$").match(run.output).hasMatch(),
           qPrintable(run.output));
}

void CliUsageTest::refusesBadUsage_data() {
  const QString document = QString::fromStdString(folder_.write("book.md", "# Book\n").string());
  QTest::addColumn<QStringList>("arguments");
  QTest::addColumn<QString>("message");
  QTest::newRow("nothing") << QStringList{} << "a command is missing";
  QTest::newRow("unknown command") << QStringList{"read"} << "no command 'read'";
  QTest::newRow("help of an unknown command") << QStringList{"help", "read"} << "no command 'read'";
  QTest::newRow("unknown command with --help") << QStringList{"read", "--help"} << "no command 'read'";
  QTest::newRow("unknown option") << QStringList{"ask", "--loud", document, "Why?"} << "--loud";
  QTest::newRow("ask nothing") << QStringList{"ask"} << "DOC";
  QTest::newRow("no question") << QStringList{"ask", document} << "the question is missing";
  QTest::newRow("no document") << QStringList{"ask", "Why?"} << "a document is missing";
  QTest::newRow("blank question") << QStringList{"ask", document, " \r\n"} << "the question is empty";
  QTest::newRow("no answers") << QStringList{"ask", "--top", "0", document, "Why?"} << "--top";
  QTest::newRow("no probability") << QStringList{"ask", "--no-answer-threshold", "2", document, "Why?"}
                                  << "--no-answer-threshold";
  QTest::newRow("nan for a probability")
      << QStringList{"ask", "--no-answer-threshold", "nan", document, "Why?"} << "--no-answer-threshold";
  QTest::newRow("not a number") << QStringList{"predict", "--threads", "all"} << "--threads";
  QTest::newRow("no data") << QStringList{"evaluate", "--predictions", document} << "--data";
  QTest::newRow("threshold alone") << QStringList{"evaluate", "--data",           document, "--predictions",
                                                  document,   "--na-prob-thresh", "0.5"}
                                   << "--na-prob";
  QTest::newRow("no output") << QStringList{"batch", document, "--docs", document} << "--out";
  const QStringList train = {"train", "--data", document, "--vectors", document, "--out", "/none/reader"};
  QTest::newRow("no switch") << train + QStringList{"--gated-fusion", "2"} << "--gated-fusion";
  QTest::newRow("no score function") << train + QStringList{"--attention", "strong"} << "strong";
  QTest::newRow("no share of the hidden size")
      << train + QStringList{"--heads", "5"} << "'selfAttentionHeads'";
  QTest::newRow("vectors beside a bundle's")
      << train + QStringList{"--from", "/none/en"} << "--from excludes --vectors";
  QTest::newRow("a network beside a bundle's")
      << QStringList{"train", "--data", document, "--out", "/none/reader", "--from", "/none/en"} +
             QStringList{"--hidden", "64"}
      << "--from excludes --hidden";
  QTest::newRow("question without quotation marks")
      << QStringList{"ask", document, "Who", "has", "a", "book?"} << "in quotation marks";
  QTest::newRow("unknown command of a command")
      << QStringList{"model", "tell"} << "there is no command 'tell'";
  QTest::newRow("model alone") << QStringList{"model"} << "a command is missing";
}

void CliUsageTest::refusesBadUsage() {
  QFETCH(QStringList, arguments);
  QFETCH(QString, message);
  const ProgramRun run = runProgram(arguments);
  QCOMPARE(run.exitCode, 2);
  QCOMPARE(run.output, QString());
  QVERIFY2(run.errors.startsWith("lectern: ") && run.errors.contains(message), qPrintable(run.errors));
}

void CliUsageTest::namesWhatCannotBeOpened_data() {
  const QString document = QString::fromStdString(folder_.write("empty.txt", "").string());
  QTest::addColumn<QStringList>("arguments");
  QTest::addColumn<QString>("name");
  QTest::newRow("data") << QStringList{"evaluate", "--data", "/none/a.json", "--predictions", document}
                        << "'/none/a.json'";
  QTest::newRow("document") << QStringList{"ask", "/none/a.md", "Why?"} << "'/none/a.md'";
  QTest::newRow("question file") << QStringList{"batch",  "/none/a.txt", "--docs",
                                                document, "--out",       "/tmp/a.csv"}
                                 << "'/none/a.txt'";
  QTest::newRow("reader") << QStringList{"model", "verify", "/none/reader"} << "'/none/reader'";
  QTest::newRow("folder of the output")
      << QStringList{"predict", "--data", document, "--predictions", "/none/p.json"} << "'/none'";
}

void CliUsageTest::namesWhatCannotBeOpened() {
  QFETCH(QStringList, arguments);
  QFETCH(QString, name);
  const ProgramRun run = runProgram(arguments);
  QCOMPARE(run.exitCode, 3);
  QCOMPARE(run.output, QString());
  QVERIFY2(run.errors.startsWith("lectern: ") && run.errors.contains(name), qPrintable(run.errors));
  QCOMPARE(run.errors.count('\n'), 1);
}

QTEST_GUILESS_MAIN(CliUsageTest)
#include "tst_cli_usage.moc"
