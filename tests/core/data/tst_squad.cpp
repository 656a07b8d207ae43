#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/predictions.h"
#include "core/data/squad.h"
#include "tests/support/test_folder.h"
#include "tests/support/text.h"

namespace data = lectern::data;
using data::SquadAnswer;
using data::SquadDataset;
using data::SquadQuestion;
using lectern::FileError;
using lectern::FormatError;
using lectern::test::TestFolder;
using lectern::test::toQString;

namespace {

/// The keys in the order of SQuAD's own files. The context holds what makes counts differ: an emoji (one code
/// point, two UTF-16 units), a combining mark, Chinese, CRLF. Positions are Python's.
const char* const kDataset = R"json({"version": "v2.0", "data": [
 {"title": "Printing", "paragraphs": [
  {"qas": [
    {"question": "Who printed 😀?", "id": "q1", "is_impossible": false,
     "answers": [{"text": "Bi\u0300 Sh\u0113ng", "answer_start": 3}, {"text": "中文", "answer_start": 18}]},
    {"plausible_answers": [{"text": "Bì", "answer_start": 3}], "question": "Why?", "id": "q2",
     "answers": [], "is_impossible": true}],
   "context": "😀\r\nBi\u0300 Sh\u0113ng\u2014mill 中文😀"}]},
 {"title": "Empty", "paragraphs": []}]})json";

QString messageOf(const std::filesystem::path& path, void (*read)(const std::filesystem::path&)) {
  try {
    read(path);
  } catch (const FormatError& error) {
    return QString::fromUtf8(error.what());
  }
  return {};
}

QByteArray around(const QByteArray& answers) {
  return "{\"data\": [{\"paragraphs\": [{\"context\": \"a 😀 b\", \"qas\": [{\"id\": \"q1\", \"question\": "
         "\"?\", "
         "\"answers\": " +
         answers + "}]}]}]}";
}

}  // namespace

class SquadTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsTwo();
  void readsOne();
  void readsQuestionsAloneAndAnswersWithoutPlaces();
  void writesWhatItReads();
  void namesThePlace_data();
  void namesThePlace();
  void readsPredictions();
  void keepsTheOrderOfProbabilities();
  void namesTheIdOfAWrongValue_data();
  void namesTheIdOfAWrongValue();
  void namesAMissingFile();
};

void SquadTest::readsTwo() {
  const TestFolder folder;
  const SquadDataset dataset = data::readSquad(folder.write("dev.json", kDataset));
  QCOMPARE(dataset.version, std::string("v2.0"));
  QCOMPARE(dataset.articles.size(), std::size_t{2});
  QCOMPARE(dataset.articles[0].title, std::string("Printing"));
  QCOMPARE(dataset.questionCount(), std::size_t{2});

  const data::SquadParagraph& paragraph = dataset.articles[0].paragraphs.at(0);
  QCOMPARE(toQString(paragraph.context), u"😀\r\nBi\u0300 Shēng—mill 中文😀"_qs);
  const SquadQuestion& answered = paragraph.questions.at(0);
  QCOMPARE(toQString(answered.question), u"Who printed 😀?"_qs);
  QVERIFY(!answered.isImpossible);
  QCOMPARE(answered.answers.size(), std::size_t{2});
  // The emoji before them moves both by one unit.
  QCOMPARE(answered.answers[0].range.begin, std::size_t{4});
  QCOMPARE(answered.answers[0].range.end, std::size_t{13});
  QCOMPARE(answered.answers[1].range.begin, std::size_t{19});
  for (const SquadAnswer& answer : answered.answers) {
    QCOMPARE(toQString(answer.range.of(paragraph.context)), toQString(answer.text));
  }
  QVERIFY(paragraph.questions.at(1).isImpossible);
  QVERIFY(paragraph.questions.at(1).answers.empty());
}

