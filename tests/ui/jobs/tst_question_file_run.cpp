#include <QSignalSpy>
#include <QTest>
#include <memory>

#include "core/base/files.h"
#include "core/data/csv.h"
#include "core/documents/loader.h"
#include "tests/support/test_folder.h"
#include "tests/support/text.h"
#include "ui/jobs/question_file_run.h"

namespace lectern {

using jobs::QuestionFileRun;

/// Runs on the bundle in the folder LECTERN_TINY_BUNDLE.
class QuestionFileRunTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void answersAFileInOrder();
  void opensDocumentsThatQuestionsName();
  void asksAFolder();
  void writesWhatItHasWhenStopped();
  void keepsEarlierAnswersWhenStopped();
  void tellsWhatFailed_data();
  void tellsWhatFailed();
  void stopsWhenItGoes();

 private:
  /// A document of the folder `folder_`, many windows long.
  jobs::DocumentPtr book() const;
  QByteArray questions(int count) const { return QByteArray("Who built the mill?\n").repeated(count); }

  test::TestFolder folder_;
  jobs::QuestionFileReader reader_;
};

void QuestionFileRunTest::initTestCase() {
  const QString folder = qEnvironmentVariable("LECTERN_TINY_BUNDLE");
  if (folder.isEmpty()) QSKIP("LECTERN_TINY_BUNDLE names no bundle; ctest sets it");
  reader_.predictor =
      std::make_shared<const answering::Predictor>(answering::Predictor::load(folder.toStdString()));
  reader_.loaders =
      std::make_shared<const documents::LoaderRegistry>(documents::LoaderRegistry::withStandardLoaders());
}

jobs::DocumentPtr QuestionFileRunTest::book() const {
  std::u16string text;
  for (int i = 0; i < 200; ++i) text += u"The mill was built in 1390 by Ulman Stromer. ";
  auto document = documents::documentFromText(text, "Mill");
  document.path = folder_.path("book.txt");
  return std::make_shared<const documents::Document>(std::move(document));
}

void QuestionFileRunTest::answersAFileInOrder() {
  const auto asked = folder_.write("questions.csv", "id,question\n1,Who built it?\n2,\"When, 😀?\"\n");
  QuestionFileRun run(reader_);
  QSignalSpy read(&run, &QuestionFileRun::questionsRead);
  QSignalSpy answered(&run, &QuestionFileRun::answered);
  QSignalSpy finished(&run, &QuestionFileRun::finished);
  run.start({{book()}}, asked, folder_.path("answers.csv"));
  QVERIFY(run.isRunning());
  QTRY_COMPARE(finished.count(), 1);
  QVERIFY(!run.isRunning());
  QCOMPARE(finished[0][0].toInt(), 2);
  const auto questions = read[0][0].value<std::vector<batch::BatchQuestion>>();
  QCOMPARE(questions.size(), std::size_t{2});
  QCOMPARE(questions[1].text, std::string("When, 😀?"));
  QCOMPARE(answered.count(), 2);
  const data::CsvRows rows = data::readCsv(folder_.path("answers.csv"));
  QCOMPARE(rows.size(), std::size_t{3});
  for (int i = 0; i < 2; ++i) {
    QCOMPARE(answered[i][0].toInt(), i);
    const auto answer = answered[i][1].value<batch::BatchAnswer>();
    QCOMPARE(rows[static_cast<std::size_t>(i) + 1][1], answer.question.text);
    QCOMPARE(rows[static_cast<std::size_t>(i) + 1][2], answer.answer);
  }
}

