#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "ui/dialogs/history_dialog.h"
#include "ui/models/history_model.h"

namespace lectern {

using dialogs::HistoryDialog;
using models::HistoryModel;

/// Works the dialog by keys and clicks, over three questions.
class HistoryDialogTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init();
  void cleanup();
  void showsWhatWasAnswered();
  void searches();
  void asksAgain();
  void removes();
  void removesAllOfADocument();
  void removesSeveralWithConsent();
  void anAnswerLeavesWhatIsChosen();
  void tellsOfADamagedFile();
  void setsWhetherQuestionsAreKept();

 private:
  bool says(const QString& words) const {
    const QList<QLabel*> labels = dialog_->findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text().contains(words); });
  }
  QPushButton* button(const QString& text) const {
    const QList<QPushButton*> buttons = dialog_->findChildren<QPushButton*>();
    const auto found = std::ranges::find(buttons, text, &QPushButton::text);
    return found == buttons.end() ? nullptr : *found;
  }
  QStringList shown() const {
    QStringList questions;
    for (int row = 0; row < dialog_->table()->model()->rowCount(); ++row) {
      questions << dialog_->table()->model()->index(row, HistoryModel::QuestionColumn).data().toString();
    }
    return questions;
  }
  /// Opens the menu of "Remove" and chooses the action whose text begins so.
  void chooseRemove(const QString& text) const {
    QMenu* menu = button("&Remove")->menu();
    Q_EMIT menu->aboutToShow();
    const QList<QAction*> actions = menu->actions();
    const auto found =
        std::ranges::find_if(actions, [&](QAction* each) { return each->text().startsWith(text); });
    QVERIFY(found != actions.end());
    (*found)->trigger();
  }

  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<HistoryModel> history_;
  std::unique_ptr<HistoryDialog> dialog_;
};

void HistoryDialogTest::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  QCoreApplication::setOrganizationName("Lectern");
  QCoreApplication::setApplicationName("LecternHistoryDialogTest");
}

void HistoryDialogTest::init() {
  QSettings().clear();
  folder_ = std::make_unique<QTemporaryDir>();
  const QString file = folder_->filePath("history.sqlite");
  {
    library::History history(file.toStdString());
    const library::KeptDocument homes{"/papers/homes.txt", "Homes & gardens"},
        treaty{"/papers/treaty.pdf", "Treaty"};
    const auto at = [](int seconds) { return std::chrono::sys_seconds(std::chrono::seconds(seconds)); };
    history.add({0,
                 at(1),
                 "Where does Karl live?",
                 true,
                 {homes},
                 {{"Rome", 0.75, homes, 0, "Karl lives in Rome."}}});
    history.add(
        {0, at(2), "Who signed?", true, {treaty}, {{"Émile", 0.5, treaty, 3, "It was signed by Émile."}}});
    history.add(
        {0, at(3), "Who flies?", false, {homes, treaty}, {{"Karl", 0.1, homes, 0, "Karl lives in Rome."}}});
  }
  history_ = std::make_unique<HistoryModel>(file);
  dialog_ = std::make_unique<HistoryDialog>(*history_);
  dialog_->show();
  QVERIFY(QTest::qWaitForWindowExposed(dialog_.get()));
}

void HistoryDialogTest::cleanup() {
  dialog_.reset();
  history_.reset();
}

void HistoryDialogTest::showsWhatWasAnswered() {
  QCOMPARE(shown(), (QStringList{"Who flies?", "Who signed?", "Where does Karl live?"}));
  QVERIFY(says("No answer found — Homes & gardens and 1 more"));
  QVERIFY(says("The nearest was “Karl”: Karl lives in Rome."));
  dialog_->table()->setFocus();
  QTest::keyClick(dialog_->table(), Qt::Key_Down);
  QVERIFY(says("Émile — Treaty, p. 3 (50 %)"));
  QVERIFY(says("It was signed by Émile."));
}

void HistoryDialogTest::searches() {
  QTest::keyClicks(dialog_->search(), "KARL where");
  QCOMPARE(shown(), QStringList{"Where does Karl live?"});
  QVERIFY(says("Karl lives in Rome."));  // the one that is found is chosen
  dialog_->search()->setText("treaty");
  QCOMPARE(shown(), (QStringList{"Who flies?", "Who signed?"}));
  dialog_->search()->setText("(");
  QVERIFY(shown().isEmpty());
  QVERIFY(says("Nothing holds"));
  QVERIFY(!button("&Ask again")->isEnabled());
  dialog_->search()->clear();
  QCOMPARE(shown().size(), 3);
}

