#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <thread>

#include "core/answering/predictor.h"
#include "core/base/error.h"

namespace lectern {
namespace {

using answering::PredictOptions;
using answering::Predictor;

std::u16string longText() {
  std::u16string text;
  for (int i = 0; i < 400; ++i) text += u"A 😀 lives in the e\u0301 of 中文.\r\n";
  return text + u"Karl lives in Rome. Anna lives in Oslo.";
}

}  // namespace

/// Asks the bundle in the folder LECTERN_TINY_BUNDLE, which has learned where people live.
class PredictorTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    predictor_.emplace(Predictor::load(qEnvironmentVariable("LECTERN_TINY_BUNDLE").toStdString()));
  }
  void findsTheAnswer();
  void readsTextsOfAnyLength();
  void blankInputHasNoAnswers_data();
  void blankInputHasNoAnswers();
  void warnsOfAForeignText();
  void warnsOfAForeignQuestion_data();
  void warnsOfAForeignQuestion();
  void keepsTheTextsItReadLast();
  void refusesAQuestionWithoutEnd();
  void handsOutAttention();
  void readsWhatMatchesBest();
  void readsTheWindowThatMayAnswer();
  void comparesTexts();
  void whatMatchesTheQuestionLessCountsForLess();
  void saysWhichWordItReadForAnother();
  void answersStayInTheirParagraph();
  void questionsNeedNoMark();
  void marksAloneAskNothing();
  void readsQuestionsTogether();
  void answersOnSeveralThreads();
  void stops();
  void checksItsOptions();
  void missingBundleIsAnError();

 private:
  std::optional<Predictor> predictor_;
};

void PredictorTest::findsTheAnswer() {
  const std::u16string text = u"Mary lives in Paris. Karl lives in Rome. Olga lives in Vienna.";
  const auto prediction = predictor_->predict(text, u"Where does Karl live?");
  QVERIFY(!prediction.answers.empty());
  QCOMPARE(QString::fromStdU16String(std::u16string(prediction.answers[0].range.of(text))), QString("Rome"));
  double total = prediction.noAnswerProbability;
  for (const auto& answer : prediction.answers) total += answer.confidence;
  QVERIFY(total <= 1 + 1e-9);
}

void PredictorTest::readsTextsOfAnyLength() {
  const std::u16string text = longText();
  PredictOptions options;
  options.maxAnswers = 20;
  std::size_t last = 0, total = 0;
  const auto prediction =
      predictor_->predict(text, u"Where does Karl live?", options, {}, [&](const Progress& progress) {
        last = progress.done;
        total = progress.total;
      });
  QVERIFY(prediction.windowCount > 5);
  QCOMPARE(last, prediction.windowCount);
  QCOMPARE(total, prediction.windowCount);
  for (std::size_t i = 0; i < prediction.answers.size(); ++i) {
    const text::Range range = prediction.answers[i].range;
    QVERIFY(range.begin < range.end && range.end <= text.size());
    if (i > 0) QVERIFY(prediction.answers[i - 1].confidence >= prediction.answers[i].confidence);
  }
}

void PredictorTest::blankInputHasNoAnswers_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("question");
  QTest::newRow("empty text") << ""
                              << "Where?";
  QTest::newRow("blank text") << " \r\n\t"
                              << "Where?";
  QTest::newRow("empty question") << "Karl lives in Rome."
                                  << "";
  QTest::newRow("blank question") << "Karl lives in Rome."
                                  << "\u00a0 ";
}

void PredictorTest::blankInputHasNoAnswers() {
  QFETCH(QString, text);
  QFETCH(QString, question);
  const auto prediction = predictor_->predict(text.toStdU16String(), question.toStdU16String());
  QVERIFY(prediction.answers.empty());
  QVERIFY(!prediction.hasAnswer);
  QCOMPARE(prediction.noAnswerProbability, 1.0);
}

void PredictorTest::warnsOfAForeignText() {
  std::u16string foreign, known;
  for (int i = 0; i < 10; ++i) {
    foreign += u"Вчера вечером мы читали книгу. ";
    known += u"Karl lives in Rome. ";
  }
  QCOMPARE(predictor_->predict(foreign, u"Where does Karl live?").warnings.size(), std::size_t(1));
  QVERIFY(predictor_->predict(foreign, u" ").warnings.empty());  // nothing was asked
  QVERIFY(predictor_->predict(known, u"Where does Karl live?").warnings.empty());
}

