#include <QTest>
#include <atomic>
#include <stdexcept>
#include <vector>

#include "core/base/parallel.h"
#include "core/base/progress.h"

namespace lectern {

class ParallelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void doesEachOnce();
  void theFirstFailureEndsAll();
  void tellsProgressOneAtATime();
};

void ParallelTest::doesEachOnce() {
  for (const unsigned threads : {0U, 1U, 3U, 50U}) {
    std::vector<std::atomic<int>> done(40);
    forEachInParallel(done.size(), threads, [&](std::size_t i) { ++done[i]; });
    for (const auto& times : done) QCOMPARE(times.load(), 1);
  }
  forEachInParallel(0, 2, [](std::size_t) { QFAIL("there is nothing to do"); });
}

void ParallelTest::theFirstFailureEndsAll() {
  std::atomic<std::size_t> done = 0;
  QVERIFY_THROWS_EXCEPTION(std::runtime_error, forEachInParallel(100'000'000, 2, [&](std::size_t i) {
                             if (i == 3) throw std::runtime_error("three");
                             ++done;
                           }));
  QVERIFY(done < 50'000'000);
}

void ParallelTest::tellsProgressOneAtATime() {
  std::size_t last = 0;
  const ProgressCallback told = [&](const Progress& progress) {
    QCOMPARE(progress.total, std::size_t(60));
    QCOMPARE(progress.done, last + 2);
    last = progress.done;
  };
  SharedProgress shared(60, told);
  forEachInParallel(30, 4, [&](std::size_t) { shared.add(2); });
  QCOMPARE(last, std::size_t(60));
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::ParallelTest)
#include "tst_parallel.moc"