void HistoryDialogTest::asksAgain() {
  QSignalSpy asked(dialog_.get(), &HistoryDialog::askAgainRequested);
  dialog_->search()->setText("Rome where");
  QTest::keyClick(dialog_->search(), Qt::Key_Return);
  QCOMPARE(asked.size(), 1);
  QCOMPARE(asked[0][0].value<library::KeptQuestion>().question, std::string("Where does Karl live?"));
  dialog_->search()->clear();
  dialog_->table()->selectAll();
  QVERIFY(!button("&Ask again")->isEnabled());
  QVERIFY(says("3 question"));
}

void HistoryDialogTest::removes() {
  dialog_->table()->selectRow(1);
  dialog_->table()->setFocus();
  QTest::keyClick(dialog_->table(), Qt::Key_Delete);
  QCOMPARE(shown(), (QStringList{"Who flies?", "Where does Karl live?"}));
  QVERIFY(says("Karl lives in Rome."));  // the next one is chosen
  QMenu* menu = button("&Remove")->menu();
  menu->popup({});
  menu->close();
  button("&Remove")->setFocus();
  QTest::keyClick(button("&Remove"), Qt::Key_Delete);
  QCOMPARE(shown().size(), 2);  // the key is the table's alone
  chooseRemove("This question");
  QCOMPARE(shown(), QStringList{"Who flies?"});
  chooseRemove("This question");
  QVERIFY(shown().isEmpty());
  QVERIFY(says("will be listed here"));
  QTest::keyClick(dialog_->table(), Qt::Key_Delete);
}

void HistoryDialogTest::removesAllOfADocument() {
  dialog_->table()->selectRow(2);
  chooseRemove("All that was asked of “Homes && gardens”");
  QCOMPARE(shown().size(), 3);
  QTest::mouseClick(button("Remove"), Qt::LeftButton);
  QCOMPARE(shown(), QStringList{"Who signed?"});
  QVERIFY(says("It was signed by Émile."));
}

void HistoryDialogTest::removesSeveralWithConsent() {
  chooseRemove("All questions");
  auto* box = dialog_->findChild<QMessageBox*>();
  QVERIFY(box != nullptr);
  QTest::keyClick(box, Qt::Key_Return);  // Enter loses nothing
  QTRY_VERIFY(dialog_->findChild<QMessageBox*>() == nullptr);
  dialog_->search()->setText("karl");
  dialog_->table()->selectAll();
  chooseRemove("These questions");
  QCOMPARE(history_->rowCount(), 3);
  QTest::mouseClick(button("Remove"), Qt::LeftButton);
  QCOMPARE(history_->rowCount(), 1);
  QTRY_VERIFY(dialog_->findChild<QMessageBox*>() == nullptr);
  chooseRemove("All questions");
  QTest::mouseClick(button("Remove"), Qt::LeftButton);
  QCOMPARE(history_->rowCount(), 0);
}

void HistoryDialogTest::anAnswerLeavesWhatIsChosen() {
  dialog_->table()->selectRow(1);
  auto document = std::make_shared<documents::Document>();
  document->title = "New";
  document->text = std::u16string(1, u'…');
  history_->add({1, "What?", {document}, std::make_shared<std::vector<answering::Prediction>>(1), 0, false});
  QCOMPARE(shown().first(), QString("What?"));
  QVERIFY(says("It was signed by Émile."));
}

void HistoryDialogTest::tellsOfADamagedFile() {
  cleanup();
  const QString file = folder_->filePath("damaged.sqlite");
  QFile damaged(file);
  QVERIFY(damaged.open(QIODevice::WriteOnly));
  damaged.write(QByteArray("no database ").repeated(99));
  damaged.close();
  history_ = std::make_unique<HistoryModel>(file);
  dialog_ = std::make_unique<HistoryDialog>(*history_);
  dialog_->show();
  QTRY_VERIFY(says(file));
  chooseRemove("All questions");
  QTest::mouseClick(button("Remove"), Qt::LeftButton);
  QVERIFY(says("will be listed here"));
}

void HistoryDialogTest::setsWhetherQuestionsAreKept() {
  auto* keeps = dialog_->findChild<QCheckBox*>();
  QVERIFY(keeps->isChecked());
  keeps->click();
  QVERIFY(!history_->keeps());
  history_->setKeeps(true);
  QVERIFY(keeps->isChecked());
}

}  // namespace lectern

Q_DECLARE_METATYPE(lectern::library::KeptQuestion)
QTEST_MAIN(lectern::HistoryDialogTest)
#include "tst_history_dialog.moc"
