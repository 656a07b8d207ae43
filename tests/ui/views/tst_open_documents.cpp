#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/ui/views/window_test.h"
#include "ui/views/answer_pane.h"
#include "ui/views/document_view.h"
#include "ui/views/documents_pane.h"
#include "ui/views/message_bar.h"
#include "ui/views/recent_menu.h"
#include "ui/views/session.h"

namespace lectern {

using views::AnswerPane;

/// Opens, closes and brings back documents by way of the window.
class OpenDocumentsTest : public test::WindowTest {
  Q_OBJECT

 private Q_SLOTS:
  void opensFolders();
  void tellsOfFilesThatFail();
  void theLastSessionComesBack();
  void nothingOfASessionIsLost();
  void aFileThatIsOpenedAgainKeepsItsAnswers();
  void tellsOfFilesThatChange();
  void listsRecentFiles();
  void pastedTextsComeBackUntilTheyAreClosed();
  void documentsOfAFolderStandTogether();
};

void OpenDocumentsTest::opensFolders() {
  QVERIFY(QDir(folder_.path()).mkpath("library/none"));
  write("library/b.txt", "Karl built the mill.");
  write("library/a.md", "# Mary");
  write("library/a.bin", "0");
  window_->openFiles({folder_.filePath("library")});
  QTRY_COMPARE(window_->findChild<views::DocumentsPane*>()->findChild<QListView*>()->model()->rowCount(), 2);
  window_->openFiles({folder_.filePath("library/none")});
  QVERIFY(window_->messageBar()->messages().join(' ').contains("none"));
}

void OpenDocumentsTest::tellsOfFilesThatFail() {
  window_->openFiles({folder_.filePath("none.txt"), write("good.txt", "A good text."),
                      write("picture.png", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16))});
  QTRY_COMPARE(window_->messageBar()->messages().size(), 2);
  QTRY_VERIFY(window_->document() != nullptr);
  const QString all = window_->messageBar()->messages().join(' ');
  QVERIFY(all.contains("none.txt") && all.contains("picture.png"));
}

void OpenDocumentsTest::theLastSessionComesBack() {
  QSettings().clear();
  QVERIFY(!window_->openLastSession());
  QByteArray text;
  for (int i = 0; i < 400; ++i) text += "Line " + QByteArray::number(i) + " of a long list.\n\n";
  const QString first = write("first.txt", "Mary lives in Paris."), second = write("second.txt", text),
                third = write("third.txt", "Karl lives in Rome.");
  window_->openFiles({first, second, third});
  QTRY_COMPARE(window_->documents()->rowCount(), 3);
  auto* pane = window_->findChild<views::DocumentsPane*>();
  QCOMPARE(window_->document()->title, std::string("first.txt"));  // the others do not take its place
  pane->setCurrent(1);
  QScrollBar* bar = window_->documentView()->textView()->verticalScrollBar();
  QTRY_VERIFY(bar->maximum() > 2000);
  bar->setValue(2000);
  const auto top = static_cast<qint64>(window_->documentView()->topUnit());
  QVERIFY(top > 0);
  pane->setCurrent(0);
  pane->setCurrent(2);
  QVERIFY(window_->close());

  openWindow();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(window_->documents()->rowCount(), 3);
  QTRY_VERIFY(window_->document() != nullptr);
  QCOMPARE(window_->document()->title, std::string("third.txt"));
  window_->findChild<views::DocumentsPane*>()->setCurrent(1);
  QVERIFY(std::abs(static_cast<qint64>(window_->documentView()->topUnit()) - top) < 100);

  // The one that was shown is gone; the others come back.
  QVERIFY(window_->close());
  QVERIFY(QFile::remove(second));
  openWindow();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(window_->messageBar()->messages().size(), 1);
  QTRY_VERIFY(window_->document() != nullptr);
  QCOMPARE(window_->documents()->rowCount(), 2);
  QCOMPARE(window_->document()->title, std::string("first.txt"));

  // Whoever closed all finds nothing.
  window_->actions().close->trigger();
  window_->actions().close->trigger();
  openWindow();
  QVERIFY(window_->openLastSession());
  QVERIFY(views::loadSession()->documents.empty());
  QTest::qWait(10);
  QCOMPARE(window_->documents()->rowCount(), 0);
}

