#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <memory>

#include "core/base/files.h"
#include "core/data/csv.h"
#include "core/documents/loader.h"
#include "tests/support/test_folder.h"
#include "ui/dialogs/document_scope.h"
#include "ui/dialogs/question_file_dialog.h"
#include "ui/models/batch_model.h"
#include "ui/models/batch_report.h"
#include "ui/views/score_pane.h"

namespace lectern {

using dialogs::QuestionFileDialog;

/// Runs on the bundle in the folder LECTERN_TINY_BUNDLE.
class QuestionFileDialogTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init();
  void cleanup() { dialog_.reset(); }
  void answersAndCounts();
  void scoresWhatIsExpected();
  void asksBeforeItWritesOverAFile();
  void goesOnWhereItStopped();
  void keepsAnswersThatCannotBeSaved();
  void opensWithoutADocument();
  void namesHaveKeys();
  void suggestsAPlaceForTheAnswers();

 private:
  /// A dialog about a document of so many sentences; a long one takes a while to be read.
  void open(int sentences);
  QString path(const char* name) const { return QString::fromStdString(folder_.path(name).string()); }
  QPushButton* button(const QString& text) const {
    for (QPushButton* each : dialog_->findChildren<QPushButton*>()) {
      if (each->text().remove(u'&') == text) return each;
    }
    return nullptr;
  }

  /// What it asks, when it does.
  QMessageBox* box() const {
    const auto find = [this] { return dialog_->findChild<QMessageBox*>(); };
    return QTest::qWaitFor([&] { return find() != nullptr; }) ? find() : nullptr;
  }

  test::TestFolder folder_;
  jobs::QuestionFileReader reader_;
  std::unique_ptr<QuestionFileDialog> dialog_;
};

void QuestionFileDialogTest::initTestCase() {
  const QString folder = qEnvironmentVariable("LECTERN_TINY_BUNDLE");
  if (folder.isEmpty()) QSKIP("LECTERN_TINY_BUNDLE names no bundle; ctest sets it");
  reader_.predictor =
      std::make_shared<const answering::Predictor>(answering::Predictor::load(folder.toStdString()));
  reader_.loaders =
      std::make_shared<const documents::LoaderRegistry>(documents::LoaderRegistry::withStandardLoaders());
}

void QuestionFileDialogTest::open(int sentences) {
  std::u16string text;
  for (int i = 0; i < sentences; ++i) text += u"The mill was built in 1390 by Ulman Stromer. ";
  auto document = std::make_shared<const documents::Document>(documents::documentFromText(text, "Mill"));
  dialog_ = std::make_unique<QuestionFileDialog>(reader_, document, std::vector{document});
  dialog_->show();
}

void QuestionFileDialogTest::init() {
  open(1);
  folder_.write("questions.txt", "Who built the mill?\nWhen was it built?\n");
}

void QuestionFileDialogTest::answersAndCounts() {
  dialog_->setFiles(path("questions.txt"), path("counted.csv"));
  dialog_->start();
  QTRY_VERIFY_WITH_TIMEOUT(!dialog_->isRunning(), 30'000);
  int found = 0;
  for (const batch::BatchAnswer& answer : dialog_->model()->answers()) found += answer.answer.empty() ? 0 : 1;
  QCOMPARE(dialog_->status(),
           QString("Saved in counted.csv. Answers: %1 · no answer: %2").arg(found).arg(2 - found));
  QCOMPARE(data::readCsv(folder_.path("counted.csv")).size(), std::size_t{3});
}

void QuestionFileDialogTest::scoresWhatIsExpected() {
  const auto* scores = dialog_->findChild<views::ScorePane*>();
  const auto* table = dialog_->findChild<QTableView*>();
  const auto answer = [&](const char* name) {
    dialog_->setFiles(path(name), path("scored.csv"));
    std::filesystem::remove(folder_.path("scored.csv"));
    dialog_->start();
    return QTest::qWaitFor([&] { return dialog_->isRunning(); }) &&
           QTest::qWaitFor([&] { return !dialog_->isRunning(); }, 30'000);
  };
  QVERIFY(answer("questions.txt"));
  QVERIFY(!scores->isVisible() && table->isColumnHidden(models::BatchModel::ExpectedColumn));

  folder_.write("squad.json",
                R"({"version": "v2.0", "data": [{"title": "Mill", "paragraphs": [{"context": "It made paper.",
                "qas": [{"id": "a", "question": "What?", "answers": [{"text": "paper", "answer_start": 8}]},
                        {"id": "b", "question": "Who?", "answers": [], "is_impossible": true}]}]}]})");
  QVERIFY(answer("squad.json"));
  QVERIFY(scores->isVisible() && !table->isColumnHidden(models::BatchModel::ExpectedColumn));
  QStringList words;
  for (const QLabel* label : scores->findChildren<QLabel*>()) words << label->text();
  QVERIFY2(words.join(u'\n').contains("All questions (2): EM "), qPrintable(words.join(u'\n')));
  QCOMPARE(data::readCsv(folder_.path("scored.csv")).size(), std::size_t{3});

  QVERIFY(button("Save as…")->isVisible());
  models::saveReport(dialog_->model()->answers(), "Mill & more", path("report.html"));
  const QString report = QString::fromStdString(readFile(folder_.path("report.html")));
  QVERIFY(report.contains("Mill &amp; more") && report.contains("<svg") && report.contains("What?"));
}

