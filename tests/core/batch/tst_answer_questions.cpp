#include <QTest>
#include <algorithm>
#include <cmath>
#include <optional>

#include "core/base/error.h"
#include "core/batch/answer_questions.h"
#include "core/batch/scores.h"
#include "core/documents/loader.h"
#include "core/text/unicode.h"

namespace batch = lectern::batch;
using batch::BatchAnswer;
using batch::BatchQuestion;
using lectern::answering::PredictOptions;
using lectern::answering::Predictor;
using lectern::documents::Document;
using lectern::documents::documentFromText;

namespace {

/// Two documents, the second with pages; what the small reader answers does not matter here.
std::vector<Document> library() {
  std::vector<Document> documents;
  documents.push_back(
      documentFromText(u"😀 The mill was built in 1390 by Ulman Stromer.\r\nIt made paper.", "Mill"));
  documents.push_back(
      documentFromText(u"Bi\u0300 She\u0304ng printed books in 中文 with movable type.", "Type"));
  documents.back().path = "shelf/type.pdf";
  documents.back().pages = {{0, 20}, {20, documents.back().text.size()}};
  return documents;
}

}  // namespace

/// Runs on the bundle in the folder LECTERN_TINY_BUNDLE.
class AnswerQuestionsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void answersStandInTheirDocuments();
  void orderOfDocumentsChangesNothing();
  void questionsChangeNothingForOthers();
  void tellsOfEachInOrder();
  void keepsTheBestGuessScore();
  void answersNothingWithoutText();
  void asksOfTheDocumentThatIsNamed();
  void scoresAsSquadDoes();
  void stops();

 private:
  std::optional<Predictor> predictor_;
};

void AnswerQuestionsTest::initTestCase() {
  const QString folder = qEnvironmentVariable("LECTERN_TINY_BUNDLE");
  if (folder.isEmpty()) QSKIP("LECTERN_TINY_BUNDLE names no bundle; ctest sets it");
  predictor_.emplace(Predictor::load(folder.toStdString()));
}

void AnswerQuestionsTest::answersStandInTheirDocuments() {
  const std::vector<Document> documents = library();
  PredictOptions options;
  options.noAnswerThreshold = 1.0;
  const std::vector<BatchQuestion> questions = {{"Who built the mill?", "7"}, {"誰が 😀?"}, {"Cafe\u0301?"}};
  const std::vector<BatchAnswer> answers = batch::answerQuestions(*predictor_, documents, questions, options);
  QCOMPARE(answers.size(), questions.size());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const BatchAnswer& answer = answers[i];
    QCOMPARE(answer.question.text, questions[i].text);
    QCOMPARE(answer.question.id, questions[i].id);
    QCOMPARE(answer.error, std::string());
    QVERIFY(!answer.answer.empty());
    QVERIFY(answer.confidence > 0 && answer.confidence <= 1);
    QVERIFY(answer.noAnswerProbability >= 0 && answer.noAnswerProbability <= 1);
    const bool isFirst = answer.document == "Mill";
    QVERIFY(isFirst || answer.document == "shelf/type.pdf");
    const Document& document = documents[isFirst ? 0 : 1];
    QVERIFY(answer.range.end <= document.text.size());
    QCOMPARE(answer.answer, lectern::text::toUtf8(answer.range.of(document.text)));
    QCOMPARE(answer.page, isFirst ? std::size_t{0} : document.pageOf(answer.range.begin));
  }
}

void AnswerQuestionsTest::orderOfDocumentsChangesNothing() {
  std::vector<Document> documents = library();
  PredictOptions options;
  options.noAnswerThreshold = 1.0;
  const std::vector<BatchQuestion> questions = {{"Who built the mill?"},
                                                {"When was it built?"},
                                                {"Who printed books?"},
                                                {"What did it make?"},
                                                {"With what?"}};
  const auto answers = batch::answerQuestions(*predictor_, documents, questions, options);
  std::ranges::reverse(documents);
  const auto reversed = batch::answerQuestions(*predictor_, documents, questions, options);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    QCOMPARE(reversed[i].document, answers[i].document);
    QCOMPARE(reversed[i].answer, answers[i].answer);
  }
}

void AnswerQuestionsTest::questionsChangeNothingForOthers() {
  PredictOptions options;
  options.noAnswerThreshold = 1.0;
  const std::vector<BatchQuestion> questions = {
      {"Who built the mill?"}, {"When was it built by Ulman Stromer?"}, {"???"}, {"With what?"}};
  const auto together = batch::answerQuestions(*predictor_, library(), questions, options);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto alone = batch::answerQuestions(*predictor_, library(), {questions[i]}, options).front();
    QCOMPARE(together[i].answer, alone.answer);
    QCOMPARE(together[i].range, alone.range);
    QCOMPARE(together[i].document, alone.document);
    QCOMPARE(together[i].error, alone.error);
    QVERIFY(std::abs(together[i].confidence - alone.confidence) < 0.01);
  }
}

void AnswerQuestionsTest::tellsOfEachInOrder() {
  const std::vector<BatchQuestion> questions = {{"Who?"}, {""}, {"Who?"}, {"Why?"}};
  std::vector<std::string> told;
  const auto answers = batch::answerQuestions(*predictor_, library(), questions, {}, {},
                                              [&](std::size_t index, const BatchAnswer& answer) {
                                                QCOMPARE(index, told.size());
                                                told.push_back(answer.question.text);
                                              });
  QCOMPARE(told, (std::vector<std::string>{"Who?", "", "Who?", "Why?"}));
  QCOMPARE(answers.size(), questions.size());
  QVERIFY(answers[1].answer.empty());
  QCOMPARE(answers[0].confidence, answers[2].confidence);
}