void OpenDocumentsTest::nothingOfASessionIsLost() {
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
  openWindow();
  window_->openFiles({named});
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(titles(), QStringList({"first.txt", "second.txt", "named.txt"}));
  QCOMPARE(window_->document()->title, std::string("named.txt"));
  QVERIFY(window_->close());

  // A drive that is not there: its file comes back when the drive does.
  QVERIFY(QDir().rename(folder_.filePath("drive"), folder_.filePath("away")));
  openWindow();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(titles(), QStringList({"second.txt", "named.txt"}));
  QTRY_COMPARE(window_->document()->title, std::string("named.txt"));
  QTRY_COMPARE(window_->messageBar()->messages().size(), 1);
  QVERIFY(window_->close());
  QVERIFY(QDir().rename(folder_.filePath("away"), folder_.filePath("drive")));
  openWindow();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(window_->documents()->rowCount(), 3);
  QVERIFY(window_->close());

  // One that never comes back is given up when the person says so.
  QVERIFY(QDir().rename(folder_.filePath("drive"), folder_.filePath("away")));
  openWindow();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(window_->messageBar()->messages().size(), 1);
  for (auto* button : window_->messageBar()->findChildren<QPushButton*>()) {
    if (button->text() == "Do not open again") button->click();
  }
  QVERIFY(window_->messageBar()->messages().isEmpty());
  QVERIFY(window_->close());
  QVERIFY(QDir().rename(folder_.filePath("away"), folder_.filePath("drive")));
  openWindow();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(titles(), QStringList({"second.txt", "named.txt"}));
  window_->openFiles({first});
  QTRY_COMPARE(window_->documents()->rowCount(), 3);
  QVERIFY(window_->close());

  // Closed, or stopped, while documents load.
  openWindow();
  QVERIFY(window_->openLastSession());
  QVERIFY(window_->close());
  openWindow();
  QVERIFY(window_->openLastSession());
  window_->actions().letGo->trigger();
  QTest::qWait(50);
  QVERIFY(window_->close());
  openWindow();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(window_->documents()->rowCount(), 3);
  QSettings().clear();
}

