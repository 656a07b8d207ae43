#include <QTest>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/batch/answer_file.h"
#include "core/data/csv.h"
#include "core/data/predictions.h"
#include "core/data/squad.h"
#include "tests/support/test_folder.h"

namespace batch = lectern::batch;
namespace data = lectern::data;
using batch::BatchAnswer;
using lectern::FileError;
using lectern::FormatError;
using lectern::test::TestFolder;

class QuestionFileTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsQuestions_data();
  void readsQuestions();
  void readsWhatIsExpected();
  void readsSquad();
  void refuses_data();
  void refuses();
  void namesAMissingFile();
  void writesAnswers();
  void keepsIds();
  void writesAHeadAlone();
  void writesPredictions();
  void writesAnswersAsTheyCome();
  void goesOnWithAnswers_data();
  void goesOnWithAnswers();
  void goesOnWithNothingElse();
};

void QuestionFileTest::readsQuestions_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QStringList>("questions");
  const auto row = [](const char* title, const QString& name, const QByteArray& content,
                      const QStringList& questions) { QTest::newRow(title) << name << content << questions; };
  row("lines", "q.txt", "Who?\nWhy?\n", {"Who?", "Why?"});
  row("no line end at the end", "q.txt", "Who?", {"Who?"});
  row("CRLF, empty lines, spaces", "q.TXT", "\r\n  Who is\tit? \r\n\r\n \t\r\nWhy?\r\n",
      {"Who is it?", "Why?"});
  row("a comma is no column", "q.txt", "Who, and why?\n", {"Who, and why?"});
  row("byte order mark", "q.txt", "\xEF\xBB\xBFWho?\n", {"Who?"});
  row("emoji, combining mark, Chinese", "q.txt", u"Who is 😀?\nCafe\u0301?\n誰が書いた？中文\n"_qs.toUtf8(),
      {u"Who is 😀?"_qs, u"Cafe\u0301?"_qs, u"誰が書いた？中文"_qs});
  row("the same question twice", "q.txt", "Who?\nWho?\n", {"Who?", "Who?"});
  row("column by its heading", "q.csv", "id,Question,note\n1,Who?,x\n2,Why?,y\n", {"Who?", "Why?"});
  row("heading with spaces", "q.csv", "id, QUESTION \r\n1,Who?\r\n", {"Who?"});
  row("no heading: commas are the questions'", "q.csv", "Who, in the end, paid?\nWhy?\n",
      {"Who, in the end, paid?", "Why?"});
  row("several questions' column", "q.csv", "nr,Questions\n1,Who?\n", {"Who?"});
  row("quoted", "q.csv", "question\n\"Who, and \"\"why\"\"?\"\n\"Two\r\nlines?\"\n",
      {"Who, and \"why\"?", "Two lines?"});
  row("semicolons", "q.csv", "id;question\n7;Who, if anyone, pays?\n", {"Who, if anyone, pays?"});
  row("semicolons and quotes", "q.csv", "\"id\";\"question\"\r\n\"1\";\"Who; and why?\"\r\n",
      {"Who; and why?"});
  row("tabs and quotes", "q.csv", "\"id\"\t\"question\"\n\"1\"\t\"Who?\"\n", {"Who?"});
  row("tabs", "q.csv", "id\tquestion\n7\tWho, and why?\n", {"Who, and why?"});
  row("commas in one column", "q.csv", "question\nWhat, if anything, is due?\n",
      {"What, if anything, is due?"});
  row("blank rows", "q.csv", "question,note\n,a\n , \nWho?\n", {"Who?"});
  row("an id without a question is kept, to be told of", "q.csv", "id,question\n1\n2, \n3,Who?\n",
      {"", "", "Who?"});
  row("TSV", "q.tsv", "id\tquestion\n7\tWho, and why?\n", {"Who, and why?"});
  row("TSV without a head", "q.tsv", "Who, and why?\nWhen?\n", {"Who, and why?", "When?"});
  row("JSON lines", "q.jsonl",
      "{\"id\": 1, \"question\": \"Who?\", \"note\": [2]}\r\n\n{\"question\":\" Why "
      "\\u4e2d\\ud83d\\ude00?\"}\n{\"question\":\"\"}",
      {"Who?", u"Why 中😀?"_qs});
  row("Chinese and emoji", "q.Csv", u"question\n中文？😀\n"_qs.toUtf8(), {u"中文？😀"_qs});
}

