#include <QDir>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/views/window_test.h"
#include "ui/views/answer_pane.h"
#include "ui/views/document_view.h"
#include "ui/views/documents_pane.h"
#include "ui/views/no_answer_threshold.h"
#include "ui/views/question_bar.h"
#include "ui/views/scope_box.h"
#include "ui/views/status_line.h"

namespace lectern {

using views::AnswerPane;
using views::Scope;
using views::ScopeBox;

/// Asks several documents by way of the window.
class ScopeTest : public test::WindowTest {
  Q_OBJECT

 private Q_SLOTS:
  void asksAllDocuments();
  void aScopeKeepsWhatIsTyped();
  void whatWasAskedOfAllIsAskedOfTheOneThatIsLeft();
  void asksAFolder();
  void aFolderThatIsReadMayBecomeOneDocument();
  void allThatAreReadMayBeClosed();
  void theOneThatIsLeftShowsItsAnswers();

 private:
  void ask(const QString& question) {
    QSignalSpy answered(window_->reader(), &jobs::ReaderService::answered);
    window_->ask(question);
    QVERIFY(answered.count() > 0 || answered.wait(30'000));
  }
};

void ScopeTest::asksAllDocuments() {
  load();
  ScopeBox* scope = window_->questionBar()->scope();
  window_->openFiles({write("homes.txt", "Mary lives in Paris. Karl lives in Rome.")});
  QTRY_VERIFY(window_->document() != nullptr);
  QVERIFY(!scope->isVisible());
  const jobs::DocumentPtr homes = window_->document();
  window_->openFiles({write("inns.txt", "Karl lives in Vienna. Olga lives in Oslo.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  const jobs::DocumentPtr inns = window_->document();
  window_->ask("Where does Olga live?");
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  QVERIFY(scope->isVisible());
  window_->actions().scope->trigger();
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Empty);
  QTest::keyClicks(window_->questionBar()->field(), "x");
  window_->ask("Where does Mary live?");
  // So small a reader says "no answer" now and then.
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::NoAnswer, 30'000);
  Q_EMIT window_->answerPane()->bestGuessRequested();
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Answers);
  const models::AnswerModel* model = window_->answerPane()->model();
  const auto word = [&](int row) { return model->index(row).data().toString(); };
  QCOMPARE(word(0), QString("Paris"));
  QCOMPARE(window_->document(), homes);  // where the best answer stands
  QVERIFY(!window_->documentView()->textView()->rectsOf(model->answer(0).range).empty());

  // An answer in the other document shows that one; the answers stay.
  window_->ask("Where does Karl live?");
  QTRY_VERIFY(window_->answerPane()->state() == AnswerPane::State::Answers && model->rowCount() > 1);
  int other = 0;
  while (model->document(other) == window_->document()) ++other;
  const QString answer = word(other);
  window_->answerPane()->choose(other);
  QCOMPARE(window_->document(), model->document(other));
  QCOMPARE(window_->answerPane()->chosen(), other);
  QCOMPARE(word(other), answer);
  const int rows = model->rowCount();
  auto* pane = window_->findChild<views::DocumentsPane*>();
  pane->setCurrent(1 - pane->current());
  QCOMPARE(model->rowCount(), rows);

  // Each scope has its own question.
  window_->actions().scope->trigger();
  pane->setCurrent(1);
  QCOMPARE(window_->document(), inns);
  QCOMPARE(word(0), QString("Oslo"));
  window_->actions().scope->trigger();
  QCOMPARE(model->rowCount(), rows);
  QCOMPARE(window_->questionBar()->question(), QString("Where does Karl live?"));

  // A document that is closed takes its answers along.
  window_->actions().close->trigger();
  QCOMPARE(window_->documents()->rowCount(), 1);
  QVERIFY(!scope->isVisible() && scope->scope() == Scope::Document);
  window_->actions().close->trigger();
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Empty);
}

void ScopeTest::aScopeKeepsWhatIsTyped() {
  load();
  QLineEdit* field = window_->questionBar()->field();
  window_->openFiles({write("homes.txt", "Mary lives in Paris. Karl lives in Rome."),
                      write("inns.txt", "Karl lives in Vienna. Olga lives in Oslo.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  window_->actions().scope->trigger();
  window_->ask("Where does Karl live?");
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  window_->answerPane()->choose(1);
  window_->actions().scope->trigger();
  QCOMPARE(field->text(), QString("Where does Karl live?"));
  field->setText("Where does Mary live?");
  window_->actions().scope->trigger();
  QCOMPARE(field->text(), QString("Where does Mary live?"));  // typed first, to be asked of all
  QCOMPARE(window_->answerPane()->chosen(), 1);

  // A document that no answer is looked at in is closed: what is looked at stays.
  const jobs::DocumentPtr shown = window_->document();
  const QString answer = answerAt(1);
  auto* pane = window_->findChild<views::DocumentsPane*>();
  Q_EMIT pane->closeRequested(1 - pane->current());
  QTRY_COMPARE(window_->documents()->rowCount(), 1);
  QCOMPARE(window_->document(), shown);
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Answers);
  QCOMPARE(answerAt(window_->answerPane()->chosen()), answer);
}

void ScopeTest::whatWasAskedOfAllIsAskedOfTheOneThatIsLeft() {
  load();
  window_->openFiles({write("homes.txt", "Mary lives in Paris. Karl lives in Rome."),
                      write("inns.txt", "Karl lives in Vienna. Olga lives in Oslo.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  auto* pane = window_->findChild<views::DocumentsPane*>();
  pane->setCurrent(1);
  window_->ask("Where does Olga live?");
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  window_->actions().scope->trigger();
  window_->ask("Where does Karl live?");
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  const models::AnswerModel* model = window_->answerPane()->model();
  const std::vector<int> inInns = model->rowsIn(window_->documents()->document(1));
  QVERIFY(!inInns.empty());
  window_->answerPane()->choose(inInns.back());
  const QString answer = model->index(inInns.back()).data().toString();
  Q_EMIT pane->closeRequested(0);
  QCOMPARE(window_->documents()->rowCount(), 1);
  QCOMPARE(window_->questionBar()->scope()->scope(), Scope::Document);
  QCOMPARE(window_->questionBar()->question(), QString("Where does Karl live?"));
  QCOMPARE(model->index(window_->answerPane()->chosen()).data().toString(), answer);
  QVERIFY(!window_->findChild<views::StatusLine*>()->text().contains("documents"));
}

void ScopeTest::asksAFolder() {
  load();
  window_->noAnswerThreshold()->choose(1.0);  // the tiny reader is seldom sure
  QVERIFY(QDir(folder_.path()).mkpath("contracts") && QDir(folder_.path()).mkpath("letters"));
  window_->openFiles({write("contracts/a.txt", "Mary lives in Paris."),
                      write("contracts/b.txt", "Karl lives in Rome."),
                      write("letters/c.txt", "Karl lives in Vienna.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 3);
  auto* pane = window_->findChild<views::DocumentsPane*>();
  pane->setCurrent(0);
  ScopeBox* scope = window_->questionBar()->scope();
  QCOMPARE(scope->count(), 3);
  QCOMPARE(scope->itemText(1), QString("contracts: 2 documents"));
  scope->choose(Scope::Folder);
  const models::AnswerModel* model = window_->answerPane()->model();
  ask("Where does Karl live?");
  const jobs::DocumentPtr letter = window_->documents()->document(2);
  QVERIFY(model->rowCount() > 0 && model->rowsIn(letter).empty());
  QVERIFY(!model->rowsIn(window_->documents()->document(1)).empty());
  const int rows = model->rowCount();

  // Another folder has its own questions; this one comes back, and what is shown stays.
  pane->setCurrent(2);
  QCOMPARE(scope->count(), 2);
  QCOMPARE(scope->scope(), Scope::Document);
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Empty);
  window_->questionBar()->field()->setText("Who signs?");
  for (const int row : {0, 1}) {
    pane->setCurrent(row);
    QCOMPARE(window_->document(), window_->documents()->document(row));
    QCOMPARE(scope->scope(), Scope::Folder);
    QCOMPARE(model->rowCount(), rows);
    QCOMPARE(window_->questionBar()->question(), QString("Where does Karl live?"));
  }

  // Where no other folder is open, these are all; another that comes then is not asked.
  Q_EMIT pane->closeRequested(2);
  QCOMPARE(scope->currentText(), QString("All 2 documents"));
  QCOMPARE(model->rowCount(), rows);
  window_->openFiles({write("letters/d.txt", "Karl lives in Bern.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 3);
  pane->setCurrent(1);
  QCOMPARE(scope->currentText(), QString("contracts: 2 documents"));
  QCOMPARE(model->rowCount(), rows);

  // What was asked of the folder was asked of the one that is left of it.
  pane->setCurrent(2);
  Q_EMIT pane->closeRequested(0);
  pane->setCurrent(0);
  QCOMPARE(QString::fromStdString(window_->document()->title), QString("b.txt"));
  QCOMPARE(scope->scope(), Scope::Document);
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Answers);
  window_->noAnswerThreshold()->choose(std::nullopt);
}

void ScopeTest::aFolderThatIsReadMayBecomeOneDocument() {
  load();
  window_->noAnswerThreshold()->choose(1.0);
  QVERIFY(QDir(folder_.path()).mkpath("contracts") && QDir(folder_.path()).mkpath("letters"));
  window_->openFiles({write("contracts/a.txt", "Karl lives in Paris."),
                      write("contracts/b.txt", "Karl lives in Rome."), write("letters/c.txt", "Olga.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 3);
  auto* pane = window_->findChild<views::DocumentsPane*>();
  pane->setCurrent(0);
  window_->questionBar()->scope()->choose(Scope::Folder);
  QSignalSpy answered(window_->reader(), &jobs::ReaderService::answered);
  window_->ask("Where does Karl live?");
  window_->questionBar()->scope()->choose(Scope::Document);
  Q_EMIT pane->closeRequested(1);
  QVERIFY(answered.count() > 0 || answered.wait(30'000));
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Answers);
  QCOMPARE(answerAt(0), QString("Paris"));
  window_->noAnswerThreshold()->choose(std::nullopt);
}

/// Others that were opened meanwhile were not asked.
void ScopeTest::allThatAreReadMayBeClosed() {
  load();
  window_->openFiles({write("homes.txt", "Mary lives in Paris."), write("inns.txt", "Olga lives in Oslo.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  auto* pane = window_->findChild<views::DocumentsPane*>();
  window_->questionBar()->scope()->choose(Scope::All);
  window_->openFiles({write("other.txt", "Karl lives in Rome.")});
  QSignalSpy answered(window_->reader(), &jobs::ReaderService::answered);
  window_->ask("Where does Olga live?");
  QTRY_COMPARE(window_->documents()->rowCount(), 3);
  Q_EMIT pane->closeRequested(0);
  Q_EMIT pane->closeRequested(0);
  QVERIFY(window_->answerPane()->state() != AnswerPane::State::Reading);
  answered.clear();
  window_->ask("Where does Karl live?");
  QVERIFY(answered.count() == 1 || answered.wait(30'000));
}

/// Nothing is asked of both before one is closed.
void ScopeTest::theOneThatIsLeftShowsItsAnswers() {
  load();
  window_->noAnswerThreshold()->choose(1.0);
  window_->openFiles({write("homes.txt", "Mary lives in Paris."), write("inns.txt", "Olga lives in Oslo.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  auto* pane = window_->findChild<views::DocumentsPane*>();
  pane->setCurrent(1);
  ask("Where does Olga live?");
  pane->setCurrent(0);
  window_->questionBar()->scope()->choose(Scope::All);
  window_->actions().close->trigger();
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Answers);
  QCOMPARE(answerAt(0), QString("Oslo"));
  window_->noAnswerThreshold()->choose(std::nullopt);
}

}  // namespace lectern

QTEST_MAIN(lectern::ScopeTest)
#include "tst_scope.moc"
