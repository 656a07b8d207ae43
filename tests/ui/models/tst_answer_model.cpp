#include <QAbstractItemModelTester>
#include <QTest>

#include "core/documents/loader.h"
#include "ui/models/answer_model.h"

namespace lectern {

using models::AnswerModel;

class AnswerModelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsOfEachAnswer();
  void namesTheHeadingAbove();
  void mixesDocuments();
  void cutsALongSentenceAroundTheAnswer();
};

namespace {

answering::Answer answer(text::Range range, const std::u16string& words) {
  answering::Answer answer;
  answer.range = range;
  answer.words = words;
  return answer;
}

}  // namespace

void AnswerModelTest::tellsOfEachAnswer() {
  auto document = std::make_shared<documents::Document>(documents::documentFromText(
      u"Anna 😀 lives in Paris. Karl lives\nin Rome, by cafe\u0301s. End.", "Homes"));
  const std::size_t rome = document->text.find(u"Rome");
  document->pages = {{0, rome - 1}, {rome - 1, document->text.size()}};
  answering::Prediction prediction;
  prediction.answers = {{{rome, rome + 4}, u"Rome", {}, 0.75, 3, {}, 0},
                        {{17, 22}, u"Paris", {}, 0.25, 1, {}, 1},
                        {{0, 4}, u"Anna", {}, 0.002, 0, {}, 2}};

  AnswerModel model;
  QAbstractItemModelTester tester(&model);
  model.setAnswers({document}, {prediction});
  QCOMPARE(model.rowCount(), 2);
  QCOMPARE(model.answer(0).range, (text::Range{rome, rome + 4}));
  const QModelIndex first = model.index(0);
  QCOMPARE(first.data().toString(), QString("Rome"));
  QCOMPARE(first.data(AnswerModel::RankRole).toInt(), 1);
  QCOMPARE(first.data(AnswerModel::ConfidenceRole).toDouble(), 0.75);
  QCOMPARE(first.data(AnswerModel::PageRole).toInt(), 2);
  QCOMPARE(first.data(AnswerModel::SourceRole).toString(), QString("“Rome” — Homes, p. 2"));
  const QString snippet = first.data(AnswerModel::SnippetRole).toString();
  QCOMPARE(snippet, QString("Karl lives in Rome, by cafe\u0301s."));
  QCOMPARE(snippet.mid(first.data(AnswerModel::SnippetBeginRole).toInt(),
                       first.data(AnswerModel::SnippetLengthRole).toInt()),
           QString("Rome"));
  QCOMPARE(model.index(1).data().toString(), QString("Paris"));

  prediction.answers.erase(prediction.answers.begin(), prediction.answers.end() - 1);
  model.setAnswers({document}, {prediction});
  QCOMPARE(model.index(0).data().toString(), QString("Anna"));  // the best there is
  model.clear();
  QCOMPARE(model.rowCount(), 0);
}

void AnswerModelTest::namesTheHeadingAbove() {
  auto document = std::make_shared<documents::Document>(
      documents::documentFromText(u"Homes\n\nAnna.\n\nIn Rome 😀\n\nKarl.", "Homes"));
  const std::size_t rome = document->text.find(u"In Rome"), karl = document->text.find(u"Karl");
  document->headings = {{{0, 5}, 1}, {{rome, rome + 10}, 2}};
  answering::Prediction prediction;
  prediction.answers = {{{karl, karl + 4}, u"Karl", {}, 0.5, 3, {}, 0},
                        {{7, 11}, u"Anna", {}, 0.25, 1, {}, 1}};
  AnswerModel model;
  model.setAnswers({document}, {prediction});
  QCOMPARE(model.index(0).data(AnswerModel::HeadingRole).toString(), QString("In Rome 😀"));
  QCOMPARE(model.index(0).data(AnswerModel::SourceRole).toString(),
           QString("“Karl” — Homes, under “In Rome 😀”"));
  QCOMPARE(model.index(1).data(AnswerModel::HeadingRole).toString(), QString());  // the title
}