void QuestionFileTest::readsQuestions() {
  QFETCH(QString, name);
  QFETCH(QByteArray, content);
  const TestFolder folder;
  QStringList questions;
  for (const batch::BatchQuestion& question : batch::readQuestions(folder.write(name, content)).questions) {
    questions << QString::fromStdString(question.text);
  }
  QTEST(questions, "questions");
}

void QuestionFileTest::readsWhatIsExpected() {
  const TestFolder folder;
  using Answers = std::vector<std::string>;
  const auto csv = folder.write(
      "q.csv", u"question,Document,expected\nWho?, a  b.pdf ,Bi Sheng | 畢昇\nWhy?, ,\n"_qs.toUtf8());
  const batch::QuestionFile table = batch::readQuestions(csv);
  QCOMPARE(table.questions[0].document, std::string("a  b.pdf"));
  QVERIFY(table.questions[0].expected == (Answers{"Bi Sheng", "畢昇"}));
  QCOMPARE(table.questions[1].document, std::string());
  QVERIFY(table.questions[1].expected == Answers());  // there is no answer
  QVERIFY(batch::documentFiles(table) == std::vector{folder.path("a  b.pdf")});

  const auto lines =
      batch::readQuestions(folder.write("q.jsonl",
                                        "{\"question\": \"Who?\", \"document\": \"/a.txt\", \"expected\": "
                                        "\"Bi | Sheng\"}\n{\"question\": \"Who?\", \"expected\": [\"a\", "
                                        "\"b\"]}\n{\"question\": \"Who?\", \"expected\": []}\n"
                                        "{\"question\": \"Who?\", \"expected\": null}\n"))
          .questions;
  QCOMPARE(lines[0].document, std::string("/a.txt"));
  QVERIFY(lines[0].expected == Answers{"Bi | Sheng"});
  QVERIFY(lines[1].expected == (Answers{"a", "b"}));
  QVERIFY(lines[2].expected == Answers());
  QVERIFY(!lines[3].expected.has_value());
  QVERIFY(!batch::readQuestions(folder.write("q.txt", "Who?")).questions[0].expected.has_value());
}

void QuestionFileTest::readsSquad() {
  const TestFolder folder;
  const batch::QuestionFile file = batch::readQuestions(
      folder.write("q.json",
                   u"{\"data\": [{\"title\": \"Type\", \"paragraphs\": [{\"context\": \"😀 Clay.\", \"qas\": ["
                   u"{\"id\": \"a\", \"question\": \"Of what?\", \"answers\": [{\"text\": \"Clay\", "
                   u"\"answer_start\": 2}]},"
                   u"{\"id\": \"b\", \"question\": \"Why?\", \"answers\": [], \"is_impossible\": true}]}]},"
                   u"{\"title\": \"Type\", \"paragraphs\": [{\"context\": \"中文\", \"qas\": ["
                   u"{\"id\": \"c\", \"question\": \"Who?\"}]}]}]}"_qs.toUtf8()));
  QCOMPARE(file.questions.size(), std::size_t{3});
  QCOMPARE(file.questions[0].id, std::string("\"a\""));
  QVERIFY(file.questions[0].expected == std::vector<std::string>{"Clay"});
  QVERIFY(file.questions[1].expected == std::vector<std::string>());
  QVERIFY(!file.questions[2].expected.has_value());  // to be answered
  QCOMPARE(file.questions[1].document, file.documents[0].title);
  QCOMPARE(file.questions[2].document, file.documents[1].title);
  QVERIFY(file.documents[0].title != file.documents[1].title);
  QVERIFY(file.documents[1].text == u"中文");
  QVERIFY(batch::documentFiles(file).empty());
}

