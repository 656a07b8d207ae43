// The expected values are what the rules of the official evaluate-v2.0 script give (Rajpurkar et al. 2018),
// run under Python, whose lower case, white space and \b are Unicode's.

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cmath>

#include "core/base/error.h"
#include "core/data/predictions.h"
#include "core/data/squad.h"
#include "core/evaluation/answer_normalization.h"
#include "core/evaluation/squad_metrics.h"

namespace evaluation = lectern::evaluation;
using evaluation::SquadScores;
using lectern::data::Predictions;
using lectern::data::Probabilities;
using lectern::data::SquadAnswer;
using lectern::data::SquadDataset;
using lectern::data::SquadQuestion;

namespace {

SquadQuestion question(const std::string& id, const std::vector<std::u16string>& answers) {
  SquadQuestion result{id, u"?", {}, answers.empty()};
  for (const std::u16string& answer : answers) result.answers.push_back({answer, {}});
  return result;
}

/// Nine questions, of which q8 and q9 get no prediction. The gold answer "a" of q2 has no words and does not
/// count; q7 has no other, so that the empty answer is right although the question has answers.
SquadDataset dataset() {
  SquadDataset data;
  data.articles.resize(2);
  data.articles[0].paragraphs = {
      {u"", {question("q1", {u"Denver Broncos"}), question("q2", {u"a", u"1,000"})}},
      {u"", {question("q3", {}), question("q4", {})}}};
  data.articles[1].paragraphs = {{u"",
                                  {question("q5", {u"中文", u"中文。"}), question("q6", {}),
                                   question("q7", {u"the"}), question("q8", {u"lost"}), question("q9", {})}}};
  return data;
}

const Predictions& predictions() {
  static const Predictions values = {
      {"q1", "the Broncos"}, {"q2", "1000"}, {"q3", "guess"}, {"q4", ""}, {"q5", ""},
      {"q6", "x 😀"},         {"q7", "an"}};
  return values;
}

/// Four questions share one probability: the answered of them stand before the others, or after.
Probabilities answeredFirst() {
  return {{"q1", 0.3}, {"q2", 0.3}, {"q3", 0.3},  {"q4", 0.1},
          {"q5", 0.9}, {"q6", 0.3}, {"q7", 0.95}, {"not asked", 0.2}};
}
Probabilities answeredLast() {
  return {{"q6", 0.3}, {"q3", 0.3}, {"q7", 0.95}, {"q2", 0.3},
          {"q4", 0.1}, {"q5", 0.9}, {"q1", 0.3},  {"not asked", 0.2}};
}

}  // namespace

class SquadMetricsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void normalizes_data();
  void normalizes();
  void scoresOneAnswer_data();
  void scoresOneAnswer();
  void scoresWithoutProbabilities();
  void countsMissingPredictionsOfVersionOne();
  void scoresArticlesAsVersionOneDoes();
  void blanksAboveTheThreshold_data();
  void blanksAboveTheThreshold();
  void findsTheBestThreshold_data();
  void findsTheBestThreshold();
  void leavesOutGroupsWithoutQuestions();
  void refusesAMissingProbability();
  void printsWhatTheScriptPrints();
  void tellsHowFarConfidencesCanBeBelieved();
  void refusesAMissingConfidence();
  void refusesAConfidenceThatIsNoProbability();
};

void SquadMetricsTest::normalizes_data() {
  QTest::addColumn<QString>("answer");
  QTest::addColumn<QString>("normalized");
  const auto row = [](const char* name, const QString& answer, const QString& normalized) {
    QTest::newRow(name) << answer << normalized;
  };
  row("empty", "", "");
  row("article alone", "The", "");
  row("articles alone", "the a an", "");
  row("points within an abbreviation", "A.I.", "ai");
  row("points after an article's letter", "U.S.A.", "usa");
  row("spaces", "The  Nile", "nile");
  row("no-break space after an article", u"an\u00A0apple"_qs, "apple");
  row("no-break space before it", u"see\u00A0the"_qs, "see");
  row("Unicode quotes stay", u"“the” cat"_qs, u"“ ” cat"_qs);
  row("Unicode dashes stay", u"—the—"_qs, u"— —"_qs);
  row("an article joined by an apostrophe", "l'a", "la");
  row("joined by a hyphen", "the-end", "theend");
  row("joined by a comma", "The,end", "theend");
  row("underscores", "_a_", "");
  row("a mark after an article's letter", u"A\u0301 la"_qs, u"\u0301 la"_qs);
  row("a mark after an article", u"the\u0301"_qs, u"\u0301"_qs);
  row("accents stay as they are", u"CAFE\u0301 caf\u00E9"_qs, u"cafe\u0301 caf\u00E9"_qs);
  row("Turkish capital", u"İstanbul"_qs, u"i\u0307stanbul"_qs);
  row("Greek final sigma", u"ΟΔΟΣ ΣΑΣ"_qs, u"οδος σας"_qs);
  row("Chinese stop stays", u"中文。the"_qs, u"中文。"_qs);
  row("emoji around an article", u"😀 the 😀"_qs, u"😀 😀"_qs);
  row("articles around an emoji", u"a😀an"_qs, u"😀"_qs);
  row("numbers", "$5.00 (approx.)", "500 approx");
  row("line ends", "a\r\nb", "b");
  row("tabs", "tab\tthe\vx", "tab x");
  row("wide spaces", u"\u2003em\u2003"_qs, "em");
  row("a space without width is none", u"zero\u200Bwidth the\u200Bx"_qs, u"zero\u200Bwidth \u200Bx"_qs);
  row("separators that Python splits at", u"x\u001Cy\u0085z"_qs, "x y z");
  row("a superscript is part of its word", u"a²"_qs, u"a²"_qs);
}

