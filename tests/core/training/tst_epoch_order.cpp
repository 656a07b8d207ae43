#include <QTest>
#include <algorithm>
#include <set>

#include "core/training/epoch_order.h"

namespace lectern {

class EpochOrderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void holdsEveryExampleOnce();
  void dependsOnSeedAndEpochAlone();
  void batchesAreOfSimilarLength();
};

namespace {

std::vector<std::size_t> someLengths() {
  std::vector<std::size_t> lengths;
  for (std::size_t i = 0; i < 5000; ++i) lengths.push_back(20 + i * 7919 % 380);
  return lengths;
}

}  // namespace

void EpochOrderTest::holdsEveryExampleOnce() {
  const auto lengths = someLengths();
  std::multiset<std::size_t> seen;
  for (const auto& batch : training::epochOrder(lengths, 32, 1, 0)) {
    QVERIFY(!batch.empty() && batch.size() <= 32);
    seen.insert(batch.begin(), batch.end());
  }
  QCOMPARE(seen.size(), lengths.size());
  QCOMPARE(std::set(seen.begin(), seen.end()).size(), lengths.size());
}

void EpochOrderTest::dependsOnSeedAndEpochAlone() {
  const auto lengths = someLengths();
  QVERIFY(training::epochOrder(lengths, 32, 1, 3) == training::epochOrder(lengths, 32, 1, 3));
  QVERIFY(training::epochOrder(lengths, 32, 1, 3) != training::epochOrder(lengths, 32, 1, 4));
  QVERIFY(training::epochOrder(lengths, 32, 1, 3) != training::epochOrder(lengths, 32, 2, 3));
  QVERIFY(training::mixSeed(1, 2, 3) != training::mixSeed(1, 3, 2));
}

void EpochOrderTest::batchesAreOfSimilarLength() {
  const auto lengths = someLengths();
  std::size_t padding = 0, total = 0;
  std::vector<std::pair<std::size_t, std::size_t>> spans;  // shortest and longest of each batch
  for (const auto& batch : training::epochOrder(lengths, 32, 1, 0)) {
    std::size_t longest = 0;
    for (const std::size_t i : batch) longest = std::max(longest, lengths[i]);
    for (const std::size_t i : batch) padding += longest - lengths[i];
    total += longest * batch.size();
    std::size_t shortest = longest;
    for (const std::size_t i : batch) shortest = std::min(shortest, lengths[i]);
    spans.emplace_back(shortest, longest);
  }
  QVERIFY(padding * 20 < total);
  // Not of an epoch that is sorted as a whole, whose batches would be the same each time: many overlap.
  std::ranges::sort(spans);
  std::size_t overlapping = 0;
  for (std::size_t i = 0; i + 1 < spans.size(); ++i)
    overlapping += spans[i + 1].first < spans[i].second ? 1 : 0;
  QVERIFY(overlapping * 2 > spans.size());
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::EpochOrderTest)
#include "tst_epoch_order.moc"