void QuestionFileTest::refuses_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("part");
  QTest::newRow("another kind") << "q.docx" << QByteArray("Who?") << ".txt";
  QTest::newRow("no extension") << "q" << QByteArray("Who?") << ".csv";
  QTest::newRow("empty") << "q.txt" << QByteArray() << "holds no questions";
  QTest::newRow("blank") << "q.txt" << QByteArray(" \r\n\t\n") << "holds no questions";
  QTest::newRow("empty CSV") << "q.csv" << QByteArray() << "holds no questions";
  QTest::newRow("a heading alone") << "q.csv" << QByteArray("id,question\n") << "holds no questions";
  QTest::newRow("ids alone") << "q.csv" << QByteArray("id,question\n1\n2, \n") << "holds no questions";
  QTest::newRow("a comma without quotes")
      << "q.csv" << QByteArray("question,id\nWho?,1\nWho, and when?,2\n") << "row 3";
  QTest::newRow("columns without a head")
      << "q.csv" << QByteArray("nr,text\n1,Who?\n") << "headed \"question\"";
  QTest::newRow("an open quote") << "q.csv" << QByteArray("question\n\"Who?\n") << "line 2";
  QTest::newRow("a picture as CSV") << "q.csv" << QByteArray::fromHex("89504e470d0a1a0a0000000d49484452")
                                    << "q.csv";
  QTest::newRow("no JSON") << "q.jsonl" << QByteArray("{\"question\": \"Who?\"}\n\n{\"question\": \n")
                           << "line 3";
  QTest::newRow("JSON without question")
      << "q.jsonl" << QByteArray("{\"query\": \"Who?\"}") << "line 1: expected";
  QTest::newRow("a question that is no text") << "q.jsonl" << QByteArray("{\"question\": 7}") << "line 1";
  QTest::newRow("an id of parts") << "q.jsonl" << QByteArray("{\"question\": \"Who?\", \"id\": [1]}")
                                  << "\"id\"";
  QTest::newRow("an id that JSON would round")
      << "q.jsonl" << QByteArray("{\"question\": \"Who?\", \"id\": 12345678901234567890123}") << "\"id\"";
  QTest::newRow("a truth for an id") << "q.jsonl" << QByteArray("{\"question\": \"Who?\", \"id\": true}")
                                     << "\"id\"";
  QTest::newRow("a document that is no text")
      << "q.jsonl" << QByteArray("{\"question\": \"Who?\", \"document\": 7}") << "\"document\"";
  QTest::newRow("an expected answer that is no text")
      << "q.jsonl" << QByteArray("{\"question\": \"Who?\", \"expected\": [7]}") << "\"expected\"";
  QTest::newRow("JSON that is not SQuAD") << "q.json" << QByteArray("{\"question\": \"Who?\"}") << "SQuAD";
  QTest::newRow("half an emoji") << "q.jsonl" << QByteArray("{\"question\": \"\\ud83d\"}") << "is not JSON";
  QTest::newRow("no text in JSON") << "q.jsonl" << QByteArray("{\"question\": \"\\u0000\"}") << "line 1";
  QTest::newRow("one JSON array") << "q.jsonl" << QByteArray("[{\"question\": \"Who?\"}]") << "line 1";
  QTest::newRow("a picture") << "q.txt" << QByteArray::fromHex("89504e470d0a1a0a0000000d49484452") << "q.txt";
}

void QuestionFileTest::refuses() {
  QFETCH(QString, name);
  QFETCH(QByteArray, content);
  QFETCH(QString, part);
  const TestFolder folder;
  try {
    batch::readQuestions(folder.write(name, content));
    QFAIL("the file was taken");
  } catch (const FormatError& error) {
    const QString message = QString::fromUtf8(error.what());
    QVERIFY2(message.contains(part) && message.contains("/" + name + "'"), qPrintable(message));
  }
}

void QuestionFileTest::namesAMissingFile() {
  const TestFolder folder;
  QVERIFY_EXCEPTION_THROWN(batch::readQuestions(folder.path("missing.txt")), FileError);
  QVERIFY_EXCEPTION_THROWN(batch::readQuestions(folder.path("missing.csv")), FileError);
  QVERIFY_EXCEPTION_THROWN(batch::writeAnswers({}, folder.path("missing/a.csv")), FileError);
}

