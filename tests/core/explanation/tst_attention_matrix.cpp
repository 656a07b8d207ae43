#include <QTest>
#include <cmath>

#include "core/explanation/attention_matrix.h"

namespace lectern {

using explanation::AttentionMatrix;
using explanation::attentionMatrix;
using explanation::AttentionSource;
using explanation::Normalization;
using explanation::shades;

namespace {

/// Two question tokens, a window of three passage tokens, and one more.
answering::Prediction tracedPrediction() {
  answering::Prediction prediction;
  prediction.questionTokens = {{0, 3}, {4, 8}};
  prediction.attention.resize(2);
  answering::WindowAttention& first = prediction.attention[0];
  first.tokens = {{0, 2}, {3, 5}, {6, 9}};
  first.questionToPassage = {0.5f, 0.25f, 0.25f, 0.1f, 0.1f, 0.8f};
  first.passageToQuestion = {0.9f, 0.1f, 0.5f, 0.5f, 0.25f, 0.75f};
  first.selfAttention = {{0, 1, 0, 0.5f, 0, 0.5f, 1, 0, 0}};
  first.start = {0.75f, 0.125f, 0.125f};
  first.end = {0.0f, 0.5f, 0.5f};
  prediction.attention[1] = first;
  prediction.attention[1].tokens = {{3, 5}, {6, 9}, {10, 14}};
  return prediction;
}

}  // namespace

class AttentionMatrixTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void takesEachSource();
  void shadesValues();
  void keepsWhatIsShown();
  void findsTheWindow();
  void nothingWithoutATrace();
};

void AttentionMatrixTest::takesEachSource() {
  const answering::Prediction prediction = tracedPrediction();
  const AttentionMatrix across = attentionMatrix(prediction, 0, AttentionSource::QuestionToPassage);
  QCOMPARE(across.rowCount(), std::size_t{2});
  QCOMPARE(across.rows, prediction.questionTokens);
  QCOMPARE(across.columns, prediction.attention[0].tokens);
  QCOMPARE(across.at(1, 2), 0.8f);

  const AttentionMatrix back = attentionMatrix(prediction, 0, AttentionSource::PassageToQuestion);
  QCOMPARE(back.rowCount(), std::size_t{2});
  for (std::size_t p = 0; p < 3; ++p) {  // each passage token's weights stand below one another
    QCOMPARE(back.at(0, p), prediction.attention[0].passageToQuestion[p * 2]);
    QCOMPARE(back.at(0, p) + back.at(1, p), 1.0f);
  }

  const AttentionMatrix self = attentionMatrix(prediction, 0, AttentionSource::SelfAttention, 0);
  QCOMPARE(self.rows, self.columns);
  QCOMPARE(self.at(1, 2), 0.5f);
  QVERIFY(attentionMatrix(prediction, 0, AttentionSource::SelfAttention, 1).columns.empty());
  QCOMPARE(explanation::headCount(prediction), std::size_t{1});

  const AttentionMatrix ends = attentionMatrix(prediction, 0, AttentionSource::Ends);
  QCOMPARE(ends.rowCount(), std::size_t{2});
  QVERIFY(ends.rows.empty());
  QCOMPARE(ends.at(0, 0), 0.75f);
  QCOMPARE(ends.at(1, 1), 0.5f);

  const auto weights = across.weights(0);
  QCOMPARE(weights.size(), std::size_t{3});
  QCOMPARE(weights[0].weight, 1.0);
  QCOMPARE(weights[1].weight, 0.5);
  QCOMPARE(weights[2].range, (text::Range{6, 9}));
  QVERIFY(across.weights(2).empty());
}

void AttentionMatrixTest::shadesValues() {
  AttentionMatrix matrix;
  matrix.columns = {{0, 1}, {1, 2}};
  matrix.values = {0.5f, 0.25f, 0.01f, 0.0f};
  const auto areNear = [](const std::vector<double>& a, const std::vector<double>& b) {
    return std::ranges::equal(a, b, [](double x, double y) { return std::abs(x - y) < 1e-6; });
  };
  QVERIFY(areNear(shades(matrix, Normalization::None), {0.5, 0.25, 0.01, 0}));
  QVERIFY(areNear(shades(matrix, Normalization::ByRow), {1, 0.5, 1, 0}));
  QVERIFY(areNear(shades(matrix, Normalization::OverAll), {1, 0.5, 0.02, 0}));
  const std::vector<double> logs = shades(matrix, Normalization::Logarithmic);
  QVERIFY(areNear(logs, {1 + std::log10(0.5) / 4, 1 + std::log10(0.25) / 4, 0.5, 0}));
  matrix.values = {0, 0, 0, 0};
  for (const auto each :
       {Normalization::None, Normalization::ByRow, Normalization::OverAll, Normalization::Logarithmic}) {
    QVERIFY(areNear(shades(matrix, each), {0, 0, 0, 0}));
    QVERIFY(shades({}, each).empty());
  }
}

void AttentionMatrixTest::keepsWhatIsShown() {
  const std::vector<double> all = {0.5, 1, 0.2, 0.4, 0.1, 0.3};
  const auto kept = [&](explanation::ShownCells shown) {
    std::vector<double> shades = all;
    keepShown(shades, 3, shown);
    return shades;
  };
  QCOMPARE(kept({}), all);
  QCOMPARE(kept({.least = 0.4}), (std::vector<double>{0.5, 1, 0, 0.4, 0, 0}));
  QCOMPARE(kept({.strongest = 1}), (std::vector<double>{0, 1, 0, 0.4, 0, 0}));
  QCOMPARE(kept({.strongest = 2}), (std::vector<double>{0.5, 1, 0, 0.4, 0, 0.3}));
  QCOMPARE(kept({.strongest = 9}), all);
}

void AttentionMatrixTest::findsTheWindow() {
  const answering::Prediction prediction = tracedPrediction();
  QCOMPARE(explanation::windowOf(prediction, {0, 2}), std::optional<std::size_t>(0));
  QCOMPARE(explanation::windowOf(prediction, {3, 5}),
           std::optional<std::size_t>(0));  // at the edge of the other one
  QCOMPARE(explanation::windowOf(prediction, {6, 9}), std::optional<std::size_t>(1));
  QCOMPARE(explanation::windowOf(prediction, {6, 14}), std::optional<std::size_t>(1));
  QCOMPARE(explanation::windowOf(prediction, {0, 14}),
           std::optional<std::size_t>(1));  // which holds most of it
  QCOMPARE(explanation::windowOf(prediction, {14, 20}), std::optional<std::size_t>());
}

void AttentionMatrixTest::nothingWithoutATrace() {
  QCOMPARE(attentionMatrix({}, 0, AttentionSource::Ends).rowCount(), std::size_t{0});
  QCOMPARE(explanation::headCount({}), std::size_t{0});
  QVERIFY(!explanation::windowOf({}, {0, 1}));
}

}  // namespace lectern

QTEST_APPLESS_MAIN(lectern::AttentionMatrixTest)
#include "tst_attention_matrix.moc"
