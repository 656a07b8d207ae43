#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

#include "tests/ui/views/window_test.h"
#include "ui/views/answer_pane.h"
#include "ui/views/buttons.h"
#include "ui/views/document_view.h"
#include "ui/views/documents_pane.h"
#include "ui/views/no_answer_threshold.h"
#include "ui/views/question_bar.h"
#include "ui/views/question_words.h"

namespace lectern {

using views::AnswerPane;
using views::MainWindow;

/// Asks by way of the window.
class ConversationTest : public test::WindowTest {
  Q_OBJECT

 private Q_SLOTS:
  void theNewestQuestionWins();
  void aQuestionThatIsStoppedLeavesTheAnswersBefore();
  void whatIsTypedWhileAQuestionIsReadStays();
  void tabLeadsToTheWordsOfTheQuestion();
  void theQuestionThatIsReadStandsAboveItsDocument();
  void anAnswerLeavesAnotherDocumentAsItIs();
  void aQuestionBeingWrittenStaysWithItsDocument();
  void whatIsTypedFirstStaysWhenADocumentComes();
  void theThresholdDecidesWhatWasAnswered();
  void documentsThatCameLaterAreTold();
};

void ConversationTest::theNewestQuestionWins() {
  window_->openFiles({write("homes.txt", "Mary lives in Paris. Karl lives in Rome. Olga lives in Vienna.")});
  QTRY_VERIFY(window_->document() != nullptr);
  load();
  QSignalSpy answered(window_->reader(), &jobs::ReaderService::answered);
  window_->ask("Where does Mary live?");
  window_->ask("Where does Karl live?");
  window_->ask("Where does Olga live?");
  QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 1, 30'000);
  QTRY_COMPARE(window_->answerPane()->state(), AnswerPane::State::Answers);
  QCOMPARE(answerAt(0), QString("Vienna"));
}

void ConversationTest::aQuestionThatIsStoppedLeavesTheAnswersBefore() {
  load();
  window_->openFiles({write("homes.txt", "Karl lives in Rome. Mary lives in Oslo. Karl lives in Vienna.")});
  QTRY_VERIFY(window_->document() != nullptr);
  window_->ask("Where does Karl live?");
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  QVERIFY(window_->answerPane()->model()->rowCount() > 1);
  window_->answerPane()->choose(1);
  const QString first = answerAt(0);
  window_->ask("Where does Mary live?");
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Reading);
  window_->actions().letGo->trigger();
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Answers);
  QCOMPARE(window_->answerPane()->chosen(), 1);
  QCOMPARE(answerAt(0), first);
  QCOMPARE(window_->questionBar()->question(), QString("Where does Mary live?"));  // to be asked otherwise
}

void ConversationTest::whatIsTypedWhileAQuestionIsReadStays() {
  window_->openFiles({write("homes.txt", "Mary lives in Paris. Karl lives in Rome.")});
  QTRY_VERIFY(window_->document() != nullptr);
  window_->ask("Wher does Karl live?");
  window_->questionBar()->field()->setText("Where does Karl live?");
  window_->actions().letGo->trigger();
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Empty);
  QCOMPARE(window_->questionBar()->question(), QString("Where does Karl live?"));
}

void ConversationTest::tabLeadsToTheWordsOfTheQuestion() {
  load();
  window_->openFiles({write("homes.txt", "Karl lives in Rome. Mary lives in Oslo.")});
  QTRY_VERIFY(window_->document() != nullptr);
  QSignalSpy answered(window_->reader(), &jobs::ReaderService::answered);
  window_->ask("Where does Karl live?");
  QVERIFY(answered.count() > 0 || answered.wait(30'000));
  const auto behind = [](const QWidget* widget) {
    QWidget* next = widget->nextInFocusChain();
    while (next != widget && (!next->isVisible() || (next->focusPolicy() & Qt::TabFocus) == 0))
      next = next->nextInFocusChain();
    return next;
  };
  const QList<views::WordChip*> chips = window_->questionBar()->words()->findChildren<views::WordChip*>();
  QCOMPARE(chips.size(), 4);
  QTRY_VERIFY(chips[1]->isVisible());
  QCOMPARE(behind(window_->questionBar()->findChild<views::AccentButton*>()), chips[0]);
  QCOMPARE(behind(chips[0]), chips[1]);
}

void ConversationTest::theQuestionThatIsReadStandsAboveItsDocument() {
  window_->openFiles(
      {write("homes.txt", "Mary lives in Paris."), write("inns.txt", "Olga sleeps in Vienna.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  auto* pane = window_->findChild<views::DocumentsPane*>();
  pane->setCurrent(0);
  window_->ask("Where does Mary live?");
  pane->setCurrent(1);
  QTest::keyClicks(window_->questionBar()->field(), "Who sleeps?");
  pane->setCurrent(0);
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Reading);
  QCOMPARE(window_->questionBar()->question(), QString("Where does Mary live?"));
}

void ConversationTest::anAnswerLeavesAnotherDocumentAsItIs() {
  load();
  window_->openFiles({write("homes.txt", "Karl lives in Rome. Mary lives in Oslo. Karl lives in Vienna.")});
  QTRY_VERIFY(window_->document() != nullptr);
  const jobs::DocumentPtr homes = window_->document();
  QSignalSpy answered(window_->reader(), &jobs::ReaderService::answered);
  window_->ask("Where does Karl live?");
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Reading);
  window_->openFiles({write("inns.txt", "Olga sleeps in Vienna.")});
  QTRY_VERIFY(window_->document() != homes);
  QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 1, 30'000);
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Empty);

  // Which answer was chosen is kept while another document is looked at.
  auto* pane = window_->findChild<views::DocumentsPane*>();
  pane->setCurrent(0);
  QCOMPARE(window_->document(), homes);
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Answers);
  QCOMPARE(window_->answerPane()->chosen(), 0);
  window_->answerPane()->choose(1);
  pane->setCurrent(1);
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Empty);
  pane->setCurrent(0);
  QCOMPARE(window_->answerPane()->chosen(), 1);
}