void SquadMetricsTest::normalizes() {
  QFETCH(QString, answer);
  QTEST(QString::fromStdString(evaluation::normalizeAnswer(answer.toStdString())), "normalized");
}

void SquadMetricsTest::scoresOneAnswer_data() {
  QTest::addColumn<QString>("gold");
  QTest::addColumn<QString>("predicted");
  QTest::addColumn<double>("exact");
  QTest::addColumn<double>("f1");
  QTest::newRow("both empty") << ""
                              << "" << 1.0 << 1.0;
  QTest::newRow("gold empty") << ""
                              << "x" << 0.0 << 0.0;
  QTest::newRow("predicted empty") << "x"
                                   << "" << 0.0 << 0.0;
  QTest::newRow("articles alone") << "the"
                                  << "a" << 1.0 << 1.0;
  QTest::newRow("article and nothing") << "the"
                                       << "" << 1.0 << 1.0;
  QTest::newRow("another article") << "the cat sat"
                                   << "a cat sat" << 1.0 << 1.0;
  QTest::newRow("one of two words") << "Denver Broncos"
                                    << "the Broncos" << 0.0 << 2.0 / 3;
  QTest::newRow("words that repeat") << "a b b c"
                                     << "b b b d" << 0.0 << 4.0 / 7;
  QTest::newRow("Chinese") << u"中 文"_qs << u"中"_qs << 0.0 << 2.0 / 3;
  QTest::newRow("no word in common") << "x y"
                                     << "z" << 0.0 << 0.0;
}

void SquadMetricsTest::scoresOneAnswer() {
  QFETCH(QString, gold);
  QFETCH(QString, predicted);
  QTEST(evaluation::exactMatch(gold.toStdString(), predicted.toStdString()), "exact");
  QTEST(evaluation::f1Score(gold.toStdString(), predicted.toStdString()), "f1");
}

void SquadMetricsTest::scoresWithoutProbabilities() {
  const SquadScores scores = evaluation::evaluateSquad(dataset(), predictions());
  QCOMPARE(scores.all.exact, 42.857142857142854);
  QCOMPARE(scores.all.f1, 52.38095238095237);
  QCOMPARE(scores.all.total, std::size_t{7});
  QVERIFY(scores.hasAnswer && scores.noAnswer && !scores.best);
  QCOMPARE(scores.hasAnswer->exact, 50.0);
  QCOMPARE(scores.hasAnswer->f1, 66.66666666666666);
  QCOMPARE(scores.hasAnswer->total, std::size_t{4});
  QCOMPARE(scores.noAnswer->exact, 33.333333333333336);
  QCOMPARE(scores.noAnswer->f1, 33.333333333333336);
  QCOMPARE(scores.noAnswer->total, std::size_t{3});
  QVERIFY((scores.missing == std::vector<std::string>{"q8", "q9"}));
}

