#include <QTemporaryDir>
#include <QTest>
#include <numeric>

#include "core/base/error.h"
#include "core/nn/threads.h"
#include "core/reader/safetensors.h"
#include "core/training/gradients.h"
#include "core/training/loss.h"
#include "core/training/new_reader.h"
#include "core/training/training_batch.h"
#include "tests/support/toy_data.h"
#include "tests/support/workers.h"

namespace lectern {
namespace {

namespace fs = std::filesystem;
using test::endsWell;
using test::freePlace;
using test::inChild;
using training::WorkerGroup;
using training::WorkerOptions;

training::MeanLoss meanLossOf(reader::ReaderBundle& bundle, const training::Corpus& corpus,
                              const training::BatchOptions& options) {
  return [&bundle, &corpus, options](std::span<const std::size_t> examples) {
    const auto batch = training::makeTrainingBatch(corpus, examples, options);
    return training::sharedNormLoss(bundle.network->forward(batch.input), batch.targets,
                                    bundle.manifest.options.maxAnswerTokens);
  };
}

/// The gradients that one worker holds after a step of thirteen questions, some with a second paragraph.
void writeGradients(const training::TrainingOptions& options, const WorkerOptions& worker,
                    const fs::path& path) {
  nn::useOneThread();
  torch::manual_seed(5);
  reader::ReaderBundle bundle = training::makeReader({data::readSquad(options.data[0])}, options);
  const training::Corpus corpus({data::readSquad(options.data[0])}, bundle);
  std::vector<std::size_t> examples(13);
  std::iota(examples.begin(), examples.end(), 20);
  bundle.network->train();
  bundle.network->setDropout(0);
  WorkerGroup workers(worker);
  const auto sums = training::computeGradients(
      *bundle.network, examples,
      meanLossOf(bundle, corpus, {.distractorRate = 0.5, .maxTokens = 8, .seed = 3}), workers);
  reader::Safetensors file;
  for (const auto& parameter : bundle.network->named_parameters()) {
    file.tensors[parameter.key()] = parameter.value().grad();
  }
  file.tensors["loss"] = torch::tensor({static_cast<float>(sums.loss)});
  file.write(path);
}

}  // namespace

class GradientsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void twoWorkersFindTheGradientsOfOne();
  void aLostWorkerIsAnError();
  void aStopReachesAllWorkers();
};

void GradientsTest::twoWorkersFindTheGradientsOfOne() {
  const QTemporaryDir folder;
  const fs::path path = folder.path().toStdString();
  const training::TrainingOptions options = test::toyTraining(path);
  const std::string place = freePlace();
  const pid_t one = inChild([&] { writeGradients(options, {}, path / "one"); });
  const pid_t first = inChild([&] { writeGradients(options, {0, 2, place}, path / "first"); });
  const pid_t second = inChild([&] { writeGradients(options, {1, 2, place}, path / "second"); });
  QVERIFY(endsWell(one));
  QVERIFY(endsWell(first));
  QVERIFY(endsWell(second));

  const auto expected = reader::Safetensors::read(path / "one").tensors;
  for (const char* worker : {"first", "second"}) {
    const auto found = reader::Safetensors::read(path / worker).tensors;
    for (const auto& [name, tensor] : expected) {
      const double difference = (found.at(name) - tensor).abs().max().item<double>();
      QVERIFY2(difference < 1e-5, (name + " differs by " + std::to_string(difference)).c_str());
    }
  }
  QVERIFY(expected.at("encoder.weight_input").abs().max().item<double>() > 1e-3);
}

void GradientsTest::aLostWorkerIsAnError() {
  const std::string place = freePlace();
  const pid_t lost = inChild([&] {
    WorkerGroup workers({1, 2, place});
    workers.sum({torch::ones(3)});
    ::_exit(0);
  });
  const pid_t left = inChild([&] {
    WorkerGroup workers({0, 2, place});
    const torch::Tensor numbers = torch::ones(3);
    workers.sum({numbers});
    if (numbers[0].item<float>() != 2) throw std::runtime_error("wrong sum");
    try {
      workers.sum({numbers});
    } catch (const Error&) {
      return;
    }
    throw std::runtime_error("no error");
  });
  QVERIFY(endsWell(lost));
  QVERIFY(endsWell(left));
}

void GradientsTest::aStopReachesAllWorkers() {
  const QTemporaryDir folder;
  const training::TrainingOptions options = test::toyTraining(folder.path().toStdString());
  const std::string place = freePlace();
  const auto work = [&](int rank) {
    nn::useOneThread();
    reader::ReaderBundle bundle = training::makeReader({data::readSquad(options.data[0])}, options);
    const training::Corpus corpus({data::readSquad(options.data[0])}, bundle);
    WorkerGroup workers({rank, 2, place});
    const std::vector<std::size_t> examples{0};  // the second worker has none
    const auto sums = training::computeGradients(*bundle.network, examples,
                                                 meanLossOf(bundle, corpus, {.seed = 1}), workers, rank == 1);
    if (!sums.isStopped) throw std::runtime_error("not stopped");
  };
  const pid_t first = inChild([&] { work(0); });
  const pid_t second = inChild([&] { work(1); });
  QVERIFY(endsWell(first));
  QVERIFY(endsWell(second));
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::GradientsTest)
#include "tst_gradients.moc"
