#include <QTest>
#include <cmath>

#include "core/explanation/agreement.h"

namespace lectern {

using explanation::rankCorrelation;

namespace {

bool isNear(std::optional<double> value, double expected) {
  return value && std::abs(*value - expected) < 1e-9;
}

}  // namespace

class AgreementTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void correlatesRanks();
  void takesWhatEachSaysOfTheWords();
};

void AgreementTest::correlatesRanks() {
  QVERIFY(isNear(rankCorrelation({1, 5, 200}, {-3, 0, 0.1}), 1));
  QVERIFY(isNear(rankCorrelation({1, 5, 200}, {3, 2, 1}), -1));
  // Ranks 4, 2.5, 2.5, 1 and 4, 3, 2, 1: ρ = 4.5 / √(4.5 · 5).
  QVERIFY(isNear(rankCorrelation({0.5, 0.1, 0.1, -0.2}, {0.4, 0.3, 0.2, 0.1}), 4.5 / std::sqrt(4.5 * 5)));
  QVERIFY(!rankCorrelation({1, 2}, {1, 2}));
  QVERIFY(!rankCorrelation({1, 1, 1}, {1, 2, 3}));
}

void AgreementTest::takesWhatEachSaysOfTheWords() {
  explanation::Occlusion
      occlusion;  // of two words of three tokens; the answer is the first two passage tokens
  occlusion.words = {{0, 3}, {4, 8}};
  occlusion.tokens = {{0, 4}, {5, 9}, {10, 12}};
  occlusion.inAnswer = {0.5f, 0.75f, 0, 0.25f, 0.25f, 0, 1, 0.5f, 0};
  answering::Prediction said;
  said.questionTokens = {{0, 3}, {3, 4}, {4, 8}};
  said.attention.resize(1);
  said.attention[0].tokens = occlusion.tokens;
  said.attention[0].passageToQuestion = {0.5f, 0.25f, 0.25f, 0.125f, 0, 0.5f, 1, 0, 0};
  const text::Range answer{0, 9};
  QCOMPARE(explanation::attended(occlusion, said, 0, answer), (std::vector<double>{0.625, 0.75}));
  QCOMPARE(explanation::lost(occlusion, answer), (std::vector<double>{0.375, -0.125}));
  const answering::WindowGradient gradient{occlusion.tokens, {0, 0, 0}, {-0.5f, 3, 0.25f}};
  QCOMPARE(explanation::given(occlusion, said, gradient), (std::vector<double>{0.5, 0.25}));
}

}  // namespace lectern

QTEST_APPLESS_MAIN(lectern::AgreementTest)
#include "tst_agreement.moc"
