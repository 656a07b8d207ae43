#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/data/csv.h"
#include "core/documents/loader.h"
#include "ui/models/history_export.h"
#include "ui/models/history_model.h"

namespace lectern {

using models::HistoryModel;

/// On a file of each test's own.
class HistoryModelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init();
  void keepsWhatIsAsked();
  void keepsNothingWhereNothingIsWanted();
  void takesOut();
  void anotherWindowAdds();
  void tellsWhyAFileCannotBeUsed();
  void savesATable();
  void savesJsonLines();
  void savesMarkdown();

 private:
  QByteArray saved(const QString& suffix);

  std::unique_ptr<QTemporaryDir> folder_;
  QString file_;
};

namespace {

jobs::DocumentPtr document(const std::u16string& text, const char* path, const char* title) {
  auto made = std::make_shared<documents::Document>(documents::documentFromText(text, title));
  made->path = path;
  return made;
}

/// "Where does Karl live?", answered with the last word of each document.
jobs::Answered answered(const QString& question, std::vector<jobs::DocumentPtr> documents,
                        bool hasAnswer = true) {
  auto predictions = std::make_shared<std::vector<answering::Prediction>>();
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const std::u16string& text = documents[i]->text;
    const text::Range last{text.rfind(u' ') + 1, text.size() - 1};
    answering::Answer answer;
    answer.range = last;
    answer.words = std::u16string(last.of(text));
    answer.confidence = 0.75 / static_cast<double>(i + 1);
    answer.rank = i;
    predictions->emplace_back().answers = {answer};
  }
  return {1, question, std::move(documents), predictions, 0.1, hasAnswer};
}

}  // namespace

void HistoryModelTest::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  QCoreApplication::setOrganizationName("Lectern");
  QCoreApplication::setApplicationName("LecternHistoryTest");
}

void HistoryModelTest::init() {
  QSettings().clear();
  folder_ = std::make_unique<QTemporaryDir>();
  file_ = folder_->filePath("data/history.sqlite");
}

void HistoryModelTest::keepsWhatIsAsked() {
  const jobs::DocumentPtr homes = document(u"😀 Karl lives in Rome.", "/papers/homes.txt", "Homes");
  const jobs::DocumentPtr more = document(u"Karl stays in Vienna.", "", "Pasted");
  {
    HistoryModel model(file_);
    QAbstractItemModelTester tester(&model);
    model.refresh();
    QVERIFY(!QFile::exists(file_));  // nothing is kept yet
    model.add(answered("Where does Karl live?", {homes, more}));
    model.add(answered("Who flies?", {homes}, false));
    QCOMPARE(model.rowCount(), 2);
  }
  HistoryModel model(file_);
  QCOMPARE(model.rowCount(), 0);
  model.refresh();
  QCOMPARE(model.rowCount(), 2);
  const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
  QCOMPARE(cell(0, HistoryModel::QuestionColumn), QString("Who flies?"));
  QCOMPARE(cell(0, HistoryModel::AnswerColumn), QString("no answer found"));
  QCOMPARE(cell(1, HistoryModel::AnswerColumn), QString("Rome"));
  QCOMPARE(cell(1, HistoryModel::DocumentColumn), QString("Homes and 1 more"));
  const library::KeptQuestion& kept = model.question(1);
  QVERIFY(kept.documents ==
          (std::vector<library::KeptDocument>{{"/papers/homes.txt", "Homes"}, models::keptDocument(*more)}));
  QVERIFY(models::keptDocument(*more).isPasted());
  QVERIFY(models::keptDocument(*more) != models::keptDocument(*document(u"Olga does.", "", "Pasted")));
  QCOMPARE(kept.answers.size(), 2U);
  QVERIFY(kept.answers[1] ==
          (library::KeptAnswer{"Vienna", 0.375, models::keptDocument(*more), 0, "Karl stays in Vienna."}));
  const QDateTime at = model.index(1, HistoryModel::AskedColumn).data(HistoryModel::SortRole).toDateTime();
  QVERIFY(qAbs(at.secsTo(QDateTime::currentDateTime())) < 600);
  for (const char* word : {"karl", "Rome", "Vienna", "Homes", "Pasted"}) {
    QVERIFY2(model.index(1, 0).data(HistoryModel::SearchRole).toString().contains(word, Qt::CaseInsensitive),
             word);
  }
  QVERIFY(model.bytes() > 0);
}

void HistoryModelTest::keepsNothingWhereNothingIsWanted() {
  HistoryModel model(file_);
  QVERIFY(model.keeps());
  QSignalSpy changed(&model, &HistoryModel::keepsChanged);
  model.setKeeps(false);
  model.setKeeps(false);
  QCOMPARE(changed.size(), 1);
  model.add(answered("Where does Karl live?", {document(u"Karl lives in Rome.", "/a", "A")}));
  QCOMPARE(model.rowCount(), 0);
  QVERIFY(!QFile::exists(file_));
  QVERIFY(!HistoryModel(file_).keeps());  // the next window knows
}