void OpenDocumentsTest::aFileThatIsOpenedAgainKeepsItsAnswers() {
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

void OpenDocumentsTest::tellsOfFilesThatChange() {
  const QString path = write("notes.txt", "Mary lives in Paris.");
  window_->openFiles({path});
  QTRY_VERIFY(window_->document() != nullptr);
  const auto messages = [this] { return window_->messageBar()->messages(); };
  const auto openAgain = [this] {
    for (QPushButton* button : window_->messageBar()->findChildren<QPushButton*>()) {
      if (button->isVisible()) button->click();
    }
  };
  const auto isRead = [this](const std::u16string& text) { return window_->document()->text == text; };
  write("notes.txt", "Mary lives in Rome now.");
  QTRY_COMPARE(messages().size(), 1);
  QVERIFY2(messages()[0].contains("notes.txt"), qPrintable(messages()[0]));
  QVERIFY(isRead(u"Mary lives in Paris."));  // until it is asked for
  openAgain();
  QTRY_VERIFY(isRead(u"Mary lives in Rome now."));
  QVERIFY(messages().isEmpty());

  // Many programs put another file in its place.
  const QString other = write("notes.new", "Mary has moved to Lyon.");
  QVERIFY(QFile::remove(path) && QFile::rename(other, path));
  QTRY_COMPARE(messages().size(), 1);
  window_->openFiles({path});  // opened by hand, the message is gone, too
  QTRY_VERIFY(isRead(u"Mary has moved to Lyon."));
  QTRY_VERIFY(messages().isEmpty());
  write("notes.txt", "Mary left.");
  QTRY_COMPARE(messages().size(), 1);
}

void OpenDocumentsTest::listsRecentFiles() {
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
  window_->actions().recent->actions().at(1)->trigger();
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  names();
  window_->actions().recent->actions().last()->trigger();
  QCOMPARE(names().size(), 1);
}

void OpenDocumentsTest::pastedTextsComeBackUntilTheyAreClosed() {
  QSettings().clear();
  const QDir kept(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/Lectern/pasted");
  const QString text =
      QStringLiteral("Karl lives in Rome \U0001F3E0.\r\n\r\n玛丽住在巴黎。 Zoe\u0308 does not.");
  const auto paste = [this](const QString& words) {
    QApplication::clipboard()->setText(words);
    window_->actions().paste->trigger();
  };
  window_->openFiles({write("homes.txt", "Mary lives in Paris.")});
  QTRY_COMPARE(window_->documents()->rowCount(), 1);
  paste(text);
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  const jobs::DocumentPtr pasted = window_->document();
  QVERIFY(pasted->path.empty());
  paste(text);  // is open already
  QTRY_COMPARE(kept.entryList(QDir::Files).size(), 1);
  QCOMPARE(window_->documents()->rowCount(), 2);
  QVERIFY(window_->close());

  openWindow();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  QTRY_VERIFY(window_->document() != nullptr);
  QCOMPARE(*window_->document(), *pasted);
  QCOMPARE(window_->documents()->documents()[1], window_->document());  // in its place
  QCOMPARE(kept.entryList(QDir::Files).size(), 1);

  // One that the session of another window does not name comes back, too.
  QVERIFY(window_->close());
  QSettings().remove("session/documents");
  openWindow();
  QVERIFY(window_->openLastSession());
  QTRY_VERIFY(window_->document() != nullptr);
  QCOMPARE(*window_->document(), *pasted);
  window_->openFiles({folder_.filePath("homes.txt")});
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  window_->findChild<views::DocumentsPane*>()->setCurrent(0);
  QCOMPARE(*window_->document(), *pasted);

  // Another window that closes it does not lose it.
  QVERIFY(QFile::remove(kept.filePath(kept.entryList(QDir::Files).constFirst())));
  QVERIFY(window_->close());
  QCOMPARE(kept.entryList(QDir::Files).size(), 1);
  window_->show();
  window_->actions().close->trigger();
  QVERIFY(kept.entryList(QDir::Files).isEmpty());
  const auto button = [this](const QString& name) {
    for (auto* each : window_->messageBar()->findChildren<QPushButton*>()) {
      if (each->text() == name) return each;
    }
    return static_cast<QPushButton*>(nullptr);
  };
  QVERIFY(button("Open again") != nullptr);
  button("Open again")->click();  // by mistake, that was
  QTRY_COMPARE(window_->documents()->rowCount(), 2);
  QCOMPARE(*window_->document(), *pasted);
  QTRY_COMPARE(kept.entryList(QDir::Files).size(), 1);
  window_->actions().close->trigger();
  QVERIFY(kept.entryList(QDir::Files).isEmpty());
  QVERIFY(window_->close());

  openWindow();
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(window_->documents()->rowCount(), 1);
  QCOMPARE(window_->document()->title, std::string("homes.txt"));

  // Where it cannot be kept, that is said.
  QVERIFY(QDir(kept).removeRecursively());
  QFile instead(kept.path());
  QVERIFY(instead.open(QIODevice::WriteOnly));
  paste(text);
  QTRY_COMPARE(window_->messageBar()->messages().size(), 1);
  QVERIFY(window_->messageBar()->messages().first().contains("is not kept"));
  QCOMPARE(window_->documents()->rowCount(), 2);
  QVERIFY(instead.remove());
}

void OpenDocumentsTest::documentsOfAFolderStandTogether() {
  QVERIFY(QDir(folder_.path()).mkpath("contracts") && QDir(folder_.path()).mkpath("letters"));
  const auto open = [this](const QString& name) {
    const int before = window_->documents()->rowCount();
    window_->openFiles({write(name, "Karl lives in Rome.")});
    QTRY_COMPARE(window_->documents()->rowCount(), before + 1);
  };
  const auto shown = [this] {
    QStringList titles;
    for (int row = 0; row < window_->documents()->rowCount(); ++row) {
      const QModelIndex index = window_->documents()->index(row);
      const QString folder = index.data(models::DocumentModel::FolderRole).toString();
      titles << (folder.isEmpty() ? QString() : folder + u'/') + index.data().toString();
    }
    return titles;
  };
  open("contracts/a.txt");
  open("contracts/b.txt");
  QCOMPARE(shown(), (QStringList{"a.txt", "b.txt"}));
  open("letters/c.txt");
  open("contracts/d.txt");
  QCOMPARE(shown(), (QStringList{"contracts/a.txt", "b.txt", "d.txt", "letters/c.txt"}));
  QCOMPARE(window_->document()->title, std::string("d.txt"));

  // Also when a session comes back behind a file that is opened first.
  QVERIFY(window_->close());
  openWindow();
  window_->openFiles({write("contracts/e.txt", "Karl lives in Rome.")});
  QVERIFY(window_->openLastSession());
  QTRY_COMPARE(window_->documents()->rowCount(), 5);
  QCOMPARE(shown(), (QStringList{"contracts/a.txt", "b.txt", "d.txt", "e.txt", "letters/c.txt"}));
}

}  // namespace lectern

QTEST_MAIN(lectern::OpenDocumentsTest)
#include "tst_open_documents.moc"