void AnswerModelTest::mixesDocuments() {
  const auto make = [](const std::u16string& text, const char* title) {
    return std::make_shared<const documents::Document>(documents::documentFromText(text, title));
  };
  const jobs::DocumentPtr homes = make(u"Karl lives in Rome.", "Homes"),
                          inns = make(u"Olga sleeps in Vienna.", "Inns");
  answering::Prediction inHomes, inInns;
  inHomes.answers = {{{14, 18}, u"Rome", {}, 0.5, 3, {}, 0}, {{0, 4}, u"Karl", {}, 0.05, 1, {}, 2}};
  inInns.answers = {{{15, 21}, u"Vienna", {}, 0.25, 2, {}, 1}, {{0, 4}, u"Olga", {}, 0.001, 0, {}, 3}};
  AnswerModel model;
  QAbstractItemModelTester tester(&model);
  model.setAnswers({homes, inns}, {inHomes, inInns});
  QCOMPARE(model.rowCount(), 3);
  QCOMPARE(model.index(0).data().toString(), QString("Rome"));
  QCOMPARE(model.index(1).data().toString(), QString("Vienna"));
  QCOMPARE(model.index(2).data().toString(), QString("Karl"));
  QCOMPARE(model.document(1), inns);
  QCOMPARE(model.document(3), nullptr);
  QCOMPARE(model.rowsIn(homes), std::vector<int>({0, 2}));
  QCOMPARE(model.index(1).data(AnswerModel::DocumentRole).toString(), QString("Inns"));
  QCOMPARE(model.index(1).data(AnswerModel::SourceRole).toString(), QString("“Vienna” — Inns"));
  model.setAnswers({homes}, {inHomes});
  QVERIFY(model.index(0).data(AnswerModel::DocumentRole).toString().isEmpty());
}

void AnswerModelTest::cutsALongSentenceAroundTheAnswer() {
  std::u16string text;
  for (int i = 0; i < 100; ++i) text += u"word ";
  const std::size_t begin = text.size();
  text += u"answer";
  for (int i = 0; i < 100; ++i) text += u" more";
  const documents::Document document = documents::documentFromText(text, "Long");
  const models::Snippet snippet = models::snippetAround(document, answer({begin, begin + 6}, u"answer"), 80);
  QVERIFY(snippet.text.size() <= 84);
  QVERIFY(snippet.text.startsWith(u'…') && snippet.text.endsWith(u'…'));
  QCOMPARE(snippet.text.mid(snippet.answerBegin, snippet.answerLength), QString("answer"));

  // In a row whose outer cells are empty.
  const documents::Document row =
      documents::documentFromText(u"Year\tQ\tk€\tBy\n\tQ2\t634\t\n2020\tQ1\t5\tLi", "Row");
  const std::size_t cell = row.text.find(u"634");
  QCOMPARE(models::snippetAround(row, answer({cell, cell + 3}, u"634"), 80).text, QString("Q2 634"));

  // One word, longer than there is room.
  const documents::Document link = documents::documentFromText(std::u16string(200, u'a') + u" 1902", "Link");
  const models::Snippet cut = models::snippetAround(link, answer({201, 205}, u"1902"), 80);
  QVERIFY2(cut.text.endsWith("aaaa 1902") && cut.text.size() <= 84, qPrintable(cut.text));

  // Over the end of a numbered line, as it is read.
  const documents::Document numbered = documents::documentFromText(u"1 He met Karl\n2 Lind there.", "Lines");
  const models::Snippet whole = models::snippetAround(numbered, answer({9, 20}, u"Karl Lind"));
  QCOMPARE(whole.text, QString("1 He met Karl Lind there."));
  QCOMPARE(whole.text.mid(whole.answerBegin, whole.answerLength), QString("Karl Lind"));
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::AnswerModelTest)
#include "tst_answer_model.moc"
