#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "tests/ui/views/window_test.h"
#include "ui/views/answer_pane.h"
#include "ui/views/attention_panel.h"
#include "ui/views/buttons.h"
#include "ui/views/document_view.h"
#include "ui/views/documents_pane.h"
#include "ui/views/matrix_view.h"
#include "ui/views/message_bar.h"
#include "ui/views/question_bar.h"

namespace lectern {

using views::AnswerPane;

/// Works the window by keys and clicks.
class MainWindowTest : public test::WindowTest {
  Q_OBJECT

 private Q_SLOTS:
  void answersAndHighlights();
  void savesTheAnswers();
  void theWheelZooms();
  void zoomKeepsThePlace();
  void messagesAreSeen();
  void tellsOfAMissingReader();
  void clicksASampleQuestion();
  void aQuestionWaitsForItsDocument();
  void withoutADocumentItSaysWhatCanBeDone();
  void enterPressesWhatHasTheFocus();
  void goesFromDocumentToDocument();
  void theAttentionOpensBelow();
};

void MainWindowTest::answersAndHighlights() {
  load();
  window_->openFiles(
      {write("homes.txt", "Mary lives in Paris. 😀\r\n\r\nKarl lives in Rome. Olga lives in Vienna.")});
  QTRY_VERIFY(window_->document() != nullptr);
  QTest::keyClicks(window_->questionBar()->field(), "Where does Karl live?");
  QTest::keyClick(window_->questionBar()->field(), Qt::Key_Return);
  QTRY_VERIFY_WITH_TIMEOUT(window_->answerPane()->state() == AnswerPane::State::Answers ||
                               window_->answerPane()->state() == AnswerPane::State::NoAnswer,
                           30'000);
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Answers);
  QCOMPARE(answerAt(0), QString("Rome"));
  QCOMPARE(window_->answerPane()->chosen(), 0);
  const text::Range rome = window_->answerPane()->model()->answer(0).range;
  QVERIFY(!window_->documentView()->textView()->rectsOf(rome).empty());
  QTextCursor cursor = window_->documentView()->textView()->textCursor();  // keys go on from the answer
  cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor, 4);
  QCOMPARE(cursor.selectedText(), QString("Rome"));
  QVERIFY(window_->messageBar()->messages().isEmpty());
}

