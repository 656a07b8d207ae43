#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/views/answer_pane.h"
#include "ui/views/attention_panel.h"
#include "ui/views/document_view.h"
#include "ui/views/documents_pane.h"
#include "ui/views/main_window.h"
#include "ui/views/matrix_view.h"
#include "ui/views/message_bar.h"
#include "ui/views/no_answer_threshold.h"
#include "ui/views/question_bar.h"
#include "ui/views/recent_menu.h"

namespace lectern {

using views::AnswerPane;
using views::MainWindow;

/// Works the window by keys and clicks, with the bundle in the folder LECTERN_TINY_BUNDLE.
class MainWindowTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init();
  void cleanup() { window_.reset(); }
  void answersAndHighlights();
  void savesTheAnswers();
  void theNewestQuestionWins();
  void aQuestionThatIsStoppedLeavesTheAnswersBefore();
  void theQuestionThatIsReadStandsAboveItsDocument();
  void anAnswerLeavesAnotherDocumentAsItIs();
  void theWheelZooms();
  void zoomKeepsThePlace();
  void aQuestionBeingWrittenStaysWithItsDocument();
  void opensFolders();
  void messagesAreSeen();
  void tellsOfFilesThatFail();
  void tellsOfAMissingReader();
  void clicksASampleQuestion();
  void asksAllDocuments();
  void theAttentionOpensBelow();
  void theLastSessionComesBack();
  void nothingOfASessionIsLost();
  void aFileThatIsOpenedAgainKeepsItsAnswers();
  void aScopeKeepsWhatIsTyped();
  void listsRecentFiles();
  void theThresholdDecidesWhatWasAnswered();

 private:
  QString write(const QString& name, const QByteArray& content) const {
    QFile file(folder_.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0) qFatal("cannot write");
    return file.fileName();
  }
  void load() {
    window_->loadReader(jobs::bundleIn(qEnvironmentVariable("LECTERN_TINY_BUNDLE").toStdU16String()));
  }
  QString answerAt(int row) const {
    const text::Range range = window_->answerPane()->model()->ranges().at(static_cast<std::size_t>(row));
    return QString::fromStdU16String(std::u16string(range.of(window_->document()->text)));
  }

  QTemporaryDir folder_;
  std::unique_ptr<MainWindow> window_;
};

void MainWindowTest::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  QCoreApplication::setOrganizationName("Lectern");
  QCoreApplication::setApplicationName("LecternTest");
}

void MainWindowTest::init() {
  QSettings().remove("reading");
  window_ = std::make_unique<MainWindow>(documents::LoaderRegistry::withStandardLoaders());
  window_->resize(1280, 800);
  window_->show();
  QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
}

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
  const text::Range rome = window_->answerPane()->model()->ranges().front();
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
  save("answers.docx");
  QCOMPARE(window_->messageBar()->messages().size(), 1);
}

