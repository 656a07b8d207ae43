#include <QTest>
#include <bit>
#include <cmath>
#include <random>
#include <vector>

#include "core/nn/recurrence.h"

namespace lectern {

using nn::kPairBlock;
using nn::kWeightBlock;

class RecurrenceTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void roundsInPairs();
  void pairsAreReadAsTheyAreRounded_data();
  void pairsAreReadAsTheyAreRounded();
};

/// Both weights of a word are within half a unit of bfloat16, which has 8 bits.
void RecurrenceTest::roundsInPairs() {
  std::mt19937 random(1);
  std::normal_distribution<float> draw;
  std::vector<float> weights(2 * kWeightBlock);
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights[i] = draw(random) * std::exp2(static_cast<float>(i % 30) - 20);
  weights[0] = 0;
  weights[1] = -0.0F;
  weights[kPairBlock + 2] = 0;
  weights[3] = 1.9999999F;
  weights[kPairBlock + 3] = -1.9999999F;
  std::vector<std::uint32_t> pairs(2 * kPairBlock);
  nn::roundInPairs(weights.data(), 2, pairs.data());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const std::size_t upper = i / kPairBlock * kWeightBlock + i % kPairBlock, lower = upper + kPairBlock;
    const auto isNear = [](float rounded, float weight) {
      return std::abs(rounded - weight) <= std::abs(weight) / 256 + 1e-38F;
    };
    QVERIFY2(isNear(std::bit_cast<float>(pairs[i]), weights[upper]), qPrintable(QString::number(i)));
    QVERIFY2(isNear(std::bit_cast<float>(pairs[i] << 16), weights[lower]), qPrintable(QString::number(i)));
  }
}

void RecurrenceTest::pairsAreReadAsTheyAreRounded_data() {
  QTest::addColumn<int>("texts");
  QTest::addColumn<int>("hidden");
  QTest::addColumn<bool>("isReverse");
  for (const int texts : {1, 2, 3, 4, 5, 9}) {
    QTest::addRow("%d texts", texts) << texts << 16 << false;
    QTest::addRow("%d texts, sizes that fill no block, from their ends", texts) << texts << 21 << true;
  }
}

/// An LSTM with weights in pairs goes as one with those weights in float32.
void RecurrenceTest::pairsAreReadAsTheyAreRounded() {
  QFETCH(int, texts);
  QFETCH(int, hidden);
  QFETCH(bool, isReverse);
  constexpr std::int64_t kTime = 6;
  const std::int64_t gates = 4 * hidden, blocks = (gates + kWeightBlock - 1) / kWeightBlock;
  std::mt19937 random(2);
  std::normal_distribution<float> draw(0, 0.5F);
  std::vector<float> weights(blocks * hidden * kWeightBlock);
  for (std::int64_t i = 0; i < std::ssize(weights); ++i) {
    const std::int64_t column = i / (hidden * kWeightBlock) * kWeightBlock + i % kWeightBlock;
    weights[i] = column < gates ? draw(random) : 0;
  }
  std::vector<std::uint32_t> pairs(weights.size() / 2);
  nn::roundInPairs(weights.data(), blocks * hidden, pairs.data());
  for (std::int64_t i = 0; i < std::ssize(pairs); ++i) {
    const std::int64_t upper = i / kPairBlock * kWeightBlock + i % kPairBlock;
    weights[upper] = std::bit_cast<float>(pairs[i]);
    weights[upper + kPairBlock] = std::bit_cast<float>(pairs[i] << 16);
  }
  std::vector<std::int64_t> lengths;
  for (int t = 0; t < texts; ++t) lengths.push_back(1 + t * 5 % kTime);
  std::vector<float> given(texts * kTime * gates);
  for (float& each : given) each = draw(random);

  const auto run = [&](const auto& how) {
    std::vector<float> values = given, states(texts * kTime * hidden), cells(states.size());
    nn::recur({lengths, kTime, hidden, isReverse}, {values.data(), gates}, how.data(),
              {states.data(), hidden}, {cells.data(), hidden});
    return states;
  };
  const std::vector<float> expected = run(weights), states = run(pairs);
  for (std::size_t i = 0; i < states.size(); ++i) QVERIFY(std::abs(states[i] - expected[i]) < 1e-6F);
  QVERIFY(std::abs(states[0]) + std::abs(states[1]) > 0);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::RecurrenceTest)
#include "tst_recurrence.moc"