void MainWindowTest::savesTheAnswers() {
  load();
  window_->openFiles({write("homes.txt", "Mary lives in Paris. Karl lives in Rome. Olga lives in Vienna.")});
  QTRY_VERIFY(window_->document() != nullptr);
  QVERIFY(!window_->actions().saveAnswers->isEnabled());
  window_->ask("Where does Karl live?");
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  const auto save = [&](const QString& name) {
    window_->actions().saveAnswers->trigger();
    auto* dialog = window_->findChild<QFileDialog*>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->selectedFiles(), QStringList{folder_.filePath("homes answers.html")});
    dialog->selectFile(folder_.filePath(name));
    static_cast<QDialog*>(dialog)->accept();
    QTRY_VERIFY(window_->findChild<QFileDialog*>() == nullptr);
  };
  save("answers.html");
  QFile file(folder_.filePath("answers.html"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  QVERIFY(file.readAll().contains("<mark>Rome</mark>"));
  QVERIFY(window_->messageBar()->messages().isEmpty());
  // What is saved is what was shown when that was asked for.
  window_->actions().saveAnswers->trigger();
  window_->openFiles({write("inns.txt", "Olga sleeps in Vienna.")});
  QTRY_COMPARE(window_->answerPane()->model()->rowCount(), 0);
  auto* waiting = window_->findChild<QFileDialog*>();
  Q_EMIT waiting->fileSelected(folder_.filePath("waited.html"));
  waiting->reject();
  QTRY_VERIFY(window_->findChild<QFileDialog*>() == nullptr);
  QFile waited(folder_.filePath("waited.html"));
  QVERIFY(waited.open(QIODevice::ReadOnly));
  QVERIFY(waited.readAll().contains("<mark>Rome</mark>"));
  window_->findChild<views::DocumentsPane*>()->setCurrent(0);
  // A name without a suffix gets one; where that file is there, it is asked for.
  save("answers");
  auto* box = window_->findChild<QMessageBox*>();
  QVERIFY(box != nullptr);
  QVERIFY(file.seek(0) && file.readAll().contains("<mark>Rome</mark>"));
  box->button(QMessageBox::Cancel)->click();
  QTRY_VERIFY(window_->findChild<QMessageBox*>() == nullptr);
  save("answers.docx");
  QCOMPARE(window_->messageBar()->messages().size(), 1);
}

void MainWindowTest::theWheelZooms() {
  window_->openFiles({write("homes.txt", "Mary lives in Paris.")});
  QTRY_VERIFY(window_->document() != nullptr);
  views::TextView* view = window_->documentView()->textView();
  const int before = view->zoom();
  const QPointF middle = view->viewport()->rect().center();
  const auto turn = [&](int angle) {
    QWheelEvent event(middle, view->viewport()->mapToGlobal(middle), {}, {0, angle}, Qt::NoButton,
                      Qt::ControlModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view->viewport(), &event);
  };
  turn(240);
  QCOMPARE(view->zoom(), before + 2);
  turn(-60);
  turn(-60);
  QCOMPARE(view->zoom(), before + 1);
}

void MainWindowTest::zoomKeepsThePlace() {
  QByteArray text;
  for (int i = 0; i < 4000; ++i) text += "    Line " + QByteArray::number(i) + " of a long list.\n\n";
  window_->openFiles({write("long.md", text)});
  QTRY_VERIFY(window_->document() != nullptr);
  views::TextView* view = window_->documentView()->textView();
  // A code block: its lines begin with spaces.
  for (const double share : {0.5, 0.98}) {
    // All of it is laid out.
    QTRY_VERIFY(std::abs(view->verticalScrollBar()->maximum() + view->viewport()->height() -
                         view->document()->size().height()) < 2);
    view->verticalScrollBar()->setValue(static_cast<int>(share * view->verticalScrollBar()->maximum()));
    const auto before = static_cast<qint64>(view->topUnit());
    view->setZoom(view->zoom() + 1);
    QCoreApplication::processEvents();
    QVERIFY2(std::abs(static_cast<qint64>(view->topUnit()) - before) < 100,
             qPrintable(QString::number(share)));
    window_->resize(window_->width() - 100, window_->height());
    QCoreApplication::processEvents();
    QVERIFY2(std::abs(static_cast<qint64>(view->topUnit()) - before) < 200,
             qPrintable(QString::number(share)));
  }
}

void MainWindowTest::messagesAreSeen() {
  views::MessageBar* bar = window_->messageBar();
  const auto isSeen = [](const QLabel* label) {
    const QRect text = label->contentsRect();
    return label->isVisible() && label->height() >= label->heightForWidth(label->width()) &&
           label->visibleRegion().contains(text.center()) && label->visibleRegion().contains(text.topLeft());
  };
  const auto labels = [&] { return bar->findChildren<QLabel*>(); };
  for (int i = 1; i <= 5; ++i) {
    bar->add(views::MessageBar::Kind::Error, QString("Message %1, ").arg(i).repeated(i == 2 ? 60 : 1));
    QTRY_VERIFY(isSeen(labels().constLast()));
  }
  QCOMPARE(std::ranges::count_if(labels(), isSeen), 3);
  bar->findChildren<QToolButton*>().constLast()->click();  // an older one comes
  QTRY_COMPARE(std::ranges::count_if(labels(), isSeen), 3);
  QCOMPARE(bar->messages().size(), 4);
  bar->dismissShown();
  QTRY_COMPARE(std::ranges::count_if(labels(), isSeen), 1);  // nobody had seen it
  bar->dismissShown();
  QVERIFY(!bar->isVisible());
  bar->add(views::MessageBar::Kind::Warning, "Once more");
  QTRY_VERIFY(bar->isVisible() && isSeen(labels().constLast()));
  bar->dismissShown();

  // All of very many are seen by scrolling, and leave the window room.
  for (int i = 0; i < 60; ++i) bar->add(views::MessageBar::Kind::Error, QString("Message %1").arg(i));
  for (auto* button : bar->findChildren<QPushButton*>()) button->click();  // the one for more
  QTRY_VERIFY(bar->height() > window_->height() / 4);
  QVERIFY(bar->height() < window_->height() / 2);
  auto* area = bar->findChild<QScrollArea*>();
  QLabel* oldest = labels().constFirst();
  QTRY_COMPARE(oldest->isVisible(), true);
  area->ensureWidgetVisible(oldest);
  QTRY_VERIFY(isSeen(oldest));

  // Each that can be acted on is there, though they say the same.
  bar->dismissShown();
  int first = 0, second = 0;
  bar->add(views::MessageBar::Kind::Notice, "Closed", {"Open again", [&] { ++first; }});
  bar->add(views::MessageBar::Kind::Notice, "Closed", {"Open again", [&] { ++second; }});
  QCOMPARE(bar->messages().size(), 2);
  const auto press = [&] {
    for (auto* button : bar->findChildren<QPushButton*>()) {
      if (button->text() == "Open again" && button->isVisible()) return button->click();
    }
  };
  press();
  press();
  QCOMPARE(std::pair(first, second), std::pair(1, 1));
  QVERIFY(bar->messages().isEmpty());
}

void MainWindowTest::tellsOfAMissingReader() {
  window_->loadReader(jobs::bundleIn("/none/such"));
  QTRY_VERIFY(!window_->messageBar()->messages().isEmpty());
  QVERIFY(window_->messageBar()->messages().join(' ').contains("/none/such"));
}

void MainWindowTest::clicksASampleQuestion() {
  load();
  const QString path = write("sample.md", "# Homes\n\nMary lives in Paris. Karl lives in Rome.");
  window_->setSample(path, {"Where does Mary live?"});
  window_->openFiles({path});
  QTRY_VERIFY(window_->document() != nullptr);
  Q_EMIT window_->answerPane()->suggestionClicked("Where does Mary live?");
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  QCOMPARE(answerAt(0), QString("Paris"));
}

void MainWindowTest::aQuestionWaitsForItsDocument() {
  load();
  window_->ask("Where does Karl live?");
  QCOMPARE(window_->messageBar()->messages().size(), 1);  // nothing is being opened
  window_->openFiles({write("homes.txt", "Mary lives in Paris. Karl lives in Rome.")});
  QVERIFY(window_->document() == nullptr);
  window_->ask("Where does Karl live?");
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Reading);
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  QCOMPARE(answerAt(0), QString("Rome"));
  QVERIFY(window_->messageBar()->messages().isEmpty());  // that there was none holds no more

  openWindow();  // one that cannot be opened
  window_->openFiles({folder_.filePath("missing.txt")});
  window_->ask("Where?");
  QTRY_COMPARE(window_->messageBar()->messages().size(), 2);
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Empty);
}