void QuestionFileTest::writesAnswers() {
  BatchAnswer found{{"Who, \"then\"?"}, "e\u0301 😀 中文", 0.5, 0.25, "books/a b.pdf", 3, {7, 15}, ""};
  BatchAnswer none{{"Why?"}, "", 0.125, 0.75, "", 0, {}, ""};
  BatchAnswer failed{{"How?"}, "", 0, 1, "", 0, {}, "LibTorch failed\nat once"};
  BatchAnswer pageless{{"Where?"}, "here", 1, 0, "notes.txt", 0, {0, 4}, ""};
  const TestFolder folder;
  const auto path = folder.path("a.csv");
  batch::writeAnswers({found, none, failed, pageless}, path);

  const lectern::data::CsvRows expected = {
      {"question", "answer", "confidence", "no_answer_probability", "document", "page", "start", "end",
       "error"},
      {"Who, \"then\"?", "e\u0301 😀 中文", "0.5", "0.25", "books/a b.pdf", "3", "7", "15", ""},
      {"Why?", "", "0.125", "0.75", "", "", "", "", ""},
      {"How?", "", "", "", "", "", "", "", "LibTorch failed\nat once"},
      {"Where?", "here", "1", "0", "notes.txt", "", "0", "4", ""}};
  QVERIFY(lectern::data::readCsv(path) == expected);
}

/// What a file calls its questions stands beside the answers, of the same type in JSON.
void QuestionFileTest::keepsIds() {
  const TestFolder folder;
  const auto copy = [&](const char* asked, const char* written) {
    std::vector<BatchAnswer> answers;
    for (const batch::BatchQuestion& question : batch::readQuestions(folder.path(asked)).questions) {
      answers.push_back({question, "here", 0.5, 0.25, "a.txt", 0, {1, 5}, ""});
    }
    answers.back().answer.clear();
    batch::writeAnswers(answers, folder.path(written));
    return lectern::readFile(folder.path(written));
  };
  folder.write("q.jsonl",
               "{\"id\": 7, \"question\": \"Who?\"}\n{\"question\": \"Why?\"}\n{\"id\": \"007\", "
               "\"question\": \"How?\"}\n");
  folder.write("q.csv", "ID,question\n7,Who?\n,Why?\n007,How?\n");
  const auto lines = [](const char* first) {
    return std::string("{\"id\":") + first +
           ",\"question\":\"Who?\",\"answer\":\"here\",\"confidence\":0.5,\"noAnswerProbability\":0.25,"
           "\"document\":\"a.txt\",\"page\":null,\"start\":1,\"end\":5,\"error\":null}\n"
           "{\"question\":\"Why?\",\"answer\":\"here\",\"confidence\":0.5,\"noAnswerProbability\":0.25,"
           "\"document\":\"a.txt\",\"page\":null,\"start\":1,\"end\":5,\"error\":null}\n"
           "{\"id\":\"007\",\"question\":\"How?\",\"answer\":null,\"confidence\":0.5,\"noAnswerProbability\":"
           "0.25,"
           "\"document\":null,\"page\":null,\"start\":null,\"end\":null,\"error\":null}\n";
  };
  QCOMPARE(copy("q.jsonl", "a.jsonl"), lines("7"));
  QCOMPARE(copy("q.csv", "b.JSONL"), lines("\"7\""));
  for (const char* asked : {"q.jsonl", "q.csv"}) {
    copy(asked, "a.csv");
    const lectern::data::CsvRows rows = lectern::data::readCsv(folder.path("a.csv"));
    QCOMPARE(rows[0][0], std::string("id"));
    QCOMPARE(rows[1][0], std::string("7"));
    QCOMPARE(rows[2][0], std::string());
    QCOMPARE(rows[3][0], std::string("007"));
    QCOMPARE(rows[3][1], std::string("How?"));
  }
}

