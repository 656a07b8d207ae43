#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "tests/app/program.h"
#include "tests/support/test_folder.h"

using lectern::test::ProgramRun;
using lectern::test::runProgram;
using lectern::test::TestFolder;

namespace {

const QString kModel = LECTERN_TINY_BUNDLE;
const QString kQuestion = "Who made type of baked clay?";
constexpr const char* kBook =
    "The 😀 book 中文.\r\n\r\nBi Sheng made type of baked clay in the cafe\u0301. It broke.\r\nGutenberg cast "
    "lead.\r\n";

}  // namespace

class CliAskTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void printsJson();
  void answersTheSameOnOlderProcessors();
  void printsForAPerson();
  void keepsOrdersFromTheTerminal();
  void warnsOfAnotherLanguage();
  void ranksTheAnswersOfAllDocuments();
  void readsADocumentThatIsNamedTwiceOnce();
  void takesTheThreshold();
  void readsThePassagesThatMatchBest();
  void takesTheReaderFromOptionOrEnvironment();
  void goesOnAfterABadDocument();
  void failsWhenNoDocumentOpens();
  void refusesAnEmptyDocument();

 private:
  TestFolder folder_;
  QString book_;
  QString other_;
};

void CliAskTest::initTestCase() {
  book_ = QString::fromStdString(folder_.write("book.txt", kBook).string());
  other_ = QString::fromStdString(
      folder_.write("other.txt", "Cai Lun made paper of bark. It was cheap.\n").string());
}

void CliAskTest::printsJson() {
  const ProgramRun run = runProgram({"ask", book_, kQuestion, "--json", "--top", "3"}, kModel);
  QCOMPARE(run.exitCode, 0);
  const QJsonObject result = QJsonDocument::fromJson(run.output.toUtf8()).object();
  QCOMPARE(result.keys(), (QStringList{"answers", "hasAnswer", "noAnswerProbability", "passages",
                                       "passagesRead", "question", "warnings"}));
  QCOMPARE(result["question"].toString(), kQuestion);
  QVERIFY(result["hasAnswer"].isBool());
  QVERIFY(result["warnings"].isArray());
  const double none = result["noAnswerProbability"].toDouble(-1);
  QVERIFY(none >= 0 && none <= 1);

  const QString text = QString::fromUtf8(kBook).replace("\r\n", "\n");
  const QJsonArray answers = result["answers"].toArray();
  QVERIFY(!answers.isEmpty() && answers.size() <= 3);
  double last = 1;
  for (const QJsonValue& each : answers) {
    const QJsonObject answer = each.toObject();
    const int start = answer["start"].toInt(-1);
    const int end = answer["end"].toInt(-1);
    QVERIFY(start >= 0 && end > start);
    QCOMPARE(answer["text"].toString(), text.mid(start, end - start));
    QVERIFY(text.contains(answer["sentence"].toString()));
    QVERIFY(answer["sentence"].toString().contains(answer["text"].toString()));
    QCOMPARE(answer["document"].toString(), book_);
    QVERIFY(answer["page"].isNull());
    QVERIFY(answer["confidence"].toDouble(2) <= last);
    last = answer["confidence"].toDouble();
  }
}

/// Each has products of its own: in integers of 8 bits, in float32, without vectors.
void CliAskTest::answersTheSameOnOlderProcessors() {
  const auto best = [&] {
    const ProgramRun run = runProgram({"ask", book_, kQuestion, "--json", "--top", "1"}, kModel);
    return QJsonDocument::fromJson(run.output.toUtf8()).object()["answers"][0].toObject();
  };
  const QJsonObject here = best();
  QVERIFY(!here["text"].toString().isEmpty());
  for (const char* processor : {"AVX2", "AVX", "SSE41"}) {
    qputenv("DNNL_MAX_CPU_ISA", processor);
    const QJsonObject there = best();
    qunsetenv("DNNL_MAX_CPU_ISA");
    QCOMPARE(there["text"].toString(), here["text"].toString());
    QVERIFY(std::abs(there["confidence"].toDouble() - here["confidence"].toDouble()) < 0.02);
  }
}

void CliAskTest::printsForAPerson() {
  const ProgramRun run = runProgram({"ask", book_, kQuestion}, kModel);
  QCOMPARE(run.exitCode, 0);
  QVERIFY2(run.output.startsWith("1. ") || run.output.startsWith("No answer found"), qPrintable(run.output));
  QVERIFY(run.output.contains(book_));
  QVERIFY(!run.output.contains('\x1b'));
  QVERIFY(!run.output.contains('\r'));
}

void CliAskTest::keepsOrdersFromTheTerminal() {
  const auto path =
      folder_.write("orders.txt", "Bi Sheng made type \x1b]0;title\x07 of \x1b[31mbaked clay.\n");
  const ProgramRun run = runProgram({"ask", QString::fromStdString(path.string()), kQuestion}, kModel);
  QCOMPARE(run.exitCode, 0);
  QVERIFY2(!run.output.contains('\x1b') && !run.output.contains('\x07'), qPrintable(run.output));
  QVERIFY(run.output.contains("[31mbaked"));
}

/// Word vectors know French words too, so that few are unknown.
void CliAskTest::warnsOfAnotherLanguage() {
  const auto path = folder_.write(
      "louvre.txt",
      "Le Louvre est un musée situé dans le premier arrondissement de Paris. Il est l'un des plus grands "
      "musées du monde et il conserve des collections d'art de toutes les époques. Ancienne résidence "
      "royale, le bâtiment a été transformé en musée en 1793.\n");
  const ProgramRun run = runProgram({"ask", QString::fromStdString(path.string()), "Where is it?"},
                                    LECTERN_SOURCE_DIR "/models/en");
  QCOMPARE(run.exitCode, 0);
  QVERIFY2(run.errors.contains("does not read like the language 'en'"), qPrintable(run.errors));
}

