#include <QTest>
#include <cmath>

#include "core/answering/predictor.h"
#include "core/base/error.h"
#include "core/explanation/occlusion.h"

namespace lectern {

using answering::Prediction;
using explanation::Occlusion;

class OcclusionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void asksWithoutEachWord();
  void leavesNothingToAsk();
  void asksWithOtherAttention();
  void asksTheAskingPartAlone();
  void readsThePassageInItsText();
  void comparesWhatIsReadAlike();
  void stops();
};

namespace {

const answering::Predictor& predictor() {
  static const auto loaded =
      answering::Predictor::load(qEnvironmentVariable("LECTERN_TINY_BUNDLE").toStdString());
  return loaded;
}

Prediction ask(std::u16string_view text, std::u16string_view question) {
  answering::PredictOptions options;
  options.withAttention = true;
  return predictor().predict(text, question, options);
}

/// Whether a row is what a window's ends say of each token, by every pair of them.
bool isRowOf(const Occlusion& occlusion, std::size_t row, const answering::WindowAttention& window) {
  const std::size_t count = window.tokens.size(), longest = predictor().info().maxAnswerTokens;
  std::vector<double> held(count);
  double all = 0;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i; j < count && j < i + longest; ++j) {
      const double share = double(window.start[i]) * double(window.end[j]);
      for (std::size_t t = i; t <= j; ++t) held[t] += share;
      all += share;
    }
  }
  for (std::size_t t = 0; t < count; ++t) {
    const float found = occlusion.inAnswer.at(row * count + t);
    if (std::abs(double(found) - held[t] / all) > 1e-3) return false;
  }
  return occlusion.tokens == window.tokens;
}

/// The window that holds a range, of a question asked of the whole text.
const answering::WindowAttention& windowOf(const Prediction& said, text::Range range) {
  const auto found = std::ranges::find_if(said.attention, [&](const answering::WindowAttention& window) {
    return window.tokens.front().begin == range.begin && window.tokens.back().end == range.end;
  });
  return *found;
}

}  // namespace

void OcclusionTest::asksWithoutEachWord() {
  const std::u16string text =
      u"😀 Mary lives in Paris. Karl lives\nin Rome, by cafe\u0301s. 你好 Olga lives in Vienna.";
  const std::u16string question = u"Where does  Karl, live";
  const Prediction said = ask(text, question);
  const Occlusion occlusion = explanation::occlude(predictor(), text, question, said, 0);
  QCOMPARE(occlusion.words, (std::vector<text::Range>{{0, 5}, {6, 10}, {12, 16}, {18, 22}}));
  QCOMPARE(occlusion.inAnswer.size(), 7 * occlusion.tokens.size());
  QVERIFY(isRowOf(occlusion, 0, said.attention[0]));
  QVERIFY(isRowOf(occlusion, 1, ask(text, u"does  Karl, live").attention[0]));
  QVERIFY(isRowOf(occlusion, 3, ask(text, u"Where does  , live").attention[0]));
  const Occlusion plain =
      explanation::occlude(predictor(), text, u"Where does Karl live", ask(text, u"Where does Karl live"), 0);
  QVERIFY(isRowOf(plain, 4, ask(text, u"Where does Karl").attention[0]));
  const explanation::AttentionMatrix matrix = occlusion.matrix();
  QCOMPARE(matrix.rowCount(), 7U);
  QVERIFY(matrix.rows[0].empty());
  QCOMPARE(matrix.rows[3], (text::Range{12, 16}));

  const std::size_t rome = text.find(u"Rome");
  const auto token =
      std::ranges::find(occlusion.tokens, rome, &text::Range::begin) - occlusion.tokens.begin();
  QCOMPARE(occlusion.ofAnswer({rome, rome + 4}, 0), double(occlusion.inAnswer[std::size_t(token)]));
  QCOMPARE(occlusion.ofAnswer({text.size(), text.size()}, 0), 0.0);
}

void OcclusionTest::leavesNothingToAsk() {
  const std::u16string text = u"Karl lives in Rome.";
  const Occlusion one = explanation::occlude(predictor(), text, u"Where?", ask(text, u"Where?"), 0);
  QVERIFY(one.words.empty());
  QCOMPARE(one.inAnswer.size(), 3 * one.tokens.size());  // with other attention
  QCOMPARE(one.matrix().rowCount(), 3U);
}