void PredictorTest::warnsOfAForeignQuestion_data() {
  QTest::addColumn<QString>("question");
  QTest::addColumn<bool>("isForeign");
  const auto row = [](const char* question, bool isForeign) {
    QTest::newRow(question) << question << isForeign;
  };
  row("Where does Karl live?", false);
  row("Where is 中文?", false);
  row("α?", true);
  row("谁住在罗马?", true);
  row("Где живёт Karl?", true);
  row("Wer lebt in Rome?", true);
  row("¿Dónde vive Karl?", true);
  row("Pourquoi Rome?", true);
  row("Was Karl in Rome?", false);
  row("1390 😀 ?", false);
}

void PredictorTest::warnsOfAForeignQuestion() {
  QFETCH(QString, question);
  QFETCH(bool, isForeign);
  const auto prediction = predictor_->predict(u"Karl lives in Rome.", question.toStdU16String());
  const auto isNote = [](const std::string& note) { return note.starts_with("This question does not read"); };
  QCOMPARE(std::ranges::any_of(prediction.questionNotes, isNote), isForeign);
  if (isForeign) QCOMPARE(prediction.questionNotes.size(), std::size_t{1});
}

/// What is kept of texts is used again for the same ones alone.
void PredictorTest::keepsTheTextsItReadLast() {
  std::u16string text = longText() + u" Ruth lives in Paris.";
  const auto ask = [&](const Predictor& predictor, std::u16string_view question) {
    return predictor.predict(text, question).answers.front();
  };
  const answering::Answer first = ask(*predictor_, u"Where does Ruth live?");
  ask(*predictor_, u"Where does Karl live?");
  const answering::Answer again = ask(*predictor_, u"Where does Ruth live?");
  QCOMPARE(again.range, first.range);
  QCOMPARE(again.confidence, first.confidence);
  text.replace(text.find(u"Paris"), 5, u"Milan");  // in the same place of memory
  QCOMPARE(QString::fromStdU16String(ask(*predictor_, u"Where does Ruth live?").words), QString("Milan"));
  const auto many = predictor_->predict(std::vector<std::u16string_view>{text, u"Karl lives in Rome."},
                                        u"Where does Karl live?");
  QCOMPARE(many.size(), std::size_t{2});
}

void PredictorTest::refusesAQuestionWithoutEnd() {
  std::u16string question;
  for (int i = 0; i < 300; ++i) question += u"where ";
  QVERIFY_EXCEPTION_THROWN(predictor_->predict(u"Karl lives in Rome.", question), FormatError);
  question.resize(6 * 290);
  predictor_->predict(u"Karl lives in Rome.", question);
}

void PredictorTest::handsOutAttention() {
  PredictOptions options;
  options.withAttention = true;
  const std::u16string text = longText();
  const auto prediction = predictor_->predict(text, u"Where does Anna live?", options);
  QVERIFY(!prediction.attention.empty());
  const std::size_t questions = prediction.questionTokens.size();
  QCOMPARE(questions, std::size_t(5));
  const auto sumsToOne = [](const std::vector<float>& weights, std::size_t begin, std::size_t count) {
    const auto from = weights.begin() + static_cast<std::ptrdiff_t>(begin);
    return std::abs(std::accumulate(from, from + static_cast<std::ptrdiff_t>(count), 0.0) - 1.0) < 1e-4;
  };
  for (const auto& window : prediction.attention) {
    const std::size_t passage = window.tokens.size();
    QCOMPARE(window.passageToQuestion.size(), passage * questions);
    for (std::size_t p = 0; p < passage; ++p)
      QVERIFY(sumsToOne(window.passageToQuestion, p * questions, questions));
    for (std::size_t q = 0; q < questions; ++q)
      QVERIFY(sumsToOne(window.questionToPassage, q * passage, passage));
    for (const auto& head : window.selfAttention) QVERIFY(sumsToOne(head, 0, passage));
    QVERIFY(sumsToOne(window.start, 0, passage));
    QVERIFY(sumsToOne(window.end, 0, passage));
  }
}