void SquadMetricsTest::countsMissingPredictionsOfVersionOne() {
  auto one = dataset();
  one.version = "1.1";
  const SquadScores scores = evaluation::evaluateSquad(one, predictions());
  QVERIFY(scores.countsMissing);
  QCOMPARE(scores.all.total, std::size_t{9});
  QVERIFY(std::abs(scores.all.exact - 42.857142857142854 * 7 / 9) < 1e-9);
  QVERIFY(std::abs(scores.all.f1 - (52.38095238095237 * 7 - 100) / 9) < 1e-9);  // q7 shares no word
  QVERIFY((scores.missing == std::vector<std::string>{"q8", "q9"}));
  const auto counts = [&](const std::string& version) {
    one.version = version;
    return evaluation::evaluateSquad(one, predictions()).countsMissing;
  };
  QVERIFY(counts("v1.1") && counts("KorQuAD_v1.0"));
  QVERIFY(!counts("v2.0") && !counts(""));  // some of these questions have no answer
  SquadDataset answered{"", {{"", {{u"The a.", {{"q", u"What?", {{u"The", {}}}, false}}}}}}};
  QVERIFY(evaluation::evaluateSquad(answered, {}).countsMissing);
}

/// evaluate-v1.1 finds no F1 where no word is shared, and keeps answers that are but an article.
void SquadMetricsTest::scoresArticlesAsVersionOneDoes() {
  SquadDataset articles{"1.1", {{"", {{u"The a.", {{"q", u"What?", {{u"The", {}}}, false}}}}}}};
  const Predictions said = {{"q", "a"}};
  QCOMPARE(evaluation::evaluateSquad(articles, said).all.exact, 100.0);
  QCOMPARE(evaluation::evaluateSquad(articles, said).all.f1, 0.0);
  articles.version = "v2.0";
  QCOMPARE(evaluation::evaluateSquad(articles, said).all.f1, 100.0);
}

void SquadMetricsTest::blanksAboveTheThreshold_data() {
  QTest::addColumn<double>("threshold");
  QTest::addColumn<double>("exact");
  QTest::addColumn<double>("f1");
  QTest::addColumn<double>("answerableF1");
  QTest::addColumn<double>("unanswerableF1");
  QTest::newRow("none is above") << 1.0 << 42.857142857142854 << 52.38095238095237 << 66.66666666666666
                                 << 33.333333333333336;
  QTest::newRow("equal is not above")
      << 0.3 << 28.571428571428573 << 38.09523809523809 << 41.666666666666664 << 33.333333333333336;
  QTest::newRow("all but one are above") << 0.29 << 42.857142857142854 << 42.857142857142854 << 0.0 << 100.0;
}

void SquadMetricsTest::blanksAboveTheThreshold() {
  QFETCH(double, threshold);
  for (const Probabilities& probabilities : {answeredFirst(), answeredLast()}) {
    const SquadScores scores = evaluation::evaluateSquad(dataset(), predictions(), &probabilities, threshold);
    QTEST(scores.all.exact, "exact");
    QTEST(scores.all.f1, "f1");
    QTEST(scores.hasAnswer.value().f1, "answerableF1");
    QTEST(scores.noAnswer.value().f1, "unanswerableF1");
  }
}

void SquadMetricsTest::findsTheBestThreshold_data() {
  QTest::addColumn<bool>("isAnsweredFirst");
  QTest::addColumn<double>("exact");
  QTest::addColumn<double>("exactThreshold");
  QTest::addColumn<double>("f1");
  QTest::addColumn<double>("f1Threshold");
  // The official search sorts without breaking ties, and may stop in the midst of equal probabilities. It
  // counts q9, which has no prediction, among the unanswerable, but not in the total.
  QTest::newRow("answered first") << true << 71.42857142857143 << 0.3 << 80.95238095238096 << 0.3;
  QTest::newRow("answered last") << false << 57.142857142857146 << 0.0 << 66.66666666666666 << 0.95;
}

void SquadMetricsTest::findsTheBestThreshold() {
  QFETCH(bool, isAnsweredFirst);
  const Probabilities probabilities = isAnsweredFirst ? answeredFirst() : answeredLast();
  // The search begins from the answers as they were predicted, whatever threshold blanks the other scores.
  for (const double threshold : {1.0, 0.05}) {
    const SquadScores scores = evaluation::evaluateSquad(dataset(), predictions(), &probabilities, threshold);
    QVERIFY(scores.best.has_value());
    QTEST(scores.best->exact, "exact");
    QTEST(scores.best->exactThreshold, "exactThreshold");
    QTEST(scores.best->f1, "f1");
    QTEST(scores.best->f1Threshold, "f1Threshold");
  }
}

void SquadMetricsTest::leavesOutGroupsWithoutQuestions() {
  SquadDataset data;
  data.articles.resize(1);
  data.articles[0].paragraphs = {{u"", {question("q1", {u"x"})}}};
  const SquadScores answerable = evaluation::evaluateSquad(data, {{"q1", "x"}});
  QCOMPARE(answerable.hasAnswer.value().exact, 100.0);
  QVERIFY(!answerable.noAnswer);

  const SquadScores nothing = evaluation::evaluateSquad({}, {});
  QCOMPARE(nothing.all.total, std::size_t{0});
  QCOMPARE(nothing.all.exact, 0.0);
  QVERIFY(!nothing.hasAnswer && !nothing.noAnswer && nothing.missing.empty());
  const Probabilities none;
  QVERIFY(!evaluation::evaluateSquad({}, {}, &none).best);
}