void OcclusionTest::asksWithOtherAttention() {
  const std::u16string text = u"Mary lives in Paris. Karl lives in Rome. Olga lives in Vienna.";
  const std::u16string question = u"Where does Karl live?";
  const Occlusion occlusion = explanation::occlude(predictor(), text, question, ask(text, question), 0);
  answering::PredictOptions options;
  options.withAttention = true;
  options.attentionChange = reader::AttentionChange::Uniform;
  const answering::WindowAttention uniform = predictor().predict(text, question, options).attention[0];
  QVERIFY(isRowOf(occlusion, occlusion.uniformRow(), uniform));
  const auto width = double(predictor().predict(text, question).questionTokens.size());
  for (const float weight : uniform.passageToQuestion) QVERIFY(std::abs(double(weight) - 1 / width) < 1e-6);
  options.attentionChange = reader::AttentionChange::Permuted;
  const answering::WindowAttention permuted = predictor().predict(text, question, options).attention[0];
  QVERIFY(isRowOf(occlusion, occlusion.permutedRow(), permuted));
  const std::size_t rome = text.find(u"Rome");  // which it finds by its attention
  QVERIFY(occlusion.ofAnswer({rome, rome + 4}, 0) >
          occlusion.ofAnswer({rome, rome + 4}, occlusion.uniformRow()));
}

void OcclusionTest::asksTheAskingPartAlone() {
  const std::u16string text = u"Mary lives in Paris. Karl lives in Rome.";
  const std::u16string question = u"Hello! Could you tell me where Karl lives? Thanks!";
  const Prediction said = ask(text, question);
  const Occlusion occlusion = explanation::occlude(predictor(), text, question, said, 0);
  QCOMPARE(occlusion.words.size(), 3U);
  QCOMPARE(occlusion.words[0].of(question), std::u16string_view(u"where"));
  QVERIFY(isRowOf(occlusion, 1, ask(text, u"Karl lives?").attention[0]));
  QVERIFY(isRowOf(occlusion, 3, ask(text, u"where Karl ?").attention[0]));
}

void OcclusionTest::readsThePassageInItsText() {
  std::u16string text = u"Name\tHome\n";  // a table, whose columns' names stand in the first window alone
  for (int i = 0; i < 150; ++i) text += u"Mary lives\tin Paris\nKarl lives\tin Rome\n";
  const std::u16string question = u"Where does Karl live?";
  const Prediction said = ask(text, question);
  QVERIFY(said.windowCount > 1);
  const std::size_t last = said.attention.size() - 1;
  const Occlusion occlusion = explanation::occlude(predictor(), text, question, said, last);
  QVERIFY(occlusion.tokens.front().begin > 0);
  QVERIFY(isRowOf(occlusion, 0, said.attention[last]));
  answering::PredictOptions options;
  options.withAttention = true;
  options.maxAnswers = 1000;  // so that each window has one of them
  const Prediction without = predictor().predict(text, u"Where does Karl ?", options);
  const text::Range passage{occlusion.tokens.front().begin, occlusion.tokens.back().end};
  QVERIFY(isRowOf(occlusion, 4, windowOf(without, passage)));
}

/// Beside a text with "email" the question's "e-mail" is one word; its rows are all of the text alone.
void OcclusionTest::comparesWhatIsReadAlike() {
  const std::u16string text = u"Karl lives in Rome.", other = u"Mary wrote an email.";
  const std::u16string question = u"Where does e-mail live?";
  const auto beside = predictor().predict(std::vector<std::u16string_view>{text, other}, question);
  Prediction said = ask(text, question);
  const Prediction alone = said;
  said.questionTokens = beside[0].questionTokens;
  const Occlusion occlusion = explanation::occlude(predictor(), text, question, said, 0);
  QVERIFY(isRowOf(occlusion, 0, alone.attention[0]));
  QCOMPARE(occlusion.words[2], (text::Range{11, 17}));
  QVERIFY(isRowOf(occlusion, 3, ask(text, u"Where does live?").attention[0]));
}

void OcclusionTest::stops() {
  const std::u16string text = u"Karl lives in Rome.";
  const Prediction said = ask(text, u"Where does Karl live?");
  std::stop_source stop;
  stop.request_stop();
  QVERIFY_EXCEPTION_THROWN(
      explanation::occlude(predictor(), text, u"Where does Karl live?", said, 0, stop.get_token()),
      CancelledError);
}

}  // namespace lectern

QTEST_APPLESS_MAIN(lectern::OcclusionTest)
#include "tst_occlusion.moc"