void QuestionFileTest::writesAHeadAlone() {
  const TestFolder folder;
  const auto path = folder.path("a.csv");
  batch::writeAnswers({}, path);
  QVERIFY(lectern::readFile(path).starts_with("question,answer,"));
  QCOMPARE(lectern::data::readCsv(path).size(), std::size_t{1});
}

/// As SQuAD's evaluation reads them.
void QuestionFileTest::writesPredictions() {
  const TestFolder folder;
  BatchAnswer found{{"Who?", "\"56\""}, "e\u0301 中", 0.5, 0.25, "a.txt", 0, {0, 4}, ""};
  BatchAnswer none{{"Why?", "7"}, "", 0.125, 0.75, "", 0, {}, ""};
  BatchAnswer failed{{"How?", "\"8\""}, "", 0, 1, "", 0, {}, "torn"};
  batch::writePredictions({found, none, failed}, folder.path("p.json"));
  const data::Predictions expected = {{"56", "e\u0301 中"}, {"7", ""}};
  QVERIFY(data::readPredictions(folder.path("p.json")) == expected);
  const data::Probabilities noAnswer = {{"56", 0.25}, {"7", 0.75}};
  QVERIFY(data::readProbabilities(folder.path("p na-prob.json")) == noAnswer);
  none.question.id = "\"56\"";
  QVERIFY_EXCEPTION_THROWN(batch::writePredictions({found, none}, folder.path("p.json")), FormatError);
  none.question.id.clear();
  QVERIFY_EXCEPTION_THROWN(batch::writePredictions({found, none}, folder.path("p.json")), FormatError);
}

void QuestionFileTest::writesAnswersAsTheyCome() {
  const TestFolder folder;
  const auto rows = [](const auto& path) { return lectern::data::readCsv(path).size(); };
  BatchAnswer answer;
  answer.question.text = "Who?";
  batch::AnswerFile often(folder.path("often.csv"), {}, std::chrono::seconds(0));
  often.put(0, answer);
  QCOMPARE(rows(folder.path("often.csv")), std::size_t{2});
  batch::AnswerFile hindered(folder.path("missing/a.csv"), {}, std::chrono::seconds(0));
  hindered.put(0, answer);  // there may be room again when all is answered
  QCOMPARE(hindered.answers().size(), std::size_t{1});
  QVERIFY_EXCEPTION_THROWN(hindered.write(), lectern::FileError);
  batch::AnswerFile seldom(folder.path("seldom.csv"));
  seldom.put(0, answer);
  seldom.put(1, answer);
  QVERIFY(!std::filesystem::exists(folder.path("seldom.csv")));
  seldom.write();
  QCOMPARE(rows(folder.path("seldom.csv")), std::size_t{3});

  batch::AnswerFile anew(folder.path("seldom.csv"), {}, std::chrono::seconds(0));
  anew.put(0, answer);  // what another run has answered stands until all is
  QCOMPARE(rows(folder.path("seldom.csv")), std::size_t{3});
  QCOMPARE(anew.unfinished(), folder.path("seldom.unfinished.csv"));
  QCOMPARE(rows(anew.unfinished()), std::size_t{2});
  anew.write();
  QCOMPARE(rows(folder.path("seldom.csv")), std::size_t{2});
  QVERIFY(!std::filesystem::exists(anew.unfinished()));
}

void QuestionFileTest::goesOnWithAnswers_data() {
  QTest::addColumn<QString>("name");
  QTest::newRow("CSV") << "answers.csv";
  QTest::newRow("JSON lines") << "answers.jsonl";
}