void ConversationTest::aQuestionBeingWrittenStaysWithItsDocument() {
  window_->openFiles({write("homes.txt", "Mary lives in Paris.")});
  QTRY_VERIFY(window_->document() != nullptr);
  window_->openFiles({write("mills.txt", "Karl built the mill.")});
  QTRY_COMPARE(window_->document()->title, std::string("mills.txt"));
  auto* pane = window_->findChild<views::DocumentsPane*>();
  auto* field = window_->findChild<views::QuestionBar*>()->findChild<QLineEdit*>();
  field->setText("Who built");
  pane->setCurrent(0);
  QCOMPARE(field->text(), QString("Who built"));  // to ask another document the same
  field->setText("Where does");
  pane->setCurrent(1);
  QCOMPARE(field->text(), QString("Who built"));
  pane->setCurrent(0);
  QCOMPARE(field->text(), QString("Where does"));
}

void ConversationTest::whatIsTypedFirstStaysWhenADocumentComes() {
  window_->questionBar()->field()->setText("Where does Mary live?");
  window_->openFiles({write("homes.txt", "Mary lives in Paris.")});
  QTRY_VERIFY(window_->document() != nullptr);
  QCOMPARE(window_->questionBar()->question(), QString("Where does Mary live?"));
  window_->actions().close->trigger();
  QCOMPARE(window_->questionBar()->question(), QString());  // it was of that document
}

void ConversationTest::documentsThatCameLaterAreTold() {
  load();
  window_->openFiles({write("a.txt", "Mary lives in Paris."), write("b.txt", "Karl lives in Rome.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  window_->actions().scope->trigger();
  window_->ask("Where does Karl live?");
  QTRY_VERIFY_WITH_TIMEOUT(window_->answerPane()->state() >= AnswerPane::State::Answers, 30'000);
  const auto* button = [&] {
    const QList<QPushButton*> all = window_->answerPane()->findChildren<QPushButton*>();
    return *std::ranges::find(all, QString("Ask all of them"), &QPushButton::text);
  }();
  QVERIFY(button->parentWidget()->isHidden());
  window_->openFiles({write("c.txt", "Karl lives in Vienna.")});
  QTRY_VERIFY(!button->parentWidget()->isHidden());
  const auto* told = button->parentWidget()->findChild<QLabel*>();
  QVERIFY2(told->text().contains("2 of 3"), qPrintable(told->text()));
}

/// Whether there is an answer follows the setting, also in what was answered before, and keeps the place.
void ConversationTest::theThresholdDecidesWhatWasAnswered() {
  load();
  window_->openFiles({write("homes.txt", "Karl lives in Rome. Mary lives in Oslo. Karl lives in Vienna.")});
  QTRY_VERIFY(window_->document() != nullptr);
  window_->ask("Where does Karl live?");
  AnswerPane* pane = window_->answerPane();
  QTRY_COMPARE_WITH_TIMEOUT(pane->state(), AnswerPane::State::Answers, 30'000);
  pane->choose(1);
  QCOMPARE(pane->chosen(), 1);
  QTest::keyClicks(window_->questionBar()->field(), " And Olga?");

  window_->noAnswerThreshold()->choose(0);
  QCOMPARE(pane->state(), AnswerPane::State::NoAnswer);
  QVERIFY(!window_->actions().saveAnswers->isEnabled());
  QCOMPARE(window_->questionBar()->question(), QString("Where does Karl live? And Olga?"));
  window_->questionBar()->field()->clear();
  QCOMPARE(MainWindow(documents::LoaderRegistry::withStandardLoaders()).noAnswerThreshold()->chosen(),
           std::optional(0.0));  // it is kept

  window_->noAnswerThreshold()->choose(std::nullopt);
  QCOMPARE(pane->state(), AnswerPane::State::Answers);
  QCOMPARE(pane->chosen(), 1);
  QCOMPARE(window_->questionBar()->question(), QString());

  window_->noAnswerThreshold()->choose(0);
  window_->ask("Where does Olga live?");
  QTRY_COMPARE_WITH_TIMEOUT(pane->state(), AnswerPane::State::NoAnswer, 30'000);
  window_->noAnswerThreshold()->choose(std::nullopt);
}

}  // namespace lectern

QTEST_MAIN(lectern::ConversationTest)
#include "tst_conversation.moc"
