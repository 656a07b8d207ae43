#include <QFile>

#include "core/base/files.h"
#include "core/data/csv.h"
#include "tests/app/program.h"
#include "tests/support/test_folder.h"

using lectern::data::CsvRows;
using lectern::test::ProgramRun;
using lectern::test::runProgram;
using lectern::test::TestFolder;

namespace {

const QString kModel = LECTERN_TINY_BUNDLE;

}  // namespace

class CliBatchTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void answersAFile_data();
  void answersAFile();
  void takesTheThreshold();
  void warnsOnceOfAnotherLanguage();
  void asksOfDocumentsThatQuestionsName();
  void answersSquad();
  void goesOnAfterABadDocument();
  void failsWithoutDocuments();
  void refusesAFileWithoutQuestions();
  void keepsWhatItReads();
  void goesOnWhereItStopped();
  void giveNoOrdersToTheTerminal();
  void saysNothingOfAnswersThatCannotBeWritten();

 private:
  QString path(const QString& name) const { return QString::fromStdString(folder_.path(name).string()); }

  TestFolder folder_;
};

void CliBatchTest::initTestCase() {
  folder_.write("book.txt", "😀 Bi Sheng made type of baked clay; cafe\u0301 中文.\r\nIt broke.\r\n");
  folder_.write("questions.txt", "Who made type?\r\n\r\n  What broke, \"it\"?  \r\n");
  folder_.write("questions.csv", "no,Question\r\n1,Who made type?\r\n2,\"What broke, \"\"it\"\"?\"\r\n");
  folder_.write("empty.txt", "\r\n");
}

void CliBatchTest::answersAFile_data() {
  QTest::addColumn<QString>("questions");
  QTest::newRow("text") << "questions.txt";
  QTest::newRow("CSV") << "questions.csv";
}

void CliBatchTest::answersAFile() {
  QFETCH(QString, questions);
  const ProgramRun run = runProgram(
      {"batch", path(questions), "--docs", path("book.txt"), "--out", path("answers.csv")}, kModel);
  QCOMPARE(run.errors, QString());
  QCOMPARE(run.exitCode, 0);
  QCOMPARE(run.output, QString());
  const CsvRows rows = lectern::data::readCsv(folder_.path("answers.csv"));
  QCOMPARE(rows.size(), std::size_t{3});
  QCOMPARE(rows[0].front(), std::string("question"));
  QCOMPARE(rows[1].front(), std::string("Who made type?"));
  QCOMPARE(rows[2].front(), std::string("What broke, \"it\"?"));
  QCOMPARE(rows[1].size(), rows[0].size());
}

void CliBatchTest::saysNothingOfAnswersThatCannotBeWritten() {
  if (!QFile::exists("/dev/full")) QSKIP("there is no device that is full");
  const ProgramRun run =
      runProgram({"batch", path("questions.txt"), "--docs", path("book.txt"), "--out", "/dev/full"}, kModel);
  QVERIFY(run.exitCode != 0);
  QVERIFY2(run.errors.contains("/dev/full") && !run.errors.contains("their answers are in"),
           qPrintable(run.errors));
}

void CliBatchTest::takesTheThreshold() {
  for (const bool answers : {false, true}) {
    const ProgramRun run = runProgram({"batch", path("questions.txt"), "--docs", path("book.txt"), "--out",
                                       path("answers.csv"), "--no-answer-threshold", answers ? "1" : "0"},
                                      kModel);
    QCOMPARE(run.exitCode, 0);
    const CsvRows rows = lectern::data::readCsv(folder_.path("answers.csv"));
    QCOMPARE(rows[0][1], std::string("answer"));
    QCOMPARE(!rows[1][1].empty(), answers);
  }
}