void MainWindowTest::withoutADocumentItSaysWhatCanBeDone() {
  const QString sample = write("sample.txt", "Mary lives in Paris.");
  window_->setSample(sample, {"Where does Mary live?"});
  views::EmptyDesk* desk = window_->documentView()->emptyDesk();
  QCOMPARE(window_->documentView()->currentWidget(), desk);
  window_->openFiles({write("homes.txt", "Mary lives in Paris.")});
  QVERIFY(window_->documentView()->currentWidget() != desk);  // it is on its way
  QTRY_VERIFY(window_->document() != nullptr);
  window_->questionBar()->setQuestion("Where does Karl live?");
  window_->actions().close->trigger();
  QCOMPARE(window_->documentView()->currentWidget(), desk);
  QCOMPARE(window_->questionBar()->question(), QString());
  for (QPushButton* button : desk->findChildren<QPushButton*>()) {
    if (button->text() == "Open the sample") button->click();
  }
  QTRY_VERIFY(window_->document() != nullptr);
  QCOMPARE(QString::fromStdString(window_->document()->path.string()), sample);
}

void MainWindowTest::enterPressesWhatHasTheFocus() {
  const QString sample =
      write("sample.txt", "Mary lives in Paris. Karl lives in Rome. Olga lives in Vienna.");
  window_->setSample(sample, {"Where does Karl live?"});
  window_->openFiles({sample});
  QTRY_VERIFY(window_->document() != nullptr);
  auto* card = window_->answerPane()->findChild<views::QuestionCard*>();
  QVERIFY(card != nullptr);
  card->setFocus();
  load();
  QTest::keyClick(card, Qt::Key_Return);
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  // The first one is chosen, to be seen as such.
  QVERIFY(
      window_->answerPane()->list()->selectionModel()->isSelected(window_->answerPane()->model()->index(0)));
}