/// Of a text with many windows those that match the question best are read, wherever they stand.
void PredictorTest::readsWhatMatchesBest() {
  const std::u16string filler = longText().substr(0, longText().find(u"Karl"));
  const std::u16string rome = u"Karl lives in Rome.", text = filler + u"\n\n" + rome + u"\n\n" + filler;
  const std::u16string_view question = u"Where does Karl live?";
  PredictOptions all, few;
  all.maxWindows = 0;
  few.maxWindows = 3;
  const auto whole = predictor_->predict(text, question, all);
  QCOMPARE(whole.unreadWindows, std::size_t(0));
  const auto best = predictor_->predict(text, question, few);
  QCOMPARE(best.windowCount, std::size_t(3));
  QCOMPARE(best.unreadWindows, whole.windowCount - 3);
  QCOMPARE(QString::fromStdU16String(std::u16string(best.answers[0].range.of(text))), QString("Rome"));
  few.maxWindows = whole.windowCount;
  QCOMPARE(predictor_->predict(text, question, few).answers[0].confidence, whole.answers[0].confidence);

  // Each question has its own windows; those of several texts are compared.
  few.maxWindows = 1;
  const auto each = predictor_->predictEach(u"Ruth lives in Paris.\n\n" + text,
                                            {u"Where does Ruth live?", u" ", question.data()}, few);
  for (const std::size_t q : {0, 1, 2}) QCOMPARE(each[q].windowCount, std::size_t(q == 1 ? 0 : 1));
  QVERIFY(each[0].answers[0].range.begin < each[2].answers[0].range.begin);
  const auto both = predictor_->predict(std::vector<std::u16string_view>{filler, rome}, question, few);
  QVERIFY(both[0].windowCount == 0 && both[0].answers.empty());
  QVERIFY(both[1].windowCount == 1 && both[1].answers[0].range.begin == 14);
}

/// Wherever the one place that matches stands, also where two windows share it, it can be answered.
void PredictorTest::readsTheWindowThatMayAnswer() {
  PredictOptions one;
  one.maxWindows = 1;
  std::u16string text;
  for (int i = 0; i < 900; ++i) text += u"word ";
  for (std::size_t at = 0; at < text.size(); at += 150) {
    std::u16string with = text;
    with.replace(at, 10, u"Zyx Paris ");
    const auto said = predictor_->predict(with, u"Zyx?", one);
    QCOMPARE(said.windowCount, std::size_t(1));
    QVERIFY2(said.attention.empty() && !said.answers.empty(), qPrintable(QString::number(at)));
    one.withAttention = true;
    const auto read = predictor_->predict(with, u"Zyx?", one);
    const std::vector<text::Range>& tokens = read.attention.at(0).tokens;
    QVERIFY(tokens.front().begin <= at && tokens.back().end >= at + 9);
    one.withAttention = false;
  }
  const auto none = predictor_->predict(text, u"Zyx?", one);
  QVERIFY(none.windowCount > 1 && none.unreadWindows == 0);
}

void PredictorTest::comparesTexts() {
  const std::u16string right = u"Karl lives in Rome. Mary lives in Oslo.";
  const std::u16string wrong = u"Olga lives in Vienna. Ruth lives in Paris.";
  const auto both =
      predictor_->predict(std::vector<std::u16string_view>{wrong, right}, u"Where does Karl live?");
  QCOMPARE(both.size(), std::size_t(2));
  QVERIFY(both[1].answers[0].spanScore > both[0].answers[0].spanScore);
  QCOMPARE(both[0].noAnswerProbability, both[1].noAnswerProbability);
  std::vector<std::size_t> ranks;
  for (const auto& prediction : both) {
    for (const auto& answer : prediction.answers) ranks.push_back(answer.rank);
  }
  std::ranges::sort(ranks);
  for (std::size_t i = 0; i < ranks.size(); ++i) QCOMPARE(ranks[i], i);
}

void PredictorTest::whatMatchesTheQuestionLessCountsForLess() {
  const std::u16string right = u"Karl lives in Rome. Mary lives in Oslo.";
  const std::u16string wrong = u"Olga lives in Vienna. Ruth lives in Paris.";
  const std::u16string_view question = u"Where does Karl live?";
  const auto both = predictor_->predict(std::vector<std::u16string_view>{wrong, right}, question);
  const auto change = [&](const answering::Prediction& together, const std::u16string& text) {
    const answering::Prediction alone = predictor_->predict(text, question);
    for (const answering::Answer& answer : alone.answers) {
      if (answer.range == together.answers[0].range) return together.answers[0].spanScore - answer.spanScore;
    }
    return std::nan("");
  };
  // Both say "live" twice; "Karl" stands in one of two passages, where its rarity is ln(1 + 1.5 / 1.5).
  QVERIFY(std::abs(change(both[0], wrong) + 0.3 * std::log(2)) < 1e-3);
  QVERIFY(std::abs(change(both[1], right)) < 1e-3);
}

void PredictorTest::saysWhichWordItReadForAnother() {
  const auto both =
      predictor_->predict(std::vector<std::u16string_view>{u"Olga lives in Vienna.", u"Karl lives in Rome."},
                          u"Who lives in Viennna?");
  for (const auto& prediction : both) {
    QCOMPARE(prediction.questionNotes, std::vector<std::string>{"“Viennna” was read as “Vienna”."});
    QVERIFY(prediction.warnings.empty());
  }
}

