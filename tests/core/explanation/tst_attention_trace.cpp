#include <QTest>

#include "core/explanation/attention_trace.h"

namespace lectern {

class AttentionTraceTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void joinsWindows();
  void nothingWithoutATrace();
};

namespace {

answering::Prediction tracedPrediction() {
  answering::Prediction prediction;
  prediction.questionTokens = {{0, 3}, {4, 8}};  // "Who came"
  prediction.attention.resize(2);
  prediction.attention[0].tokens = {{0, 2}, {3, 5}};
  prediction.attention[0].questionToPassage = {0.75f, 0.25f, 0.5f, 0.5f};
  prediction.attention[1].tokens = {{3, 5}, {6, 9}};
  prediction.attention[1].questionToPassage = {0.8f, 0.2f, 0.1f, 0.9f};
  return prediction;
}

}  // namespace

void AttentionTraceTest::joinsWindows() {
  const auto weights = explanation::passageWeights(tracedPrediction(), 0);
  QCOMPARE(weights.size(), std::size_t(3));
  QCOMPARE(weights[0].weight, 1.0);
  QCOMPARE(weights[1].range.begin, std::size_t(3));
  QCOMPARE(weights[1].weight, 1.0);  // the strongest of the second window, 1/3 in the first
  QVERIFY(std::abs(weights[2].weight - 0.25) < 1e-6);
}

void AttentionTraceTest::nothingWithoutATrace() {
  QVERIFY(explanation::passageWeights(tracedPrediction(), 2).empty());
  QVERIFY(explanation::passageWeights({}, 0).empty());
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::AttentionTraceTest)
#include "tst_attention_trace.moc"
