#include <QAction>
#include <QDir>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/views/window_test.h"
#include "ui/models/history_model.h"
#include "ui/views/history_menu.h"
#include "ui/views/message_bar.h"
#include "ui/views/no_answer_threshold.h"
#include "ui/views/question_bar.h"
#include "ui/views/scope_box.h"

namespace lectern {

using views::AnswerPane;

/// Asks, and comes back to what was asked in another window.
class AskAgainTest : public test::WindowTest {
  Q_OBJECT

 private Q_SLOTS:
  void opensTheDocumentAgain();
  void asksSeveralTogether();
  void asksAllThatComeBack();
  void asksAFolder();
  void tellsWhyItCannot();
  void anotherQuestionComesFirst();
  void questionsAreKeptAsThePersonWants();

 private:
  /// A new window, with what was kept.
  void openAnew() {
    window_.reset();
    history_.reset();
    openWindow();
    history_ = std::make_unique<models::HistoryModel>(folder_.filePath(QTest::currentTestFunction()));
    window_->setHistory(*history_);
    window_->noAnswerThreshold()->choose(1.0);  // the tiny reader is seldom sure
    load();
  }
  void open(const QString& path, int count) {
    window_->openFiles({path});
    QTRY_COMPARE(window_->documents()->rowCount(), count);
  }
  void ask(const QString& question) {
    window_->ask(question);
    waitForAnswers();
  }
  void waitForAnswers() {
    QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  }
  QStringList offered() const {
    window_->questionBar()->history()->openBelow(*window_->questionBar()->field());
    window_->questionBar()->history()->close();
    QStringList texts;
    for (const QAction* action : window_->questionBar()->history()->actions()) {
      if (!action->isSeparator()) texts << action->text();
    }
    return texts;
  }
  void choose(int place) const { window_->questionBar()->history()->actions().at(place)->trigger(); }

  std::unique_ptr<models::HistoryModel> history_;
};

void AskAgainTest::opensTheDocumentAgain() {
  openAnew();
  QCOMPARE(offered(), (QStringList{"No questions yet", "&History…"}));
  open(write("homes.txt", "Mary lives in Paris. Karl lives in Rome."), 1);
  ask("Where does Karl live?");
  ask("Where does Mary live?");

  openAnew();
  QVERIFY(window_->document() == nullptr);
  QCOMPARE(offered(), (QStringList{"Where does Mary live?", "Where does Karl live?", "&History…"}));
  choose(1);
  waitForAnswers();
  QCOMPARE(answerAt(0), QString("Rome"));
  QCOMPARE(window_->questionBar()->question(), QString("Where does Karl live?"));
  QCOMPARE(history_->rowCount(), 2);  // it is kept once, as the last one
  QCOMPARE(offered().first(), QString("Where does Karl live?"));
  QVERIFY(window_->messageBar()->messages().isEmpty());

  choose(1);  // its document is open
  QTRY_COMPARE(window_->questionBar()->question(), QString("Where does Mary live?"));
  QTRY_COMPARE_WITH_TIMEOUT(history_->question(0).question, std::string("Where does Mary live?"), 30'000);
}

void AskAgainTest::asksSeveralTogether() {
  openAnew();
  open(write("one.txt", "Mary lives in Paris."), 1);
  open(write("two.txt", "Karl lives in Rome."), 2);
  window_->questionBar()->scope()->choose(views::Scope::All);
  ask("Where does Karl live?");

  openAnew();
  open(write("three.txt", "Olga lives in Vienna."), 1);
  offered();
  choose(0);
  waitForAnswers();
  QCOMPARE(window_->documents()->rowCount(), 3);
  QCOMPARE(window_->questionBar()->scope()->currentText(), QString("All 3 documents"));
  QCOMPARE(QString::fromStdString(window_->document()->title),
           QString("two.txt"));  // where the answer stands
}

void AskAgainTest::asksAllThatComeBack() {
  openAnew();
  open(write("one.txt", "Mary lives in Paris. Karl lives in Rome."), 1);
  open(write("two.txt", "Olga lives in Vienna."), 2);
  window_->questionBar()->scope()->choose(views::Scope::All);
  ask("Where does Karl live?");

  openAnew();
  open(folder_.filePath("one.txt"), 1);  // where the answer stands; the other comes back
  offered();
  choose(0);
  waitForAnswers();
  QCOMPARE(window_->documents()->rowCount(), 2);
  QCOMPARE(window_->questionBar()->scope()->currentText(), QString("All 2 documents"));
  QCOMPARE(QString::fromStdString(window_->document()->title), QString("one.txt"));
  QCOMPARE(history_->rowCount(), 1);
  QCOMPARE(history_->question(0).documents.size(), std::size_t(2));
}

void AskAgainTest::asksAFolder() {
  openAnew();
  QVERIFY(QDir(folder_.path()).mkpath("letters"));
  open(write("letters/one.txt", "Mary lives in Paris."), 1);
  open(write("letters/two.txt", "Karl lives in Rome."), 2);
  window_->questionBar()->scope()->choose(views::Scope::Folder);
  ask("Where does Karl live?");

  openAnew();
  open(write("three.txt", "Karl lives in Vienna."), 1);
  offered();
  choose(0);
  waitForAnswers();
  QCOMPARE(window_->documents()->rowCount(), 3);
  QCOMPARE(window_->questionBar()->scope()->scope(), views::Scope::Folder);
}

void AskAgainTest::tellsWhyItCannot() {
  openAnew();
  const QString path = write("gone.txt", "Karl lives in Rome.");
  open(path, 1);
  ask("Where does Karl live?");
  QVERIFY(QFile::remove(path));
  openAnew();
  offered();
  choose(0);
  QTRY_COMPARE(window_->messageBar()->messages().size(), 1);
  QVERIFY(window_->messageBar()->messages().first().contains("gone.txt"));

  library::KeptQuestion pasted;
  pasted.question = "Where?";
  pasted.documents = {{"", "Notes"}};
  window_->askAgain(pasted);
  QCOMPARE(window_->messageBar()->messages().size(), 2);
  QVERIFY(window_->messageBar()->messages().join(u' ').contains("pasted"));
}

void AskAgainTest::anotherQuestionComesFirst() {
  openAnew();
  open(write("one.txt", "Mary lives in Paris."), 1);
  library::KeptQuestion kept;
  kept.question = "Where does Karl live?";
  const QString two = write("two.txt", "Karl lives in Rome.");
  kept.documents = {{two.toStdString(), "two"}};
  window_->askAgain(kept);
  window_->ask("Where does Mary live?");
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  QTRY_COMPARE_WITH_TIMEOUT(history_->rowCount(), 1, 30'000);
  QCOMPARE(history_->question(0).question, std::string("Where does Mary live?"));
}

void AskAgainTest::questionsAreKeptAsThePersonWants() {
  openAnew();
  open(write("homes.txt", "Karl lives in Rome."), 1);
  QVERIFY(window_->actions().keepsHistory->isChecked());
  window_->actions().keepsHistory->trigger();
  ask("Where does Karl live?");
  QCOMPARE(history_->rowCount(), 0);
  window_->actions().keepsHistory->trigger();
  ask("Where does Karl live now?");
  QCOMPARE(history_->rowCount(), 1);
}

}  // namespace lectern

QTEST_MAIN(lectern::AskAgainTest)
#include "tst_ask_again.moc"