void SquadMetricsTest::refusesAMissingProbability() {
  Probabilities probabilities = answeredFirst();
  probabilities.erase(probabilities.begin() + 4);
  try {
    evaluation::evaluateSquad(dataset(), predictions(), &probabilities);
    QFAIL("a question without a probability was taken");
  } catch (const lectern::FormatError& error) {
    QVERIFY2(QByteArray(error.what()).contains("'q5'"), error.what());
  }
}

void SquadMetricsTest::printsWhatTheScriptPrints() {
  const Probabilities probabilities = answeredLast();
  const SquadScores scores = evaluation::evaluateSquad(dataset(), predictions(), &probabilities);
  const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(scores))).object();
  const QStringList keys = {"HasAns_exact", "HasAns_f1",      "HasAns_total", "NoAns_exact",
                            "NoAns_f1",     "NoAns_total",    "best_exact",   "best_exact_thresh",
                            "best_f1",      "best_f1_thresh", "exact",        "f1",
                            "total"};
  QCOMPARE(json.keys(), keys);
  QCOMPARE(json["f1"].toDouble(), 52.38095238095237);
  QCOMPARE(json["total"].toInt(), 7);
  QCOMPARE(json["best_f1_thresh"].toDouble(), 0.95);
}

void SquadMetricsTest::tellsHowFarConfidencesCanBeBelieved() {
  // Empty predictions ("q4", "q5") are no answers. Right are "q2" and, by the official rules, "q7".
  const Probabilities confidences = {{"q7", 0.95}, {"q6", 0.62}, {"q3", 0.95}, {"q2", 0.68}, {"q1", 0.05}};
  const auto forecasts = evaluation::forecastsOf(dataset(), predictions(), confidences);
  std::vector<std::pair<double, bool>> pairs;
  for (const evaluation::Forecast& forecast : forecasts)
    pairs.emplace_back(forecast.probability, forecast.isRight);
  const std::vector<std::pair<double, bool>> expected = {
      {0.05, false}, {0.68, true}, {0.95, false}, {0.62, false}, {0.95, true}};
  QCOMPARE(pairs, expected);

  SquadScores scores = evaluation::evaluateSquad(dataset(), predictions());
  scores.reliability = evaluation::reliability(forecasts);
  const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(scores))).object();
  // 0…0.1: |0 − 0.05|, 1 answer; 0.6…0.7: |½ − 0.65|, 2; 0.9…1: |½ − 0.95|, 2.
  QCOMPARE(json["expected_calibration_error"].toDouble(), (0.05 + 2 * 0.15 + 2 * 0.45) / 5);
  const QJsonArray bins = json["reliability"].toArray();
  QCOMPARE(bins.size(), 10);
  QCOMPARE(bins[6].toObject().keys(), (QStringList{"accuracy", "confidence", "count", "from", "to"}));
  QCOMPARE(bins[6].toObject()["count"].toInt(), 2);
  QCOMPARE(bins[6].toObject()["accuracy"].toDouble(), 0.5);
  QCOMPARE(bins[6].toObject()["confidence"].toDouble(), 0.65);
}

void SquadMetricsTest::refusesAMissingConfidence() {
  const Probabilities confidences = {{"q1", 0.5}, {"q2", 0.5}, {"q3", 0.5}, {"q7", 0.5}};
  try {
    evaluation::forecastsOf(dataset(), predictions(), confidences);
    QFAIL("an answer without a confidence was taken");
  } catch (const lectern::FormatError& error) {
    QVERIFY2(QByteArray(error.what()).contains("'q6'"), error.what());
  }
}

void SquadMetricsTest::refusesAConfidenceThatIsNoProbability() {
  const Probabilities confidences = {{"q1", 0.5}, {"q2", 87.5}, {"q3", 0.5}, {"q6", 0.5}, {"q7", 0.5}};
  try {
    evaluation::forecastsOf(dataset(), predictions(), confidences);
    QFAIL("a percentage was taken for a probability");
  } catch (const lectern::FormatError& error) {
    QVERIFY2(QByteArray(error.what()).contains("'q2'"), error.what());
  }
}

QTEST_GUILESS_MAIN(SquadMetricsTest)
#include "tst_squad_metrics.moc"