/// SQuAD 1.1 has no `is_impossible`; other makers leave out `version` and `title`.
void SquadTest::readsOne() {
  const TestFolder folder;
  const SquadDataset dataset = data::readSquad(
      folder.write("a.json", "\xEF\xBB\xBF" + around("[{\"text\": \"b\", \"answer_start\": 4}]")));
  const SquadQuestion& question = dataset.articles.at(0).paragraphs.at(0).questions.at(0);
  QVERIFY(!question.isImpossible);
  QCOMPARE(question.answers.at(0).range.begin, std::size_t{5});
  QVERIFY(dataset.version.empty() && dataset.articles[0].title.empty());

  // Others have numbers where SQuAD has strings.
  const auto numbered = data::readSquad(
      folder.write("c.json",
                   "{\"version\": 1.0, \"data\": [{\"paragraphs\": [{\"context\": \"a\", \"qas\": ["
                   "{\"id\": 276, \"question\": \"?\", \"answers\": []}]}]}]}"));
  QCOMPARE(numbered.version, std::string("1.0"));
  QCOMPARE(numbered.articles.at(0).paragraphs.at(0).questions.at(0).id, std::string("276"));

  const auto empty = data::readSquad(folder.write("b.json", "{\"version\": \"1.1\", \"data\": []}"));
  QCOMPARE(empty.questionCount(), std::size_t{0});
}

void SquadTest::readsQuestionsAloneAndAnswersWithoutPlaces() {
  const TestFolder folder;
  const auto misplaced = folder.write("misplaced.json", around("[{\"text\": \"b\", \"answer_start\": 1}]"));
  const SquadDataset worded = data::readSquad(misplaced, data::GoldAnswers::Worded);
  QCOMPARE(worded.articles[0].paragraphs[0].questions[0].answers[0].text, u"b");
  QVERIFY(worded.articles[0].paragraphs[0].questions[0].answers[0].range.empty());
  const auto bare = folder.write(
      "bare.json",
      R"({"data": [{"paragraphs": [{"context": "a", "qas": [{"id": "1", "question": "?"}]}]}]})");
  QCOMPARE(data::readSquad(bare, data::GoldAnswers::None).questionCount(), std::size_t{1});
  QVERIFY_EXCEPTION_THROWN(data::readSquad(bare, data::GoldAnswers::Worded), FormatError);
}

void SquadTest::writesWhatItReads() {
  const TestFolder folder;
  const auto first = folder.write("first.json", kDataset);
  const auto second = folder.path("second.json");
  data::writeSquad(data::readSquad(first), second);

  const auto json = [](const std::filesystem::path& path) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(lectern::readFile(path))).object();
  };
  QByteArray expected(kDataset);
  const QByteArray plausible = "\"plausible_answers\": [{\"text\": \"Bì\", \"answer_start\": 3}], ";
  QVERIFY(expected.contains(plausible));
  expected.replace(plausible, "");
  QCOMPARE(json(second), QJsonDocument::fromJson(expected).object());
  QVERIFY(!json(second).isEmpty());
}

void SquadTest::namesThePlace_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QStringList>("parts");
  const QString answer = "data[0].paragraphs[0].qas[0].answers[0]";
  const auto row = [](const char* name, const QByteArray& content, const QStringList& parts) {
    QTest::newRow(name) << content << parts;
  };
  row("empty", "", {"not valid JSON", "line 1"});
  row("cut off", "{\"data\": [\n{", {"not valid JSON", "line 2"});
  row("an array", "[]", {"object"});
  row("a table without data", "{\"version\": \"2\"}", {"'data' is missing"});
  row("data of a wrong type", "{\"data\": {}}", {"'data'", "array"});
  row("an article of a wrong type", "{\"data\": [3]}", {"data[0]", "object"});
  row("no paragraphs", "{\"data\": [{}]}", {"data[0]", "'paragraphs' is missing"});
  row("no context", "{\"data\": [{\"paragraphs\": [{\"qas\": []}]}]}",
      {"paragraphs[0]", "'context' is missing"});
  row("answers of a wrong type", around("\"b\""), {"data[0].paragraphs[0].qas[0]", "'answers'", "array"});
  row("no start", around("[{\"text\": \"b\"}]"), {answer, "'answer_start' is missing"});
  row("a start before the text", around("[{\"text\": \"b\", \"answer_start\": -1}]"),
      {answer, "'answer_start'"});
  row("a start that is text", around("[{\"text\": \"b\", \"answer_start\": \"4\"}]"),
      {answer, "'answer_start'"});
  row("a start past the end", around("[{\"text\": \"b\", \"answer_start\": 6}]"), {answer, "past the end"});
  row("another text there", around("[{\"text\": \"b\", \"answer_start\": 3}]"), {answer, "does not stand"});
  row("counted in UTF-16 units", around("[{\"text\": \"b\", \"answer_start\": 5}]"),
      {answer, "does not stand"});
  row("the second answer", around("[{\"text\": \"b\", \"answer_start\": 4}, {\"answer_start\": 4}]"),
      {"answers[1]", "'text' is missing"});
  row("an id twice",
      "{\"data\": [{\"paragraphs\": [{\"context\": \"a\", \"qas\": ["
      "{\"id\": \"q1\", \"question\": \"?\", \"answers\": []},"
      "{\"id\": \"q1\", \"question\": \"?\", \"answers\": []}]}]}]}",
      {"qas[1]", "'q1'", "twice"});
}