void QuestionFileRunTest::opensDocumentsThatQuestionsName() {
  folder_.write("type.md", "# Type\n\nBi Sheng made type of baked clay.\n");
  const auto asked =
      folder_.write("named.csv", "question,document\nWho made type?,type.md\nWho built it?,\nWho?,gone.md\n");
  QuestionFileRun run(reader_);
  QSignalSpy answered(&run, &QuestionFileRun::answered);
  QSignalSpy finished(&run, &QuestionFileRun::finished);
  run.start({{book()}}, asked, folder_.path("named answers.csv"));
  QTRY_COMPARE(finished.count(), 1);
  QCOMPARE(answered.count(), 3);
  QCOMPARE(answered[0][1].value<batch::BatchAnswer>().error, std::string());
  const std::string error = answered[2][1].value<batch::BatchAnswer>().error;
  QVERIFY2(error.find("gone.md") != std::string::npos, error.c_str());

  QSignalSpy failed(&run, &QuestionFileRun::failed);
  run.start({{book()}}, asked, folder_.path("type.md"));
  QTRY_COMPARE(failed.count(), 1);
  QVERIFY(readFile(folder_.path("type.md")).starts_with("# Type"));
}

void QuestionFileRunTest::asksAFolder() {
  std::filesystem::create_directory(folder_.path("shelf"));
  const auto inFolder = [&](const char* name, const QByteArray& bytes) { return folder_.write(name, bytes); };
  inFolder("shelf/b.md", "Bi Sheng made type of baked clay.\n");
  inFolder("shelf/a.txt", "The mill was built by Ulman Stromer.\n");
  inFolder("shelf/torn.docx", QByteArray("PK\3\4\0", 5));
  inFolder("shelf/picture.png", "no document");
  const auto asked = inFolder("shelf/questions.txt", "Who built the mill?\n");
  QuestionFileRun run(reader_);
  QSignalSpy unread(&run, &QuestionFileRun::documentFailed);
  QSignalSpy answered(&run, &QuestionFileRun::answered);
  QSignalSpy finished(&run, &QuestionFileRun::finished);
  QSignalSpy failed(&run, &QuestionFileRun::failed);
  for (const int times : {1, 2}) {  // its answers are no document of the next run
    run.start({{}, folder_.path("shelf")}, asked, folder_.path("shelf/answers.csv"));
    QTRY_COMPARE(finished.count(), times);
    QCOMPARE(answered.count(), times);
    QCOMPARE(unread.count(), times);
  }
  QVERIFY(unread[0][0].toString().contains("torn.docx"));
  // Nor are those of an earlier run, which hold the question as it is asked.
  jobs::QuestionFileReader surely = reader_;
  surely.options.noAnswerThreshold = 1;
  QuestionFileRun another(surely);
  QSignalSpy told(&another, &QuestionFileRun::answered);
  QSignalSpy done(&another, &QuestionFileRun::finished);
  another.start({{}, folder_.path("shelf")}, asked, folder_.path("shelf/answers 2.csv"));
  QTRY_COMPARE(done.count(), 1);
  const std::string from = told[0][1].value<batch::BatchAnswer>().document;
  QVERIFY2(from.ends_with("a.txt") || from.ends_with("b.md"), from.c_str());
  const std::string document = answered[0][1].value<batch::BatchAnswer>().document;
  QVERIFY2(document.empty() || document.ends_with("a.txt") || document.ends_with("b.md"), document.c_str());

  run.start({}, asked, folder_.path("shelf/answers.csv"));
  QTRY_COMPARE(failed.count(), 1);
  QVERIFY(failed[0][0].toString().contains("names no document"));
  std::filesystem::create_directory(folder_.path("empty"));
  run.start({{}, folder_.path("empty")}, asked, folder_.path("shelf/answers.csv"));
  QTRY_COMPARE(failed.count(), 2);
  QVERIFY(failed[1][0].toString().contains("holds no documents"));
}