void MainWindowTest::theNewestQuestionWins() {
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

void MainWindowTest::aQuestionThatIsStoppedLeavesTheAnswersBefore() {
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

void MainWindowTest::theQuestionThatIsReadStandsAboveItsDocument() {
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

void MainWindowTest::anAnswerLeavesAnotherDocumentAsItIs() {
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

void MainWindowTest::aQuestionBeingWrittenStaysWithItsDocument() {
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

void MainWindowTest::opensFolders() {
  QVERIFY(QDir(folder_.path()).mkpath("library/none"));
  write("library/b.txt", "Karl built the mill.");
  write("library/a.md", "# Mary");
  write("library/a.bin", "0");
  window_->openFiles({folder_.filePath("library")});
  QTRY_COMPARE(window_->findChild<views::DocumentsPane*>()->findChild<QListView*>()->model()->rowCount(), 2);
  window_->openFiles({folder_.filePath("library/none")});
  QVERIFY(window_->messageBar()->messages().join(' ').contains("none"));
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
  bar->dismissAll();
  QVERIFY(!bar->isVisible());
  bar->add(views::MessageBar::Kind::Warning, "Once more");
  QTRY_VERIFY(bar->isVisible() && isSeen(labels().constLast()));
}

void MainWindowTest::tellsOfFilesThatFail() {
  window_->openFiles({folder_.filePath("none.txt"), write("good.txt", "A good text."),
                      write("picture.png", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16))});
  QTRY_COMPARE(window_->messageBar()->messages().size(), 2);
  QTRY_VERIFY(window_->document() != nullptr);
  const QString all = window_->messageBar()->messages().join(' ');
  QVERIFY(all.contains("none.txt") && all.contains("picture.png"));
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

void MainWindowTest::asksAllDocuments() {
  load();
  QCheckBox* scope = window_->questionBar()->scope();
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
  scope->click();
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
  QVERIFY(!window_->documentView()->textView()->rectsOf(model->ranges().front()).empty());

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
  scope->click();
  pane->setCurrent(1);
  QCOMPARE(window_->document(), inns);
  QCOMPARE(word(0), QString("Oslo"));
  scope->click();
  QCOMPARE(model->rowCount(), rows);
  QCOMPARE(window_->questionBar()->question(), QString("Where does Karl live?"));

  // A document that is closed takes its answers along.
  window_->actions().close->trigger();
  QCOMPARE(window_->documents()->rowCount(), 1);
  QVERIFY(!scope->isVisible() && !window_->questionBar()->asksAll());
  window_->actions().close->trigger();
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Empty);
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
  QVERIFY2(panel->told().startsWith("Karl · Mary: "), qPrintable(panel->told()));
  window_->ask("Where does Mary live?");
  QVERIFY(panel->told().contains("Ask"));
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  panel->matrix()->setCurrent({2, 0});
  QVERIFY2(panel->told().startsWith("Mary · Mary: "), qPrintable(panel->told()));
  QTest::keyClick(window_.get(), Qt::Key_F9);
  QVERIFY(!panel->isVisible());
}

void MainWindowTest::theLastSessionComesBack() {
  QSettings().clear();
  QVERIFY(!window_->openLastSession());
  QByteArray text;
  for (int i = 0; i < 400; ++i) text += "Line " + QByteArray::number(i) + " of a long list.\n\n";
  const QString first = write("first.txt", "Mary lives in Paris."), second = write("second.txt", text),
                third = write("third.txt", "Karl lives in Rome.");
  window_->openFiles({first, second, third});
  QTRY_COMPARE(window_->documents()->rowCount(), 3);
  auto* pane = window_->findChild<views::DocumentsPane*>();
  pane->setCurrent(1);
  QScrollBar* bar = window_->documentView()->textView()->verticalScrollBar();
  QTRY_VERIFY(bar->maximum() > 2000);
  bar->setValue(2000);
  const auto top = static_cast<qint64>(window_->documentView()->topUnit());
  QVERIFY(top > 0);
  pane->setCurrent(0);
  pane->setCurrent(2);
  QVERIFY(window_->close());

  init();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(window_->documents()->rowCount(), 3);
  QTRY_VERIFY(window_->document() != nullptr);
  QCOMPARE(window_->document()->title, std::string("third.txt"));
  window_->findChild<views::DocumentsPane*>()->setCurrent(1);
  QVERIFY(std::abs(static_cast<qint64>(window_->documentView()->topUnit()) - top) < 100);

  // The one that was shown is gone; the others come back.
  QVERIFY(window_->close());
  QVERIFY(QFile::remove(second));
  init();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(window_->messageBar()->messages().size(), 1);
  QTRY_VERIFY(window_->document() != nullptr);
  QCOMPARE(window_->documents()->rowCount(), 2);
  QCOMPARE(window_->document()->title, std::string("first.txt"));

  // Whoever closed all finds nothing.
  window_->actions().close->trigger();
  window_->actions().close->trigger();
  init();
  QVERIFY(window_->openLastSession());
  QTest::qWait(10);
  QCOMPARE(window_->documents()->rowCount(), 0);
}

void MainWindowTest::nothingOfASessionIsLost() {
  QSettings().clear();
  const auto titles = [&] {
    QStringList all;
    for (const jobs::DocumentPtr& document : window_->documents()->documents()) {
      all << QString::fromStdString(document->title);
    }
    return all;
  };
  QVERIFY(QDir(folder_.path()).mkpath("drive"));
  const QString first = write("drive/first.txt", "Mary lives in Paris."),
                second = write("second.txt", "Karl builds mills."),
                named = write("named.txt", "Olga lives in Oslo.");
  window_->openFiles({first, second});
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  QVERIFY(window_->close());

  // Begun with a file: that is shown, and the others come back beside it, in their order.
  init();
  window_->openFiles({named});
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(titles(), QStringList({"first.txt", "second.txt", "named.txt"}));
  QCOMPARE(window_->document()->title, std::string("named.txt"));
  QVERIFY(window_->close());

  // A drive that is not there: its file comes back when the drive does.
  QVERIFY(QDir().rename(folder_.filePath("drive"), folder_.filePath("away")));
  init();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(titles(), QStringList({"second.txt", "named.txt"}));
  QTRY_COMPARE(window_->document()->title, std::string("named.txt"));
  QTRY_COMPARE(window_->messageBar()->messages().size(), 1);
  QVERIFY(window_->close());
  QVERIFY(QDir().rename(folder_.filePath("away"), folder_.filePath("drive")));
  init();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(window_->documents()->rowCount(), 3);

  // Closed, or stopped, while documents load.
  init();
  QVERIFY(window_->openLastSession());
  QVERIFY(window_->close());
  init();
  QVERIFY(window_->openLastSession());
  window_->actions().letGo->trigger();
  QTest::qWait(50);
  QVERIFY(window_->close());
  init();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(window_->documents()->rowCount(), 3);
  QSettings().clear();
}

void MainWindowTest::aFileThatIsOpenedAgainKeepsItsAnswers() {
  load();
  const QString path = write("homes.txt", "Mary lives in Paris. Karl lives in Rome.");
  window_->openFiles({path});
  QTRY_VERIFY(window_->document() != nullptr);
  window_->ask("Where does Karl live?");
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  const jobs::DocumentPtr before = window_->document();
  QSignalSpy opened(window_->findChild<jobs::DocumentOpener*>(), &jobs::DocumentOpener::opened);
  window_->openFiles({path});
  QTRY_COMPARE(opened.count(), 1);
  QCOMPARE(window_->document(), before);
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Answers);
  write("homes.txt", "Mary lives in Paris. Karl lives in Vienna.");
  window_->openFiles({path});
  QTRY_COMPARE(opened.count(), 2);
  QVERIFY(window_->document() != before);
  QCOMPARE(window_->answerPane()->state(), AnswerPane::State::Empty);
  QCOMPARE(window_->documents()->rowCount(), 1);
}

void MainWindowTest::aScopeKeepsWhatIsTyped() {
  load();
  QCheckBox* scope = window_->questionBar()->scope();
  QLineEdit* field = window_->questionBar()->field();
  window_->openFiles({write("homes.txt", "Mary lives in Paris. Karl lives in Rome."),
                      write("inns.txt", "Karl lives in Vienna. Olga lives in Oslo.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  scope->click();
  window_->ask("Where does Karl live?");
  QTRY_COMPARE_WITH_TIMEOUT(window_->answerPane()->state(), AnswerPane::State::Answers, 30'000);
  window_->answerPane()->choose(1);
  scope->click();
  QCOMPARE(field->text(), QString("Where does Karl live?"));
  field->setText("Where does Mary live?");
  scope->click();
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

void MainWindowTest::listsRecentFiles() {
  QSettings().clear();
  const auto names = [&] {
    Q_EMIT window_->actions().recent->aboutToShow();
    QStringList all;
    for (const QAction* action : window_->actions().recent->actions()) all << action->text();
    return all;
  };
  QCOMPARE(names().size(), 1);
  QVERIFY(!window_->actions().recent->actions().first()->isEnabled());
  window_->openFiles(
      {write("this & that.txt", "Mary lives in Paris."), write("other.txt", "Karl lives in Rome.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  QCOMPARE(names().mid(0, 2), QStringList({"other.txt", "this && that.txt"}));
  window_->actions().close->trigger();
  window_->actions().recent->actions().first()->trigger();
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  names();
  window_->actions().recent->actions().last()->trigger();
  QCOMPARE(names().size(), 1);
}

/// Whether there is an answer follows the setting, also in what was answered before, and keeps the place.
void MainWindowTest::theThresholdDecidesWhatWasAnswered() {
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

QTEST_MAIN(lectern::MainWindowTest)
#include "tst_main_window.moc"