void PredictorTest::answersStayInTheirParagraph() {
  const std::u16string text = u"Karl\r\n\r\nKarl lives in Rome\n \nOslo\n\nVienna";
  PredictOptions options;
  options.maxAnswers = 50;
  const auto prediction = predictor_->predict(text, u"Where does Karl live?", options);
  QVERIFY(prediction.answers.size() > 1);
  for (const auto& answer : prediction.answers) {
    QCOMPARE(answer.range.of(text).find(u'\n'), std::u16string_view::npos);
  }
}

void PredictorTest::questionsNeedNoMark() {
  const std::u16string text = longText();
  const auto asked = predictor_->predict(text, u"Where does Karl live?");
  const auto typed = predictor_->predict(text, u"Where does Karl live");
  QCOMPARE(typed.noAnswerProbability, asked.noAnswerProbability);
  QCOMPARE(typed.answers.size(), asked.answers.size());
  for (std::size_t i = 0; i < asked.answers.size(); ++i) {
    QCOMPARE(typed.answers[i].range, asked.answers[i].range);
    QCOMPARE(typed.answers[i].confidence, asked.answers[i].confidence);
  }
  QCOMPARE(typed.questionTokens.size(), asked.questionTokens.size());
  QCOMPARE(typed.questionTokens.back(), (text::Range{20, 20}));
  QCOMPARE(predictor_->predict(text, u"Who said “why?”").questionTokens.size(), std::size_t(6));
}

void PredictorTest::marksAloneAskNothing() {
  for (const std::u16string_view marks : {u"???", u" - ", u"…", u"😀", u"\u0301"}) {
    const auto prediction = predictor_->predict(u"Karl lives in Rome.", marks);
    QVERIFY(prediction.answers.empty());
    QCOMPARE(prediction.noAnswerProbability, 1.0);
  }
}

void PredictorTest::readsQuestionsTogether() {
  const std::vector<std::u16string> questions = {u"Where does Karl live?", u" ", u"Where does Anna live now?",
                                                 u"Who lives in Oslo?"};
  for (const std::u16string& text : {longText(), std::u16string(u"Karl lives in Rome."), std::u16string()}) {
    const auto together = predictor_->predictEach(text, questions);
    QCOMPARE(together.size(), questions.size());
    for (std::size_t q = 0; q < questions.size(); ++q) {
      const auto alone = predictor_->predict(text, questions[q]);
      QCOMPARE(together[q].windowCount, alone.windowCount);
      QCOMPARE(together[q].questionTokens.size(), alone.questionTokens.size());
      QCOMPARE(together[q].hasAnswer, alone.hasAnswer);
      QVERIFY(std::abs(together[q].noAnswerProbability - alone.noAnswerProbability) < 0.01);
      QCOMPARE(together[q].answers.empty(), alone.answers.empty());
      if (alone.answers.empty()) continue;
      QCOMPARE(together[q].answers[0].range, alone.answers[0].range);
      QVERIFY(std::abs(together[q].answers[0].confidence - alone.answers[0].confidence) < 0.01);
    }
  }
  QVERIFY(predictor_->predictEach(u"Karl lives in Rome.", {}).empty());
}

void PredictorTest::answersOnSeveralThreads() {
  const std::u16string text = longText();
  const auto expected = predictor_->predict(text, u"Where does Karl live?");
  // One that has made nothing of its weights yet.
  const Predictor fresh = Predictor::load(qEnvironmentVariable("LECTERN_TINY_BUNDLE").toStdString());
  std::vector<int> same(4);
  {
    std::vector<std::jthread> threads;
    for (int& result : same) {
      threads.emplace_back([&] {
        const auto prediction = fresh.predict(text, u"Where does Karl live?");
        result = prediction.answers[0].range == expected.answers[0].range &&
                 std::abs(prediction.answers[0].confidence - expected.answers[0].confidence) < 1e-4;
      });
    }
  }
  QCOMPARE(same, std::vector<int>(4, 1));
}

void PredictorTest::stops() {
  std::stop_source source;
  source.request_stop();
  QVERIFY_EXCEPTION_THROWN(predictor_->predict(longText(), u"Where?", {}, source.get_token()),
                           CancelledError);
}

void PredictorTest::checksItsOptions() {
  PredictOptions none;
  none.maxAnswers = 0;
  QVERIFY_EXCEPTION_THROWN(predictor_->predict(u"a", u"b", none), std::invalid_argument);
  PredictOptions beyond;
  beyond.noAnswerThreshold = 1.5;
  QVERIFY_EXCEPTION_THROWN(predictor_->predict(u"a", u"b", beyond), std::invalid_argument);
}

void PredictorTest::missingBundleIsAnError() {
  QVERIFY_EXCEPTION_THROWN(Predictor::load("/none/such"), FileError);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::PredictorTest)
#include "tst_predictor.moc"