void QuestionFileDialogTest::asksBeforeItWritesOverAFile() {
  const auto kept = folder_.write("kept.csv", "old");
  dialog_->setFiles(path("questions.txt"), path("kept.csv"));
  const auto asked = [&] {
    dialog_->start();
    return box();
  };
  QMessageBox* asking = asked();
  QVERIFY(asking != nullptr && asking->text().contains("kept.csv"));
  QVERIFY(!dialog_->isRunning());
  asking->button(QMessageBox::Cancel)->click();
  QTRY_VERIFY(dialog_->findChild<QMessageBox*>() == nullptr);
  QCOMPARE(readFile(kept), std::string("old"));

  QVERIFY(asked() != nullptr);
  button("Replace")->click();
  QVERIFY(dialog_->isRunning());
  QTRY_VERIFY_WITH_TIMEOUT(!dialog_->isRunning(), 30'000);
  QCOMPARE(data::readCsv(kept).size(), std::size_t{3});
  QVERIFY(asked() != nullptr);  // every time
}

void QuestionFileDialogTest::goesOnWhereItStopped() {
  constexpr int kLong = 400;
  open(kLong);
  folder_.write("very many.txt", QByteArray("Who built the mill?\n").repeated(5000));
  dialog_->setFiles(path("very many.txt"), path("stopped.csv"));
  dialog_->start();
  QTRY_VERIFY_WITH_TIMEOUT(!dialog_->model()->answers().empty(), 30'000);
  dialog_->reject();
  QTRY_VERIFY_WITH_TIMEOUT(!dialog_->isRunning(), 30'000);
  const std::size_t count = dialog_->model()->answers().size();
  QVERIFY(count < 5000);

  dialog_->start();
  QMessageBox* asking = box();
  QVERIFY(asking != nullptr);
  QVERIFY2(asking->text().contains(QString("%1 of these 5000 questions").arg(count)),
           qPrintable(asking->text()));
  QVERIFY(button("Go on")->isDefault());
  button("Go on")->click();
  QTRY_VERIFY_WITH_TIMEOUT(dialog_->model()->answers().size() > count, 30'000);
  dialog_->reject();
  QTRY_VERIFY_WITH_TIMEOUT(!dialog_->isRunning(), 30'000);
  const std::size_t more = dialog_->model()->answers().size();
  QCOMPARE(data::readCsv(folder_.path("stopped.csv")).size(), more + 1);

  open(kLong);  // another time, the file being the one that is offered
  std::filesystem::rename(folder_.path("stopped.csv"), folder_.path("very many answers.csv"));
  dialog_->setFiles(path("very many.txt"), "");
  dialog_->start();
  asking = box();
  QVERIFY(asking != nullptr);
  QVERIFY2(asking->text().contains(QString("%1 of these 5000 questions").arg(more)),
           qPrintable(asking->text()));
}

void QuestionFileDialogTest::keepsAnswersThatCannotBeSaved() {
  open(10);
  std::filesystem::create_directory(folder_.path("gone"));
  folder_.write("many.txt", QByteArray("Who built the mill?\n").repeated(3000));
  dialog_->setFiles(path("many.txt"), path("gone/answers.csv"));
  dialog_->start();
  QTRY_VERIFY_WITH_TIMEOUT(!dialog_->model()->answers().empty(), 30'000);
  std::filesystem::remove_all(folder_.path("gone"));
  QTRY_VERIFY_WITH_TIMEOUT(!dialog_->isRunning(), 60'000);
  QVERIFY2(dialog_->status().contains("answers.csv"), qPrintable(dialog_->status()));
  QVERIFY(button("Save as…")->isVisible() && button("Save as…")->isDefault());
  QCOMPARE(dialog_->model()->answers().size(), std::size_t{3000});

  // Neither Esc nor another run throws them away unasked.
  const auto declines = [&](auto act) {
    act();
    QMessageBox* asking = box();
    if (asking == nullptr) return false;
    asking->button(QMessageBox::Cancel)->click();
    return QTest::qWaitFor([&] { return dialog_->findChild<QMessageBox*>() == nullptr; });
  };
  QVERIFY(declines([&] { dialog_->reject(); }));
  QVERIFY(declines([&] { dialog_->start(); }));
  QVERIFY(dialog_->isVisible() && !dialog_->isRunning());
  QCOMPARE(dialog_->model()->answers().size(), std::size_t{3000});
  dialog_->reject();
  button("Discard")->click();
  QVERIFY(!dialog_->isVisible());
}

/// Questions may name theirs, and a folder may be chosen.
void QuestionFileDialogTest::opensWithoutADocument() {
  dialog_ = std::make_unique<QuestionFileDialog>(reader_, nullptr, std::vector<jobs::DocumentPtr>());
  const auto answer = [&](const QString& questions, const char* answers) {
    dialog_->setFiles(questions, path(answers));
    dialog_->start();
    return QTest::qWaitFor([&] { return dialog_->isRunning(); }) &&
           QTest::qWaitFor([&] { return !dialog_->isRunning(); }, 30'000);
  };
  folder_.write("mill.txt", "The mill was built by Ulman Stromer.");
  folder_.write("named.csv", "question,document\nWho built the mill?,mill.txt\n");
  QVERIFY(answer(path("named.csv"), "named answers.csv"));
  QVERIFY2(dialog_->status().startsWith("Saved in"), qPrintable(dialog_->status()));
  QVERIFY(answer(path("questions.txt"), "no document.csv"));
  QVERIFY2(dialog_->status().contains("names no document"), qPrintable(dialog_->status()));

  const test::TestFolder shelf;
  shelf.write("mill.txt", "The mill was built by Ulman Stromer.");
  dialog_->findChild<dialogs::DocumentScope*>()->setFolder(QString::fromStdString(shelf.path("").string()));
  QVERIFY(answer(path("questions.txt"), "from a folder.csv"));
  QVERIFY2(dialog_->status().startsWith("Saved in"), qPrintable(dialog_->status()));
}

void QuestionFileDialogTest::namesHaveKeys() {
  for (const QLabel* label : dialog_->findChildren<QLabel*>()) {
    if (label->text().startsWith(u'&')) {
      QVERIFY2(label->buddy() != nullptr && label->buddy()->focusPolicy() != Qt::NoFocus,
               qPrintable(label->text()));
    }
  }
}

void QuestionFileDialogTest::suggestsAPlaceForTheAnswers() {
  const QList<QLineEdit*> fields = dialog_->findChildren<QLineEdit*>();
  QLineEdit *questions = fields[0], *answers = fields[1];
  QCOMPARE(questions->accessibleName(), QString("Questions"));
  QCOMPARE(answers->accessibleName(), QString("Answers"));
  dialog_->activateWindow();
  QVERIFY(QTest::qWaitForWindowActive(dialog_.get()));
  const auto type = [&](const QString& path, Qt::Key end = Qt::Key_Tab) {
    questions->setFocus();
    questions->selectAll();
    QTest::keyClicks(questions, path);
    QTest::keyClick(questions, end);
    QCoreApplication::processEvents();
  };
  type(path("questions.txt"), Qt::Key_Return);
  QVERIFY(!dialog_->isRunning());
  QTRY_COMPARE(answers->text(), path("questions answers.csv"));
  folder_.write("other answers.csv", "old");
  type(path("other.txt"));
  QTRY_COMPARE(answers->text(), path("other answers 2.csv"));
  type(path("lines.jsonl"));
  QTRY_COMPARE(answers->text(), path("lines answers.jsonl"));
  folder_.write("50%2 x answers.csv", "old");
  type(path("50%2 x.txt"));
  QTRY_COMPARE(answers->text(), path("50%2 x answers 2.csv"));
  answers->setText(path("mine.csv"));
  type(path("questions.txt"));
  QCOMPARE(answers->text(), path("mine.csv"));
}

}  // namespace lectern

QTEST_MAIN(lectern::QuestionFileDialogTest)
#include "tst_question_file_dialog.moc"