void MainWindowTest::goesFromDocumentToDocument() {
  window_->openFiles({write("one.txt", "One."), write("two.txt", "Two.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  QTRY_VERIFY(window_->document() != nullptr);
  const auto shown = [&] { return QString::fromStdString(window_->document()->title); };
  QCOMPARE(shown(), QString("one.txt"));
  QTest::keyClick(window_.get(), Qt::Key_PageDown, Qt::ControlModifier);
  QCOMPARE(shown(), QString("two.txt"));
  QTest::keyClick(window_.get(), Qt::Key_PageDown, Qt::ControlModifier);  // there are no more
  QCOMPARE(shown(), QString("two.txt"));
  QTest::keyClick(window_.get(), Qt::Key_PageUp, Qt::ControlModifier);
  QCOMPARE(shown(), QString("one.txt"));
  QVERIFY(!window_->actions().goToPage->isEnabled());  // it has none
}

void MainWindowTest::theAttentionOpensBelow() {
  load();
  window_->openFiles({write("homes.txt", "Mary lives in Paris. Karl lives in Rome.")});
  QTRY_VERIFY(window_->document() != nullptr);
  window_->ask("Where does Karl live?");
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  views::AttentionPanel* panel = window_->attentionPanel();
  QVERIFY(!panel->isVisible());
  QTest::keyClick(window_.get(), Qt::Key_F9);
  QTRY_VERIFY(panel->isVisible() && panel->height() > 100);
  panel->matrix()->setCurrent({2, 0});
  QVERIFY2(panel->told().startsWith("Karl → Mary: "), qPrintable(panel->told()));
  window_->ask("Where does Mary live?");
  QVERIFY(panel->told().contains("Ask"));
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  panel->matrix()->setCurrent({2, 0});
  QVERIFY2(panel->told().startsWith("Mary → Mary: "), qPrintable(panel->told()));

  panel->matrix()->setCurrent({});
  const auto choose = [&](const char* source) {
    panel->sources()->setCurrentIndex(panel->sources()->findText(QString::fromUtf8(source)));
  };
  choose("Without each word");
  QVERIFY(panel->told().contains("Asking again"));
  QTRY_VERIFY_WITH_TIMEOUT(panel->told().startsWith("“Paris” in this passage: "), 30'000);
  QVERIFY2(panel->told().contains("correlation"), qPrintable(panel->told()));
  panel->matrix()->setCurrent({0, 3});
  QVERIFY2(panel->told().startsWith("all words · Paris: "), qPrintable(panel->told()));
  panel->matrix()->setCurrent({4, 3});
  QVERIFY2(panel->told().startsWith("without “live” · Paris: "), qPrintable(panel->told()));
  window_->ask("Where does Karl live?");
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  panel->matrix()->setCurrent({});
  QTRY_VERIFY_WITH_TIMEOUT(panel->told().startsWith("“Rome” in this passage: "), 30'000);  // it is asked anew
  choose("Gradient × input");
  QTRY_VERIFY_WITH_TIMEOUT(panel->told().startsWith("“Rome” gets most from “"), 30'000);
  QTRY_VERIFY_WITH_TIMEOUT(panel->told().contains("words left out "), 30'000);
  panel->matrix()->setCurrent({0, 2});
  QVERIFY2(panel->told().startsWith("for it · Karl: "), qPrintable(panel->told()));
  panel->matrix()->setCurrent({1, 5});
  QVERIFY2(panel->told().startsWith("against it · Mary: "), qPrintable(panel->told()));
  panel->matrix()->setCurrent({});
  choose("Question → passage");
  QVERIFY(panel->told().contains("Words of the question read"));
  QTest::keyClick(window_.get(), Qt::Key_F9);
  QVERIFY(!panel->isVisible());
}

}  // namespace lectern

QTEST_MAIN(lectern::MainWindowTest)
#include "tst_main_window.moc"