void QuestionFileTest::goesOnWithAnswers() {
  QFETCH(QString, name);
  const TestFolder folder;
  const std::vector<batch::BatchQuestion> questions = {
      {"Who, \"then\"? 😀", "7", "a b.pdf"}, {"Why?", "\"q8\""}, {"When?"}, {"Where?", "\"10\""}};
  QVERIFY(batch::answersSoFar(folder.path(name), questions).empty());
  std::vector<BatchAnswer> answers(3);
  for (std::size_t i = 0; i < 3; ++i) answers[i].question = questions[i];
  answers[0].answer = "Bi Sheng,\nof Cafe\u0301";
  answers[0].confidence = 0.1 + 0.2;
  answers[0].noAnswerProbability = 1e-9;
  answers[0].document = "/papers/book.pdf";
  answers[0].page = 3;
  answers[0].range = {10, 18};
  answers[1].confidence = 0.25;
  answers[2].answer = "868";
  answers[2].range = {0, 3};
  const std::filesystem::path path = folder.path(name);
  batch::writeAnswers(answers, path);
  const std::vector<BatchAnswer> read = batch::answersSoFar(path, questions);
  QCOMPARE(read.size(), 3U);
  QCOMPARE(read[1].question.id, std::string("\"q8\""));
  const std::string before = lectern::readFile(path);
  batch::AnswerFile(path, {read, path}).write();
  QCOMPARE(lectern::readFile(path), before);  // nothing is lost, to the last digit

  // What is left beside is gone on with where it has more, or was to replace answers to all.
  batch::writeAnswers({answers[0]}, lectern::unfinishedPath(path));
  QCOMPARE(batch::answersLeft(path, questions).file, path);
  std::vector<BatchAnswer> all = answers;
  all.emplace_back().question = questions[3];
  batch::writeAnswers(all, path);
  const batch::AnswersLeft left = batch::answersLeft(path, questions);
  QCOMPARE(left.answers.size(), 1U);
  batch::AnswerFile goneOnWith(path, left);
  QCOMPARE(goneOnWith.unfinished(), lectern::unfinishedPath(path));
  goneOnWith.put(1, answers[1]);
  goneOnWith.write();
  QVERIFY(!std::filesystem::exists(lectern::unfinishedPath(path)));
  QCOMPARE(batch::answersLeft(path, questions).answers.size(), 2U);
  QCOMPARE(batch::answersLeft(path, questions).file, path);
  batch::writeAnswers(answers, path);

  std::vector<batch::BatchQuestion> ofAnother = questions;
  ofAnother[0].document = "b.pdf";
  QVERIFY_EXCEPTION_THROWN(batch::answersSoFar(path, ofAnother), FormatError);

  answers[1].error = "torn";
  batch::writeAnswers(answers, path);
  const std::vector<BatchAnswer> failed = batch::answersSoFar(path, questions);
  QCOMPARE(failed.size(), 3U);
  QCOMPARE(failed[1].error, std::string("torn"));
}

void QuestionFileTest::goesOnWithNothingElse() {
  const TestFolder folder;
  const std::vector<batch::BatchQuestion> questions = {{"Who?"}, {"Why?"}};
  const auto refuses = [&](const QString& name, const QByteArray& content) {
    const std::filesystem::path path = folder.write(name, content);
    QVERIFY_EXCEPTION_THROWN(batch::answersSoFar(path, questions), FormatError);
  };
  refuses("a.csv", "name,price\nBread,3\n");
  refuses("b.csv", "");
  refuses("c.jsonl", "{\"question\": \"Who?\"}\n");
  refuses("d.jsonl", "Who?\n");
  const QByteArray head = "question,answer,confidence,no_answer_probability,document,page,start,end,error\n";
  refuses("e.csv", head + "Why?,,0.5,0.5,,,,,\n");
  refuses("f.csv", head + "Who?,,half,0.5,,,,,\n");
  refuses("i.csv", head + "Who?,,50,0.5,,,,,\n");
  refuses("j.csv", head + "Who?,,0.5,-1,,,,,\n");
  refuses("g.csv", head + "Who?,,0.5,0.5,,,,,\nWhy?,,0.5,0.5,,,,,\nHow?,,0.5,0.5,,,,,\n");
  QVERIFY(batch::answersSoFar("/dev/null", questions).empty());
  QCOMPARE(batch::answersSoFar(folder.write("h.csv", head + "Who?,,0.5,0.5,,,,,\n"), questions).size(), 1U);
}

QTEST_GUILESS_MAIN(QuestionFileTest)
#include "tst_question_file.moc"
