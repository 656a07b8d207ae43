#include <sqlite3.h>

#include <QTest>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/library/history.h"
#include "tests/support/test_folder.h"

namespace lectern {

using library::History;
using library::KeptQuestion;

class HistoryTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keepsQuestionsAndAnswers();
  void theSameQuestionIsKeptOnce();
  void takesOut();
  void whatIsTakenOutIsGoneFromTheDisk();
  void severalProgramsShareIt();
  void anotherProgramReadsIt();
  void refusesOtherFiles();
};

namespace {

KeptQuestion asked(const std::string& question, std::int64_t at, const std::string& document = "homes.txt") {
  KeptQuestion kept;
  kept.askedAt = std::chrono::sys_seconds(std::chrono::seconds(at));
  kept.question = question;
  kept.hasAnswer = true;
  kept.documents = {{"/papers/" + document, document}};
  kept.answers = {{"Rome", 0.75, kept.documents[0], 3, "Karl lives in Rome."}};
  return kept;
}

std::vector<std::string> questions(History& history) {
  std::vector<std::string> found;
  for (const KeptQuestion& kept : history.all()) found.push_back(kept.question);
  return found;
}

using Words = std::vector<std::string>;

}  // namespace

void HistoryTest::keepsQuestionsAndAnswers() {
  const test::TestFolder folder;
  const std::filesystem::path file = folder.path("new folder/history.sqlite");
  KeptQuestion first = asked("Wo wohnt Käthe? 😀\r\n", 1'700'000'000);
  KeptQuestion second = asked("卡尔住在哪里？", 1'700'000'001);
  second.hasAnswer = false;
  second.documents.push_back({"", "Cafe\u0301 'notes' %"});
  second.answers.push_back({"", 1.0 / 3, second.documents[1], 0, ""});
  {
    History history(file);
    QVERIFY(history.all().empty());
    first.id = history.add(first);
    second.id = history.add(second);
    QVERIFY(first.id != second.id);
  }
  History again(file);
  QVERIFY(again.all() == (std::vector{second, first}));  // the newest first, nothing changed
  for (const char* suffix : {"", "-wal"}) {              // nobody else reads it
    using std::filesystem::perms;
    const perms allowed = std::filesystem::status(file.string() + suffix).permissions();
    QVERIFY((allowed & (perms::group_all | perms::others_all)) == perms::none);
  }
}

void HistoryTest::theSameQuestionIsKeptOnce() {
  const test::TestFolder folder;
  History history(folder.path("history.sqlite"));
  KeptQuestion both = asked("Where does Karl live?", 1);
  both.documents.push_back({"/papers/more.txt", "more"});
  const std::int64_t first = history.add(both);
  history.add(asked("Who lives in Rome?", 2));
  history.add(asked("Where does Karl live?", 3));
  KeptQuestion later = both;
  later.askedAt += std::chrono::seconds(9);
  std::ranges::reverse(later.documents);
  later.answers[0].text = "Vienna";
  std::optional<std::int64_t> replaced;
  history.add(later, &replaced);
  QCOMPARE(replaced, std::optional(first));
  QCOMPARE(questions(history),
           (Words{"Where does Karl live?", "Where does Karl live?", "Who lives in Rome?"}));
  QCOMPARE(history.all()[0].answers[0].text, std::string("Vienna"));
  QCOMPARE(history.all()[1].documents.size(), 1U);
}

void HistoryTest::takesOut() {
  const test::TestFolder folder;
  History history(folder.path("history.sqlite"));
  const std::int64_t first = history.add(asked("one", 1));
  history.add(asked("two", 2, "b.txt"));
  history.add(asked("three", 3));
  KeptQuestion pasted = asked("four", 4);
  pasted.documents = {{"", "Pasted"}};
  history.add(pasted);

  history.remove({first, 999});
  QCOMPARE(questions(history), (Words{"four", "three", "two"}));
  history.forget({"/papers/homes.txt", "its title has changed"});
  QCOMPARE(questions(history), (Words{"four", "two"}));
  history.forget({"", "another title"});
  QCOMPARE(questions(history), (Words{"four", "two"}));
  history.forget({"", "Pasted"});
  QCOMPARE(questions(history), Words{"two"});
  history.clear();
  QVERIFY(history.all().empty());
}

void HistoryTest::whatIsTakenOutIsGoneFromTheDisk() {
  const test::TestFolder folder;
  const std::filesystem::path file = folder.path("history.sqlite");
  History history(file);
  const auto isOnDisk = [&](const std::string& word) {
    std::string bytes;
    for (const char* suffix : {"", "-wal"}) {
      if (std::filesystem::exists(file.string() + suffix)) bytes += readFile(file.string() + suffix);
    }
    return bytes.find(word) != std::string::npos;
  };
  const std::int64_t id = history.add(asked("Who is Zwiebelkuchen?", 1));
  history.add(asked("Who is Hagebuttentee?", 2));
  history.add(asked("Who is Pflaumenmus?", 3, "secret.txt"));
  QVERIFY(isOnDisk("Zwiebelkuchen"));
  history.remove({id});
  QVERIFY(!isOnDisk("Zwiebelkuchen"));
  QVERIFY(isOnDisk("Pflaumenmus"));
  history.forget({"/papers/secret.txt", ""});
  QVERIFY(!isOnDisk("Pflaumenmus"));
  QVERIFY(!isOnDisk("secret"));
  QVERIFY(isOnDisk("Hagebuttentee"));
  history.clear();
  QVERIFY(!isOnDisk("Hagebuttentee"));
  QVERIFY(!isOnDisk("homes.txt"));
}

void HistoryTest::severalProgramsShareIt() {
  const test::TestFolder folder;
  History one(folder.path("history.sqlite"));
  History other(folder.path("history.sqlite"));
  one.add(asked("one", 1));
  other.add(asked("two", 2));
  QCOMPARE(questions(one), (Words{"two", "one"}));
  QVERIFY(one.isChangedElsewhere());
  QVERIFY(!one.isChangedElsewhere());
  one.add(asked("three", 3));
  QVERIFY(!one.isChangedElsewhere());
  QVERIFY(other.isChangedElsewhere());

  // While another writes, nothing is kept and nothing is lost.
  library::Database busy(folder.path("history.sqlite"));
  {
    library::Transaction transaction(busy);
    QVERIFY_EXCEPTION_THROWN(one.add(asked("four", 4)), FileError);
    QVERIFY_EXCEPTION_THROWN(one.remove({1, 2, 3}), FileError);
  }
  QCOMPARE(questions(one), (Words{"three", "two", "one"}));
  one.clear();
  QVERIFY(other.all().empty());
}

void HistoryTest::anotherProgramReadsIt() {
  const test::TestFolder folder;
  const std::filesystem::path file = folder.path("history.sqlite");
  { History(file).add(asked("Where does Karl live?", 1'700'000'000)); }
  sqlite3* connection = nullptr;
  QCOMPARE(sqlite3_open(file.c_str(), &connection), SQLITE_OK);
  std::string said;
  const auto add = [](void* to, int, char** values, char**) {
    *static_cast<std::string*>(to) += values[0];
    return 0;
  };
  QCOMPARE(sqlite3_exec(connection,
                        "PRAGMA integrity_check; PRAGMA foreign_key_check;"
                        "SELECT ' ' || datetime(asked_at, 'unixepoch') || ' ' || text || ' ' || confidence "
                        "FROM questions JOIN answers ON answers.question = questions.id",
                        add, &said, nullptr),
           SQLITE_OK);
  sqlite3_close(connection);
  QCOMPARE(said, std::string("ok 2023-11-14 22:13:20 Rome 0.75"));
}

void HistoryTest::refusesOtherFiles() {
  const test::TestFolder folder;
  const std::filesystem::path text =
      folder.write("notes.txt", QByteArray("notes, no database\n").repeated(99));
  QVERIFY_EXCEPTION_THROWN(History{text}, FormatError);
  QCOMPARE(readFile(text).size(), 19U * 99);

  const std::filesystem::path foreign = folder.path("foreign.sqlite");
  library::Database(foreign).run("CREATE TABLE theirs (text TEXT)");
  const std::string before = readFile(foreign);
  QVERIFY_EXCEPTION_THROWN(History{foreign}, FormatError);
  QVERIFY(readFile(foreign) == before);

  const std::filesystem::path newer = folder.path("newer.sqlite");
  { History history(newer); }
  library::Database(newer).run("PRAGMA user_version = 99");
  QVERIFY_EXCEPTION_THROWN(History{newer}, FormatError);
  QVERIFY_EXCEPTION_THROWN(History{folder.path("notes.txt") / "history.sqlite"}, FileError);
}

}  // namespace lectern

QTEST_APPLESS_MAIN(lectern::HistoryTest)
#include "tst_history.moc"