/// Where there is no answer, the score is that of the best guess, so that a person can choose another
/// threshold.
void AnswerQuestionsTest::keepsTheBestGuessScore() {
  PredictOptions options;
  options.noAnswerThreshold = 1.0;
  const auto taken = batch::answerQuestions(*predictor_, library(), {{"Who built the mill?"}}, options);
  options.noAnswerThreshold = 0.0;
  const auto refused = batch::answerQuestions(*predictor_, library(), {{"Who built the mill?"}}, options);
  QVERIFY(taken[0].noAnswerProbability > 0);
  QCOMPARE(refused[0].answer, std::string());
  QCOMPARE(refused[0].document, std::string());
  QCOMPARE(refused[0].confidence, taken[0].confidence);
  QCOMPARE(refused[0].noAnswerProbability, taken[0].noAnswerProbability);
}

void AnswerQuestionsTest::answersNothingWithoutText() {
  const auto answers =
      batch::answerQuestions(*predictor_, std::vector{documentFromText(u"", "Empty")}, {{"Who?"}}, {});
  QCOMPARE(answers.size(), std::size_t{1});
  QVERIFY(answers[0].answer.empty() && answers[0].error.empty());
  QVERIFY(batch::answerQuestions(*predictor_, library(), {}, {}).empty());
}

void AnswerQuestionsTest::asksOfTheDocumentThatIsNamed() {
  PredictOptions options;
  options.noAnswerThreshold = 1.0;
  batch::QuestionFile file;
  file.documents.push_back(documentFromText(u"The bell was cast in Wien.", "Bell"));
  file.questions = {{"What was cast?", "", "Bell"}, {"Where?", "", "Bell"},
                    {"Who built the mill?"},        {"Who printed?", "", "type.pdf"},
                    {"What was cast?", "", "Bell"}, {"Who?", "", "torn.txt"},
                    {"Who built the mill?"},        {"Why?", "", "torn.txt"}};
  std::vector<std::string> opened;
  batch::AskedDocuments documents({library()[0]});
  file.folder = "shelf";
  documents.add(file, [&](const std::filesystem::path& path) {
    opened.push_back(path.string());
    if (path.filename() == "torn.txt") throw lectern::FileError("'torn.txt' is torn");
    return library()[1];
  });
  const auto answers = batch::answerQuestions(*predictor_, documents, file.questions, options);
  QCOMPARE(answers.size(), file.questions.size());
  for (const std::size_t i : {0, 1, 4}) QCOMPARE(answers[i].document, std::string("Bell"));
  QCOMPARE(answers[2].document, std::string("Mill"));
  QCOMPARE(answers[3].document, std::string("shelf/type.pdf"));
  QCOMPARE(answers[0].answer, answers[4].answer);
  QCOMPARE(answers[5].error, std::string("'torn.txt' is torn"));
  QCOMPARE(answers[7].error, answers[5].error);
  QCOMPARE(opened, (std::vector<std::string>{"shelf/type.pdf", "shelf/torn.txt"}));  // once each

  // A question that names none, where there are none for all.
  const auto none = batch::answerQuestions(*predictor_, std::vector<Document>(), {{"Who?"}}, options);
  QVERIFY(!none[0].error.empty());
}

void AnswerQuestionsTest::scoresAsSquadDoes() {
  const auto answered = [](std::optional<std::vector<std::string>> expected, const char* answer,
                           double confidence, const char* error = "") {
    BatchAnswer said;
    said.question = {"Who?", "", "", std::move(expected)};
    said.answer = answer;
    said.confidence = confidence;
    said.error = error;
    return said;
  };
  using Answers = std::vector<std::string>;
  QVERIFY(!batch::scoresOf({answered(std::nullopt, "Bi", 0.5), answered(Answers{"Bi"}, "", 0, "torn")}));
  const auto scores =
      batch::scoresOf({answered(Answers{"Bi Sheng", "the Bi."}, "Bi", 0.9),
                       answered(Answers{"Bi Sheng"}, "Sheng", 0.8), answered(Answers{"Bi Sheng"}, "", 0.1),
                       answered(Answers(), "", 0.3), answered(std::nullopt, "Bi", 0.5)});
  QVERIFY(scores.has_value());
  QCOMPARE(scores->all.total, std::size_t{4});
  QCOMPARE(scores->all.exact, 50.0);
  QVERIFY(std::abs(scores->all.f1 - 100 * (1 + 2.0 / 3 + 0 + 1) / 4) < 1e-9);
  QCOMPARE(scores->hasAnswer->total, std::size_t{3});
  QCOMPARE(scores->noAnswer->f1, 100.0);
  QCOMPARE(scores->reliability[9].count, std::size_t{1});  // 0.9, right
  QCOMPARE(scores->reliability[9].accuracy, 1.0);
  QCOMPARE(scores->reliability[8].accuracy, 0.0);
  QCOMPARE(*batch::f1Of(answered(Answers(), "Bi", 0.5)), 0.0);
  QVERIFY(!batch::f1Of(answered(std::nullopt, "Bi", 0.5)).has_value());
}

void AnswerQuestionsTest::stops() {
  std::stop_source source;
  std::size_t told = 0;
  const auto run = [&] {
    batch::answerQuestions(*predictor_, library(), std::vector<BatchQuestion>(100, {"Who?"}), {},
                           source.get_token(), [&](std::size_t, const BatchAnswer&) {
                             ++told;
                             source.request_stop();
                           });
  };
  QVERIFY_EXCEPTION_THROWN(run(), lectern::CancelledError);
  QVERIFY(told >= 1 && told < 100);  // of those read together all
}

QTEST_GUILESS_MAIN(AnswerQuestionsTest)
#include "tst_answer_questions.moc"