void CliAskTest::ranksTheAnswersOfAllDocuments() {
  const ProgramRun run = runProgram({"ask", "--json", "--top", "50", book_, other_, kQuestion}, kModel);
  QCOMPARE(run.exitCode, 0);
  QStringList documents;
  double last = 1;
  for (const QJsonValue& answer :
       QJsonDocument::fromJson(run.output.toUtf8()).object()["answers"].toArray()) {
    documents << answer["document"].toString();
    QVERIFY(answer["confidence"].toDouble(2) <= last);
    last = answer["confidence"].toDouble();
  }
  QVERIFY(documents.contains(book_) && documents.contains(other_));

  const ProgramRun best = runProgram({"ask", "--json", "--top", "1", book_, other_, kQuestion}, kModel);
  const QJsonArray answers = QJsonDocument::fromJson(best.output.toUtf8()).object()["answers"].toArray();
  QCOMPARE(answers.size(), 1);
  QCOMPARE(answers[0].toObject()["document"].toString(), documents.first());
}

void CliAskTest::readsThePassagesThatMatchBest() {
  std::string text = kBook;
  for (int i = 0; i < 300; ++i) text += "The printers of the town kept to their own streets and prices.\n\n";
  const QString book = QString::fromStdString(folder_.write("long.txt", text.c_str()).string());
  const auto ask = [&](const QStringList& options) {
    const ProgramRun run = runProgram(QStringList{"ask", book, kQuestion} + options, kModel);
    return run.exitCode == 0 ? run.output : run.errors;
  };
  const auto passages = [&](const QString& most) {
    const QJsonObject said = QJsonDocument::fromJson(ask({"--json", "--passages", most}).toUtf8()).object();
    return std::pair(said["passagesRead"].toInt(), said["passages"].toInt());
  };
  const auto [read, all] = passages("0");
  QCOMPARE(read, all);
  QVERIFY(all > 5);
  QCOMPARE(passages("2"), std::pair(2, all));
  QVERIFY(ask({"--passages", "2", "--no-answer-threshold", "0"})
              .startsWith(QString("No answer found in the 2 of %1 passages that match").arg(all)));
  for (const QString wrong : {"-1", "some", "1.5"}) {
    QVERIFY(ask({"--passages", wrong}).contains("--passages: "));
    QVERIFY(ask({"--passages", wrong}).size() < 200);
  }
}

void CliAskTest::readsADocumentThatIsNamedTwiceOnce() {
  const auto ask = [](const QStringList& documents) {
    const ProgramRun run =
        runProgram(QStringList{"ask"} + documents + QStringList{kQuestion, "--json"}, kModel);
    return QJsonDocument::fromJson(run.output.toUtf8()).object();
  };
  QCOMPARE(ask({book_, QFileInfo(book_).path() + "/./book.txt"}), ask({book_}));

  const QString none = QFileInfo(book_).path() + "/none.txt";
  const ProgramRun run = runProgram({"ask", none, none, kQuestion}, kModel);
  QCOMPARE(run.exitCode, 3);
  QCOMPARE(run.errors.count("none.txt"), 1);
}

void CliAskTest::takesTheThreshold() {
  for (const bool answers : {false, true}) {
    const ProgramRun run =
        runProgram({"ask", "--json", "--no-answer-threshold", answers ? "1" : "0", book_, kQuestion}, kModel);
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(QJsonDocument::fromJson(run.output.toUtf8()).object()["hasAnswer"].toBool(!answers), answers);
  }
}

void CliAskTest::takesTheReaderFromOptionOrEnvironment() {
  QCOMPARE(runProgram({"ask", "--model", kModel, book_, kQuestion}, "/none").exitCode, 0);
  const ProgramRun run = runProgram({"ask", book_, kQuestion}, "/none");
  QCOMPARE(run.exitCode, 3);
  QVERIFY2(run.errors.contains("/none"), qPrintable(run.errors));
}

void CliAskTest::goesOnAfterABadDocument() {
  const ProgramRun run = runProgram({"ask", "/none/a.md", book_, kQuestion}, kModel);
  QCOMPARE(run.exitCode, 1);
  QVERIFY2(run.errors.contains("'/none/a.md'"), qPrintable(run.errors));
  QVERIFY(run.output.contains(book_));
}

void CliAskTest::failsWhenNoDocumentOpens() {
  const QString picture =
      QString::fromStdString(folder_.write("a.png", QByteArray("\x89PNG\r\n\x1a\n\0\0", 10)).string());
  const ProgramRun run = runProgram({"ask", "/none/a.md", picture, kQuestion}, kModel);
  QCOMPARE(run.exitCode, 3);
  QVERIFY2(run.errors.contains("'/none/a.md'") && run.errors.contains(picture), qPrintable(run.errors));
  QCOMPARE(run.output, QString());
}

void CliAskTest::refusesAnEmptyDocument() {
  const QString empty = QString::fromStdString(folder_.write("empty.txt", "").string());
  const ProgramRun run = runProgram({"ask", empty, kQuestion}, kModel);
  QCOMPARE(run.exitCode, 3);
  QVERIFY2(run.errors.contains(empty) && run.errors.contains("holds no text"), qPrintable(run.errors));
}

QTEST_GUILESS_MAIN(CliAskTest)
#include "tst_cli_ask.moc"
