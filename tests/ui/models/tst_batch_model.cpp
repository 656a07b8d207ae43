#include <QAbstractItemModelTester>
#include <QTest>

#include "ui/models/batch_model.h"

namespace lectern {

using models::BatchModel;

class BatchModelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void fillsAsAnswersCome();
  void tellsWhatIsExpected();
};

void BatchModelTest::fillsAsAnswersCome() {
  BatchModel model;
  QAbstractItemModelTester tester(&model);
  model.setQuestions({{"Who?"}, {"Where 😀?"}, {"Why?"}, {"When?"}});
  QVERIFY(!model.hasExpected());
  QCOMPARE(model.rowCount(), 4);
  const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
  QCOMPARE(cell(1, BatchModel::QuestionColumn), QString("Where 😀?"));
  QCOMPARE(cell(1, BatchModel::AnswerColumn), QString());

  batch::BatchAnswer answer;
  answer.answer = "中文";
  answer.confidence = 0.5;
  answer.document = "/books/a.pdf";
  answer.page = 3;
  model.setAnswer(1, answer);
  QCOMPARE(cell(1, BatchModel::AnswerColumn), QString("中文"));
  QCOMPARE(cell(1, BatchModel::ConfidenceColumn), QString("50 %"));
  QCOMPARE(cell(1, BatchModel::DocumentColumn), QString("a.pdf, p. 3"));
  QCOMPARE(model.index(1, BatchModel::DocumentColumn).data(Qt::ToolTipRole).toString(),
           QString("<p>/books/a.pdf, p. 3</p>"));
  answer.answer = "<b>\nbold";
  answer.warnings = {"In <i> words"};
  model.setAnswer(1, answer);
  QCOMPARE(model.index(1, BatchModel::AnswerColumn).data(Qt::ToolTipRole).toString(),
           QString("<p>&lt;b&gt;</p><p>bold</p><p>In &lt;i&gt; words</p>"));

  model.setAnswer(0, {});
  QCOMPARE(cell(0, BatchModel::AnswerColumn), QString("No answer found"));
  QCOMPARE(cell(0, BatchModel::ConfidenceColumn), QString());

  batch::BatchAnswer failed;
  failed.error = "broken";
  model.setAnswer(2, failed);
  QCOMPARE(cell(2, BatchModel::AnswerColumn), QString("Failed: broken"));
  QCOMPARE(cell(3, BatchModel::AnswerColumn), QString());
}

void BatchModelTest::tellsWhatIsExpected() {
  BatchModel model;
  const std::vector<batch::BatchQuestion> questions = {
      {"Who?", "", "", std::vector<std::string>{"Bi Sheng", "Bi"}},
      {"When?", "", "", std::vector<std::string>()},
      {"Why?"}};
  model.setQuestions(questions);
  QVERIFY(model.hasExpected());
  const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
  QCOMPARE(cell(0, BatchModel::ExpectedColumn), QString("Bi Sheng | Bi"));
  QCOMPARE(cell(1, BatchModel::ExpectedColumn), QString("No answer"));
  QCOMPARE(cell(2, BatchModel::ExpectedColumn), QString());
  QCOMPARE(cell(0, BatchModel::ScoreColumn), QString());
  batch::BatchAnswer answer;
  answer.answer = "the Bi Sheng of Song";  // an article does not count: 2 of 4 words, 2 of 2
  for (int row = 0; row < 3; ++row) {
    answer.question = questions[static_cast<std::size_t>(row)];
    model.setAnswer(row, answer);
  }
  QCOMPARE(cell(0, BatchModel::ScoreColumn), QString("67"));
  QCOMPARE(cell(1, BatchModel::ScoreColumn), QString("0"));
  QCOMPARE(cell(2, BatchModel::ScoreColumn), QString());
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::BatchModelTest)
#include "tst_batch_model.moc"