void SquadTest::namesThePlace() {
  QFETCH(QByteArray, content);
  QFETCH(QStringList, parts);
  const TestFolder folder;
  const QString message = messageOf(folder.write("dev.json", content),
                                    [](const std::filesystem::path& path) { data::readSquad(path); });
  for (const QString& part : QStringList{"dev.json'"} + parts) {
    QVERIFY2(message.contains(part), qPrintable(part + " not in: " + message));
  }
}

void SquadTest::readsPredictions() {
  const TestFolder folder;
  const data::Predictions predictions = {{"1", ""}, {"2", "e\u0301 😀 中文"}, {"3", "a\r\n\"b\""}};
  const auto path = folder.path("p.json");
  data::writePredictions(predictions, path);
  QVERIFY(data::readPredictions(path) == predictions);
  data::writePredictions({}, path);
  QVERIFY(data::readPredictions(path).empty());
}

void SquadTest::keepsTheOrderOfProbabilities() {
  const TestFolder folder;
  const auto read = data::readProbabilities(folder.write("n.json", "{\"z\": 0.25, \"a\": 1, \"m\": 1e-9}"));
  const data::Probabilities expected = {{"z", 0.25}, {"a", 1.0}, {"m", 1e-9}};
  QVERIFY(read == expected);
  const auto path = folder.path("again.json");
  data::writeProbabilities({{"z", 1.0 / 3}, {"a", 0.0}}, path);
  QVERIFY((data::readProbabilities(path) == data::Probabilities{{"z", 1.0 / 3}, {"a", 0.0}}));
}

void SquadTest::namesTheIdOfAWrongValue_data() {
  QTest::addColumn<bool>("isProbability");
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("part");
  QTest::newRow("a number for an answer") << false << QByteArray("{\"q1\": \"\", \"q2\": 3}") << "q2";
  QTest::newRow("null for an answer") << false << QByteArray("{\"q1\": null}") << "q1";
  QTest::newRow("an array of answers") << false << QByteArray("{\"q1\": [\"x\"]}") << "q1";
  QTest::newRow("an answer twice") << false << QByteArray("{\"q1\": \"\", \"q1\": \"\"}")
                                   << "'q1' is used twice";
  QTest::newRow("no object") << false << QByteArray("[]") << "object";
  QTest::newRow("no object of answers") << false << QByteArray("\"x\"") << "object";
  QTest::newRow("cut off") << false << QByteArray("{\"q1\": ") << "line 1";
  QTest::newRow("text for a probability") << true << QByteArray("{\"q1\": \"0.5\"}") << "q1";
  QTest::newRow("a probability twice")
      << true << QByteArray("{\"q1\": 1, \"q1\": 0}") << "'q1' is used twice";
  QTest::newRow("empty") << true << QByteArray() << "line 1";
}

void SquadTest::namesTheIdOfAWrongValue() {
  QFETCH(bool, isProbability);
  QFETCH(QByteArray, content);
  QFETCH(QString, part);
  const TestFolder folder;
  const auto path = folder.write("p.json", content);
  const QString message =
      isProbability
          ? messageOf(path, [](const std::filesystem::path& file) { data::readProbabilities(file); })
          : messageOf(path, [](const std::filesystem::path& file) { data::readPredictions(file); });
  QVERIFY2(message.contains(part) && message.contains("p.json"), qPrintable(message));
}

void SquadTest::namesAMissingFile() {
  const TestFolder folder;
  QVERIFY_EXCEPTION_THROWN(data::readSquad(folder.path("missing.json")), FileError);
  QVERIFY_EXCEPTION_THROWN(data::readPredictions(folder.path("missing.json")), FileError);
  QVERIFY_EXCEPTION_THROWN(data::writeSquad({}, folder.path("missing/a.json")), FileError);
}

QTEST_GUILESS_MAIN(SquadTest)
#include "tst_squad.moc"