void CliBatchTest::warnsOnceOfAnotherLanguage() {
  QByteArray text;
  for (int i = 0; i < 10; ++i) text += "Вчера вечером мы читали книгу. ";
  folder_.write("russian.txt", text);
  folder_.write("two.txt", "Who read?\nWhat was read?\n");
  const ProgramRun run =
      runProgram({"batch", path("two.txt"), "--docs", path("russian.txt"), "--out", path("two.csv")}, kModel);
  QCOMPARE(run.exitCode, 0);
  QCOMPARE(run.errors.count("does not read like"), 1);
  QVERIFY(run.errors.contains(path("russian.txt")));
}

void CliBatchTest::asksOfDocumentsThatQuestionsName() {
  folder_.write("named.csv", "question,document,expected\nWho made type?,book.txt,Bi Sheng\nWhat broke?,,\n");
  const auto run = [&](const QStringList& more) {
    return runProgram(QStringList{"batch", path("named.csv"), "--out", path("named answers.csv")} + more,
                      kModel);
  };
  const ProgramRun without = run({});
  QCOMPARE(without.exitCode, 2);
  QVERIFY2(without.errors.contains("What broke?") && without.errors.contains("--docs"),
           qPrintable(without.errors));
  const ProgramRun with = run({"--docs", path("book.txt")});
  QCOMPARE(with.exitCode, 0);
  QVERIFY2(with.errors.contains("of 2 questions whose answers are given"), qPrintable(with.errors));
  QCOMPARE(lectern::data::readCsv(folder_.path("named answers.csv")).size(), std::size_t{3});
  const ProgramRun over = runProgram(
      {"batch", path("named.csv"), "--docs", path("questions.txt"), "--out", path("book.txt")}, kModel);
  QCOMPARE(over.exitCode, 3);
  QVERIFY(lectern::readFile(folder_.path("book.txt")).find("Bi Sheng") != std::string::npos);
}

void CliBatchTest::answersSquad() {
  folder_.write(
      "squad.json",
      u"{\"version\": \"1.1\", \"data\": [{\"title\": \"Type\", \"paragraphs\": [{\"context\": "
      u"\"Bi Sheng made type 😀.\", \"qas\": [{\"id\": \"x1\", \"question\": \"Who made type?\"}]}]}]}"_qs
          .toUtf8());
  const ProgramRun run = runProgram(
      {"batch", path("squad.json"), "--out", path("squad.csv"), "--no-answer-threshold", "1"}, kModel);
  QCOMPARE(run.errors, QString());
  QCOMPARE(run.exitCode, 0);
  const CsvRows rows = lectern::data::readCsv(folder_.path("squad.csv"));
  QCOMPARE(rows[1][0], std::string("x1"));
  QCOMPARE(rows[1][2], std::string("Type, 1"));
  QCOMPARE(rows[1][6], std::string("Type, 1"));
}

void CliBatchTest::goesOnAfterABadDocument() {
  const ProgramRun run = runProgram(
      {"batch", path("questions.txt"), "--docs", "/none/a.md", path("book.txt"), "--out", path("some.csv")},
      kModel);
  QCOMPARE(run.exitCode, 1);
  QVERIFY2(run.errors.contains("'/none/a.md'"), qPrintable(run.errors));
  QCOMPARE(lectern::data::readCsv(folder_.path("some.csv")).size(), std::size_t{3});
}

void CliBatchTest::failsWithoutDocuments() {
  const ProgramRun run =
      runProgram({"batch", path("questions.txt"), "--docs", "/none/a.md", "--out", path("none.csv")}, kModel);
  QCOMPARE(run.exitCode, 3);
  QVERIFY(!QFile::exists(path("none.csv")));

  // A name that means something else than what would be written.
  const ProgramRun json = runProgram(
      {"batch", path("questions.txt"), "--docs", path("book.txt"), "--out", path("answers.json")}, kModel);
  QCOMPARE(json.exitCode, 2);
  QVERIFY2(json.errors.contains("answers.jsonl"), qPrintable(json.errors));
}

