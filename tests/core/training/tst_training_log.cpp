#include <QTest>
#include <thread>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/training/meter.h"
#include "core/training/training_log.h"
#include "tests/support/test_folder.h"

namespace lectern {

using training::TrainingLog;

/// What a run tells of itself.
class TrainingLogTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isCutBackToTheCheckpoint();
  void keepsOtherFiles();
  void speedIsOfTrainingAlone();
};

void TrainingLogTest::isCutBackToTheCheckpoint() {
  const test::TestFolder folder;
  const std::filesystem::path path = folder.path("run.jsonl");
  TrainingLog run(path, 0);
  for (const int step : {50, 80, 80, 100}) run.add({{"step", step}});
  run.add({{"step", 150}, {"loss", 0.5}});
  folder.write("run.jsonl",
               QByteArray::fromStdString(readFile(path)) + "{\"step\": 2");  // killed while it wrote
  TrainingLog goingOn(path, 80);
  goingOn.add({{"step", 100}, {"loss", 0.25}});
  QCOMPARE(readFile(path),
           std::string("{\"step\":50}\n{\"step\":80}\n{\"step\":80}\n{\"step\":100,\"loss\":0.25}\n"));
  TrainingLog anew(path, 0);
  QCOMPARE(readFile(path), std::string());
}

void TrainingLogTest::keepsOtherFiles() {
  const test::TestFolder folder;
  const auto path = folder.write("notes.jsonl", "mine\n");
  QVERIFY_EXCEPTION_THROWN(TrainingLog(path, 0), FormatError);
  QCOMPARE(readFile(path), std::string("mine\n"));
}

void TrainingLogTest::speedIsOfTrainingAlone() {
  using namespace std::chrono_literals;
  const auto began = std::chrono::steady_clock::now();
  training::Meter meter(0, 100);
  std::this_thread::sleep_for(50ms);
  meter.add(2.0, 16);
  meter.exclude([] { std::this_thread::sleep_for(500ms); });
  meter.add(4.0, 16);
  const auto progress = meter.report(10, 0.001);
  const std::chrono::duration<double> all = std::chrono::steady_clock::now() - began;
  QCOMPARE(progress.loss, 3.0);
  // At least what the training took, at most all but what did not belong to it.
  QVERIFY(progress.examplesPerSecond <= 32 / 0.05);
  QVERIFY(progress.examplesPerSecond >= 32 / (all.count() - 0.5));
  QVERIFY(progress.secondsLeft >= 9 * 0.55);  // which will take as long again
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::TrainingLogTest)
#include "tst_training_log.moc"
