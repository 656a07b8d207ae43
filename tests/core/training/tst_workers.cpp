#include <csignal>

#include <QTemporaryDir>
#include <QTest>
#include <functional>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/training/trainer.h"
#include "tests/support/toy_data.h"
#include "tests/support/workers.h"

namespace lectern {
namespace {

namespace fs = std::filesystem;
using test::endsWell;
using test::inChild;

/// Calls back at every report, and at every message.
struct Observer : training::TrainingObserver {
  void onProgress(const training::TrainingProgress& progress) override {
    if (reported) reported(progress);
  }
  void onMessage(const std::string& message) override { messages += message + '\n'; }
  std::function<void(const training::TrainingProgress&)> reported;
  std::string messages;
};

}  // namespace

/// Runs of two workers, each a process of its own.
class WorkersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void aKilledRunEndsWithTheSameWeights();
  void aStopOfOneEndsAll();
  void refusesOtherOptions();

 private:
  training::TrainingOptions shortRun(const char* name) const {
    training::TrainingOptions options = toy_;
    options.steps = 100;
    options.batchSize = 8;
    options.validateEvery = 40;
    options.checkpointEvery = 20;
    options.output = toy_.output.string() + name;
    options.checkpoint = toy_.checkpoint.string() + name;
    return options;
  }

  /// Starts `work`, given the options of each worker, in two processes.
  template <typename Work>
  static std::pair<pid_t, pid_t> startTwo(training::TrainingOptions options, Work work) {
    options.worker = {.rank = 0, .world = 2, .rendezvous = test::freePlace()};
    training::TrainingOptions second = options;
    second.worker.rank = 1;
    const pid_t first = inChild([&] { work(options); });
    return {first, inChild([&] { work(second); })};
  }

  static void train(const training::TrainingOptions& options) {
    Observer observer;
    training::train(options, observer);
  }

  std::unique_ptr<QTemporaryDir> folder_;
  training::TrainingOptions toy_;
};

void WorkersTest::init() {
  folder_ = std::make_unique<QTemporaryDir>();
  toy_ = test::toyTraining(folder_->path().toStdString());
}

void WorkersTest::aKilledRunEndsWithTheSameWeights() {
  const training::TrainingOptions whole = shortRun("-whole"), killed = shortRun("-killed");
  const auto run = [](const training::TrainingOptions& options) {
    const auto [first, second] = startTwo(options, &WorkersTest::train);
    const bool firstEnds = endsWell(first);
    return endsWell(second) && firstEnds;
  };
  QVERIFY(run(whole));

  const auto [first, second] = startTwo(killed, [](const training::TrainingOptions& options) {
    Observer observer;
    observer.reported = [](const training::TrainingProgress& progress) {
      if (progress.step >= 50) std::raise(SIGKILL);  // the first worker alone reports
    };
    training::train(options, observer);
  });
  QVERIFY(!endsWell(first));
  QVERIFY(!endsWell(second));  // the other does not go on alone
  QVERIFY(fs::exists(killed.checkpoint) && !fs::exists(killed.output / "bundle.json"));
  QVERIFY(run(killed));
  for (const char* file : {"weights.safetensors", "embeddings.safetensors", "vocabulary.txt"}) {
    QVERIFY2(readFile(killed.output / file) == readFile(whole.output / file), file);
  }
}

void WorkersTest::aStopOfOneEndsAll() {
  const training::TrainingOptions options = shortRun("-stopped");
  const auto [first, second] = startTwo(options, [](const training::TrainingOptions& worker) {
    std::stop_source stop;
    if (worker.worker.rank == 1) stop.request_stop();
    Observer observer;
    try {
      training::train(worker, observer, stop.get_token());
    } catch (const CancelledError&) {
      if (worker.worker.rank == 1) return;
      throw;
    } catch (const Error& error) {
      if (worker.worker.rank == 0 && std::string(error.what()).find("stopped") != std::string::npos) return;
      throw;
    }
    throw std::logic_error("it went on");
  });
  QVERIFY(endsWell(first));
  QVERIFY(endsWell(second));
  QVERIFY(fs::exists(options.checkpoint));
}

void WorkersTest::refusesOtherOptions() {
  const auto [first, second] = startTwo(shortRun("-other"), [](training::TrainingOptions worker) {
    if (worker.worker.rank == 1) worker.learningRate *= 2;
    Observer observer;
    try {
      training::train(worker, observer);
    } catch (const Error&) {
      return;
    }
    throw std::logic_error("it learned with other options");
  });
  QVERIFY(endsWell(first));
  QVERIFY(endsWell(second));
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::WorkersTest)
#include "tst_workers.moc"