void HistoryModelTest::takesOut() {
  HistoryModel model(file_);
  const jobs::DocumentPtr a = document(u"Karl lives in Rome.", "/a", "A"),
                          b = document(u"It is late.", "/b", "B");
  for (const char* question : {"one", "two", "three", "four"}) model.add(answered(question, {a}));
  model.add(answered("five", {b}));
  model.remove({0, 2});
  const auto left = [&] {
    QStringList questions;
    for (const library::KeptQuestion& kept : model.questions())
      questions << QString::fromStdString(kept.question);
    return questions.join(u' ');
  };
  QCOMPARE(left(), QString("four two one"));
  model.add(answered("six", {b}));
  model.forget({"/a", "A"});
  QCOMPARE(left(), QString("six"));
  model.clear();
  QCOMPARE(model.rowCount(), 0);
}

void HistoryModelTest::anotherWindowAdds() {
  HistoryModel one(file_), other(file_);
  const jobs::DocumentPtr a = document(u"Karl lives in Rome.", "/a", "A");
  one.add(answered("one", {a}));
  other.add(answered("two", {a}));
  QCOMPARE(other.rowCount(), 2);
  one.refresh();
  QCOMPARE(one.rowCount(), 2);
}

void HistoryModelTest::tellsWhyAFileCannotBeUsed() {
  QVERIFY(QDir().mkpath(folder_->filePath("data")));
  QFile file(file_);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(QByteArray("This is no database. ").repeated(99));
  file.close();
  HistoryModel model(file_);
  QSignalSpy failed(&model, &HistoryModel::failed);
  model.refresh();
  QCOMPARE(failed.size(), 1);
  QVERIFY(failed[0][0].toString().contains(file_));
  QCOMPARE(model.rowCount(), 0);
  QVERIFY(QFile::remove(file_));
  model.add(answered("one", {document(u"Karl lives in Rome.", "/a", "A")}));  // it can be used now
  QCOMPARE(failed.size(), 1);
  QCOMPARE(model.rowCount(), 1);
}

QByteArray HistoryModelTest::saved(const QString& suffix) {
  HistoryModel model(file_);
  model.add(answered("Who flies?", {document(u"It is late.", "", "*Pasted*")}, false));
  model.add(answered("Where does \"Karl\" live, 卡尔?\n",
                     {document(u"😀 Karl lives in Rome.", "/papers/homes.txt", "Homes")}));
  model.add({1,
             "What?",
             {document(u"…", "/c", "C")},
             std::make_shared<std::vector<answering::Prediction>>(1),
             0,
             false});
  const QString path = folder_->filePath("saved." + suffix);
  std::vector<library::KeptQuestion> questions = model.questions();
  for (library::KeptQuestion& question : questions)
    question.askedAt = std::chrono::sys_seconds(std::chrono::seconds(1'700'000'000));
  models::saveHistory(questions, path);
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void HistoryModelTest::savesATable() {
  saved("csv");
  const data::CsvRows rows = data::readCsv(folder_->filePath("saved.csv").toStdString());
  QCOMPARE(rows.size(), 4U);
  QVERIFY(rows[0] == (std::vector<std::string>{"asked", "question", "has_answer", "answer", "confidence",
                                               "document", "page", "sentence"}));
  QVERIFY(rows[1] ==
          (std::vector<std::string>{"2023-11-14T22:13:20Z", "What?", "false", "", "", "", "", ""}));
  QVERIFY(rows[2] ==
          (std::vector<std::string>{"2023-11-14T22:13:20Z", "Where does \"Karl\" live, 卡尔?\n", "true",
                                    "Rome", "0.75", "/papers/homes.txt", "", "😀 Karl lives in Rome."}));
  QCOMPARE(rows[3][5], std::string("*Pasted*"));
}

void HistoryModelTest::savesJsonLines() {
  const QList<QByteArray> lines = saved("jsonl").trimmed().split('\n');
  QCOMPARE(lines.size(), 3);
  const auto second = nlohmann::json::parse(lines[1].toStdString());
  QCOMPARE(second.at("question").get<std::string>(), std::string("Where does \"Karl\" live, 卡尔?\n"));
  QCOMPARE(second.at("asked").get<std::string>(), std::string("2023-11-14T22:13:20Z"));
  QVERIFY(second.at("documents") == nlohmann::json::array({"/papers/homes.txt"}));
  QCOMPARE(second.at("answers").at(0).at("text").get<std::string>(), std::string("Rome"));
  QVERIFY(second.at("answers").at(0).at("page").is_null());
  QVERIFY(!nlohmann::json::parse(lines[2].toStdString()).at("hasAnswer").get<bool>());
}

void HistoryModelTest::savesMarkdown() {
  const QString page = QString::fromUtf8(saved("md"));
  QVERIFY(page.startsWith("# Questions and answers\n"));
  QVERIFY(page.contains(
      "## Where does \"Karl\" live, 卡尔?\n\n**Rome** — Homes (75 %)\n\n> 😀 Karl lives in Rome.\n"));
  QVERIFY(page.contains("## Who flies?\n\nNo answer found — \\*Pasted\\*\n"));
  QVERIFY_EXCEPTION_THROWN(models::saveHistory({}, folder_->filePath("saved.xyz")), std::invalid_argument);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::HistoryModelTest)
#include "tst_history_model.moc"