void QuestionFileRunTest::writesWhatItHasWhenStopped() {
  const auto asked = folder_.write("many.txt", questions(5'000));
  QuestionFileRun run(reader_);
  QSignalSpy answered(&run, &QuestionFileRun::answered);
  QSignalSpy cancelled(&run, &QuestionFileRun::cancelled);
  run.start({{book()}}, asked, folder_.path("part.csv"));
  QTRY_VERIFY(answered.count() > 0);
  run.cancel();
  QTRY_COMPARE(cancelled.count(), 1);
  const int count = cancelled[0][0].toInt();
  QVERIFY(count > 0 && count < 5'000);
  QCOMPARE(answered.count(), count);
  QCOMPARE(data::readCsv(folder_.path("part.csv")).size(), static_cast<std::size_t>(count) + 1);

  // It goes on from there.
  answered.clear();
  run.start({{book()}}, asked, folder_.path("part.csv"), true);
  QTRY_VERIFY(answered.count() > count);
  run.cancel();
  QTRY_COMPARE(cancelled.count(), 2);
  QVERIFY(cancelled[1][0].toInt() > count);
  for (int i = 0; i < answered.count(); ++i) QCOMPARE(answered[i][0].toInt(), i);
  QCOMPARE(data::readCsv(folder_.path("part.csv")).size(), static_cast<std::size_t>(answered.count()) + 1);
}

void QuestionFileRunTest::keepsEarlierAnswersWhenStopped() {
  const auto asked = folder_.write("many.txt", questions(5'000));
  const auto answers = folder_.write("earlier.csv", "earlier");
  QuestionFileRun run(reader_);
  QSignalSpy answered(&run, &QuestionFileRun::answered);
  QSignalSpy cancelled(&run, &QuestionFileRun::cancelled);
  run.start({{book()}}, asked, answers);
  QTRY_VERIFY(answered.count() > 0);
  run.cancel();
  QTRY_COMPARE(cancelled.count(), 1);
  QCOMPARE(readFile(answers), std::string("earlier"));
  const auto beside = folder_.path("earlier.unfinished.csv");
  QCOMPARE(cancelled[0][1].toString(), QString::fromStdString(beside.string()));
  QCOMPARE(data::readCsv(beside).size(), static_cast<std::size_t>(cancelled[0][0].toInt()) + 1);
}

void QuestionFileRunTest::tellsWhatFailed_data() {
  QTest::addColumn<QString>("questions");
  QTest::addColumn<QString>("answers");
  QTest::addColumn<QString>("named");
  QTest::newRow("no questions") << "missing.csv"
                                << "a.csv"
                                << "missing.csv";
  QTest::newRow("no folder for the answers") << "good.txt"
                                             << "none/a.csv"
                                             << "none";
  QTest::newRow("answers over the questions") << "good.txt"
                                              << "good.txt"
                                              << "good.txt";
  QTest::newRow("answers over a document") << "good.txt"
                                           << "book.txt"
                                           << "book.txt";
}

void QuestionFileRunTest::tellsWhatFailed() {
  QFETCH(QString, questions);
  QFETCH(QString, answers);
  QFETCH(QString, named);
  folder_.write("good.txt", "Who?");
  folder_.write("book.txt", "The mill.");
  QuestionFileRun run(reader_);
  QSignalSpy failed(&run, &QuestionFileRun::failed);
  run.start({{book()}}, folder_.path(questions), folder_.path(answers));
  QTRY_COMPARE(failed.count(), 1);
  QVERIFY2(failed[0][0].toString().contains(named), qPrintable(failed[0][0].toString()));
  QVERIFY(!run.isRunning());
  QCOMPARE(readFile(folder_.path("good.txt")), std::string("Who?"));
  QCOMPARE(readFile(folder_.path("book.txt")), std::string("The mill."));
}

void QuestionFileRunTest::stopsWhenItGoes() {
  const auto asked = folder_.write("many.txt", questions(5'000));
  auto run = std::make_unique<QuestionFileRun>(reader_);
  QSignalSpy answered(run.get(), &QuestionFileRun::answered);
  run->start({{book()}}, asked, folder_.path("gone.csv"));
  QTRY_VERIFY(answered.count() > 0);
  run.reset();
  QVERIFY(data::readCsv(folder_.path("gone.csv")).size() > 1);  // nothing answered is lost
}

}  // namespace lectern

QTEST_MAIN(lectern::QuestionFileRunTest)
#include "tst_question_file_run.moc"