void CliBatchTest::refusesAFileWithoutQuestions() {
  const ProgramRun run =
      runProgram({"batch", path("empty.txt"), "--docs", path("book.txt"), "--out", path("none.csv")}, kModel);
  QCOMPARE(run.exitCode, 3);
  QVERIFY2(run.errors.contains("empty.txt"), qPrintable(run.errors));
  QVERIFY(!QFile::exists(path("none.csv")));
}

void CliBatchTest::keepsWhatItReads() {
  for (const char* input : {"questions.txt", "book.txt"}) {
    const std::string before = lectern::readFile(folder_.path(input));
    const ProgramRun run = runProgram(
        {"batch", path("questions.txt"), "--docs", path("book.txt"), "--out", path(input)}, kModel);
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.errors.contains(input), qPrintable(run.errors));
    QCOMPARE(lectern::readFile(folder_.path(input)), before);
  }
}

void CliBatchTest::goesOnWhereItStopped() {
  const auto run = [&](const QString& out, const QStringList& more = {}) {
    return runProgram(
        QStringList{"batch", path("questions.csv"), "--docs", path("book.txt"), "--out", path(out)} + more,
        kModel);
  };
  QCOMPARE(run("whole.csv").exitCode, 0);
  const std::string whole = lectern::readFile(folder_.path("whole.csv"));
  CsvRows first = lectern::data::readCsv(folder_.path("whole.csv"));
  first.pop_back();
  first[1][2] = "0.125";  // as nobody would answer now
  lectern::data::writeCsv(first, folder_.path("part.csv"));
  const std::string part = lectern::readFile(folder_.path("part.csv"));
  const ProgramRun anew = run("part.csv");  // by mistake
  QCOMPARE(anew.exitCode, 2);
  QVERIFY2(anew.errors.contains("--resume"), qPrintable(anew.errors));
  QCOMPARE(lectern::readFile(folder_.path("part.csv")), part);
  QCOMPARE(run("part.csv", {"--resume"}).exitCode, 0);
  const CsvRows rows = lectern::data::readCsv(folder_.path("part.csv"));
  QCOMPARE(rows.size(), std::size_t{3});
  QVERIFY(rows[1] == first[1]);  // not asked again
  QVERIFY(rows[2] == lectern::data::readCsv(folder_.path("whole.csv"))[2]);

  // What failed is asked again, in its place.
  CsvRows failed = lectern::data::readCsv(folder_.path("whole.csv"));
  failed[1] = {failed[1][0], "", "", "", "", "", "", "", "the drive was not there"};
  failed[2][2] = "0.125";
  lectern::data::writeCsv(failed, folder_.path("failed.csv"));
  QCOMPARE(run("failed.csv", {"--resume"}).exitCode, 0);
  const CsvRows mended = lectern::data::readCsv(folder_.path("failed.csv"));
  QCOMPARE(mended.size(), failed.size());
  QVERIFY(mended[1] == lectern::data::readCsv(folder_.path("whole.csv"))[1]);
  QVERIFY(mended[2] == failed[2]);

  QCOMPARE(run("new.csv", {"--resume"}).exitCode, 0);  // nothing there to go on with
  QVERIFY(lectern::readFile(folder_.path("new.csv")) == whole);
  folder_.write("other.csv", "name,price\n");
  const ProgramRun other = run("other.csv", {"--resume"});
  QCOMPARE(other.exitCode, 3);
  QVERIFY2(other.errors.contains("other.csv"), qPrintable(other.errors));
  QCOMPARE(lectern::readFile(folder_.path("other.csv")), std::string("name,price\n"));
}

void CliBatchTest::giveNoOrdersToTheTerminal() {
  folder_.write("orders.csv", "question,document\n\"\x1B]0;xWho\xE2\x80\xAE?\",none.txt\n");
  const ProgramRun run = runProgram({"batch", path("orders.csv"), "--out", path("orders.out.csv")}, kModel);
  QCOMPARE(run.exitCode, 1);
  QVERIFY2(run.errors.contains("]0;xWho?"), qPrintable(run.errors));
}

QTEST_GUILESS_MAIN(CliBatchTest)
#include "tst_cli_batch.moc"
