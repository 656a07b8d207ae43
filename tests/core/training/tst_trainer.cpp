#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <functional>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/reader/reader_bundle.h"
#include "core/reader/safetensors.h"
#include "core/training/trainer.h"
#include "tests/support/toy_data.h"

namespace lectern {
namespace {

namespace fs = std::filesystem;

/// Calls back at every report.
struct Observer : training::TrainingObserver {
  void onProgress(const training::TrainingProgress& progress) override {
    if (reported) reported(progress);
  }
  std::function<void(const training::TrainingProgress&)> reported;
};

/// Writes states of the words of a data set in their contexts, made up: they say how long a word and the one
/// before it are.
void writeToyStates(const data::SquadDataset& dataset, const std::filesystem::path& path) {
  std::vector<std::int32_t> lengths, counts, ranges;
  std::vector<std::int8_t> states;
  for (const data::SquadParagraph& paragraph : dataset.articles[0].paragraphs) {
    const std::u16string& context = paragraph.context;
    std::int32_t count = 0;
    std::size_t before = 0;
    for (std::size_t begin = 0; begin < context.size(); ++count) {
      const std::size_t end = std::min(context.find(u' ', begin), context.size());
      ranges.insert(ranges.end(), {static_cast<std::int32_t>(begin), static_cast<std::int32_t>(end)});
      states.insert(states.end(), {static_cast<std::int8_t>(end - begin), static_cast<std::int8_t>(before)});
      before = end - begin;
      begin = end + 1;
    }
    lengths.push_back(static_cast<std::int32_t>(context.size()));
    counts.push_back(count);
  }
  reader::Safetensors file;
  file.tensors["lengths"] = torch::tensor(lengths, torch::kInt32);
  file.tensors["counts"] = torch::tensor(counts, torch::kInt32);
  file.tensors["ranges"] = torch::tensor(ranges, torch::kInt32).view({-1, 2});
  file.tensors["states"] = torch::tensor(states, torch::kInt8).view({-1, 2});
  file.tensors["scales"] = torch::tensor({0.2F, 0.2F});
  file.write(path);
}

}  // namespace

class TrainerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void aToyTaskIsLearned();
  void wordsAreLearnedToBeginFrom();
  void statesAreLearnedBesideWords();
  void aKilledRunEndsWithTheSameWeights_data();
  void aKilledRunEndsWithTheSameWeights();
  void goesOnFromABundle();
  void keepsAShareOfItsStart();
  void cropsHoldTheLongestAnswers();
  void theRateFallsToTheLastOne();
  void weightsShrinkByTheRate();
  void refusesTheCheckpointOfAnotherRun();
  void refusesBadOptions();

 private:
  training::TrainingOptions shortRun(const char* name) const {
    training::TrainingOptions options = toy_;
    options.steps = 100;
    options.validateEvery = 60;
    options.checkpointEvery = 20;
    options.output = toy_.output.string() + name;
    options.checkpoint = toy_.checkpoint.string() + name;
    return options;
  }

  std::unique_ptr<QTemporaryDir> folder_;
  training::TrainingOptions toy_;
};

void TrainerTest::init() {
  folder_ = std::make_unique<QTemporaryDir>();
  toy_ = test::toyTraining(folder_->path().toStdString());
}

void TrainerTest::aToyTaskIsLearned() {
  Observer observer;
  double firstLoss = 0, lastLoss = 0;
  observer.reported = [&](const training::TrainingProgress& progress) {
    if (firstLoss == 0) firstLoss = progress.loss;
    lastLoss = progress.loss;
  };
  const auto result = training::train(toy_, observer);
  QVERIFY(lastLoss < firstLoss / 2);
  QVERIFY2(result.answerableF1 > 90, qPrintable(QString::number(result.answerableF1)));
}

void TrainerTest::wordsAreLearnedToBeginFrom() {
  training::TrainingOptions words = shortRun("-words");
  words.objective = training::Objective::Words;
  words.validation.clear();
  Observer observer;
  double firstLoss = 0, lastLoss = 0;
  observer.reported = [&](const training::TrainingProgress& progress) {
    if (firstLoss == 0) firstLoss = progress.loss;
    lastLoss = progress.loss;
  };
  QCOMPARE(training::train(words, observer).steps, words.steps);
  QVERIFY2(lastLoss < 0.9 * firstLoss, qPrintable(QString("%1 to %2").arg(firstLoss).arg(lastLoss)));

  training::TrainingOptions answers = shortRun("-answers");
  answers.from = words.output;
  answers.vectors.clear();
  QCOMPARE(training::train(answers, observer).steps, answers.steps);
}

void TrainerTest::statesAreLearnedBesideWords() {
  toy_.objective = training::Objective::Words;
  toy_.validation.clear();
  const fs::path states = folder_->filePath("states").toStdString();
  writeToyStates(data::readSquad(toy_.data[0]), states);
  const auto lastLoss = [&](const char* name, const fs::path& learned) {
    training::TrainingOptions options = shortRun(name);
    options.states = learned;
    Observer observer;
    double last = 0;
    observer.reported = [&](const training::TrainingProgress& progress) { last = progress.loss; };
    training::train(options, observer);
    return last;
  };
  // What is left of the states' part, which begins at about 3: how long a word and the one before it are is
  // easily seen.
  QVERIFY(lastLoss("-both", states) - lastLoss("-words", {}) / 2 < 1);
}

void TrainerTest::aKilledRunEndsWithTheSameWeights_data() {
  QTest::addColumn<bool>("learnsWords");
  QTest::addColumn<bool>("learnsStates");
  QTest::newRow("answers") << false << false;
  QTest::newRow("words") << true << false;
  QTest::newRow("words and states") << true << true;
}

void TrainerTest::aKilledRunEndsWithTheSameWeights() {
  QFETCH(const bool, learnsWords);
  QFETCH(const bool, learnsStates);
  if (learnsWords) {
    toy_.objective = training::Objective::Words;
    toy_.validation.clear();
  }
  if (learnsStates) {
    toy_.states = toy_.output.string() + "-states";
    writeToyStates(data::readSquad(toy_.data[0]), toy_.states);
  }
  const training::TrainingOptions whole = shortRun("-whole");
  Observer observer;
  training::train(whole, observer);

  const training::TrainingOptions killed = shortRun("-killed");
  const pid_t child = ::fork();
  QVERIFY(child >= 0);
  if (child == 0) {
    // Dies between two checkpoints, without a word.
    observer.reported = [](const training::TrainingProgress& progress) {
      if (progress.step >= 50) ::kill(::getpid(), SIGKILL);
    };
    training::train(killed, observer);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  QVERIFY(fs::exists(killed.checkpoint) && !fs::exists(killed.output / "bundle.json"));

  training::train(killed, observer);
  for (const char* file : {"weights.safetensors", "embeddings.safetensors", "vocabulary.txt"}) {
    QVERIFY2(readFile(killed.output / file) == readFile(whole.output / file), file);
  }
  // The log has every report once, in order.
  const std::string log = readFile(killed.checkpoint.string() + ".jsonl");
  QCOMPARE(std::ranges::count(log, '\n'),
           std::ranges::count(readFile(whole.checkpoint.string() + ".jsonl"), '\n'));

  // The same once more finds that it has ended, and keeps what was done with the bundle since.
  reader::ReaderBundle changed = reader::ReaderBundle::load(killed.output);
  changed.modelCard += "More is known.\n";
  changed.save(killed.output);
  QVERIFY(!training::train(killed, observer).isWritten);
  QVERIFY(reader::ReaderBundle::load(killed.output).modelCard.ends_with("More is known.\n"));
}

void TrainerTest::goesOnFromABundle() {
  Observer observer;
  const auto first = training::train(toy_, observer);
  training::TrainingOptions options = shortRun("-tuned");
  options.from = toy_.output;
  options.vectors.clear();
  options.steps = 40;
  options.learningRate = 1e-3;
  const auto tuned = training::train(options, observer);
  QVERIFY(tuned.answerableF1 > first.answerableF1 - 5);

  // Calibration and threshold are of the weights that were begun from: without a validation it has none.
  auto calibrated = reader::ReaderBundle::load(toy_.output);
  calibrated.manifest.noAnswerThreshold = 0.1;
  calibrated.save(toy_.output);
  options.validation.clear();
  options.output = folder_->path().toStdString() + "/not/yet/there";
  options.checkpoint = options.output.string() + ".checkpoint";
  training::train(options, observer);
  QCOMPARE(reader::ReaderBundle::load(options.output).manifest.noAnswerThreshold, 0.5);
}

void TrainerTest::keepsAShareOfItsStart() {
  Observer observer;
  training::TrainingOptions options = shortRun("-start");
  options.steps = 5;
  options.warmupSteps = 1;
  training::train(options, observer);
  const auto weightsOf = [](const training::TrainingOptions& run) {
    return reader::Safetensors::read(run.output / "weights.safetensors").tensors;
  };
  const auto start = weightsOf(options);
  const auto goOn = [&](const char* name, double startShare) {
    training::TrainingOptions further = options;
    further.from = options.output;
    further.vectors.clear();
    further.output = options.output.string() + name;
    further.checkpoint = further.output.string() + ".checkpoint";
    further.startShare = startShare;
    training::train(further, observer);
    return weightsOf(further);
  };
  const auto without = goOn("-without", 0);
  const auto with = goOn("-with", 0.25);
  for (const auto& [name, weights] : with) {
    const torch::Tensor expected = 0.25 * start.at(name) + 0.75 * without.at(name);
    QVERIFY2(torch::allclose(weights, expected, 1e-4, 1e-6), name.c_str());
  }
}

void TrainerTest::cropsHoldTheLongestAnswers() {
  std::string words;
  for (int i = 0; i < 28; ++i) words += "Paris ";
  words.pop_back();
  const std::string context = "Anna lives in " + words + ". Karl lives in Rome. Anna lives in Rome.";
  const fs::path data = folder_->path().toStdString() + "/long.json";
  writeFileAtomically(data, R"({"data": [{"title": "a", "paragraphs": [{"context": ")" + context +
                                R"(", "qas": [{"id": "1", "question": "Where does Anna live?",)"
                                R"( "answers": [{"text": ")" +
                                words + R"(", "answer_start": 14}]}]}]}]})");
  training::TrainingOptions options = shortRun("-long");
  options.data = {data};
  options.validation.clear();
  options.steps = 3;
  options.warmupSteps = 1;
  options.cropShare = 1;
  options.cropTokens = 20;
  options.network.maxAnswerTokens = 30;
  Observer observer;
  QCOMPARE(training::train(options, observer).steps, 3);
}

void TrainerTest::theRateFallsToTheLastOne() {
  std::vector<double> rates;
  Observer observer;
  observer.reported = [&](const training::TrainingProgress& progress) {
    rates.push_back(progress.learningRate);
  };
  training::TrainingOptions options = shortRun("-begun");
  options.warmupSteps = 0;
  options.learningRate = 4e-3;
  options.lastRate = 1e-3;
  training::train(options, observer);
  QCOMPARE(rates.size(), 2);
  QVERIFY(std::abs(rates[0] - 2.53e-3) < 1e-9);  // of step 50, with 51 hundredths of the way to go
  QVERIFY(std::abs(rates[1] - 1.03e-3) < 1e-9);
}

void TrainerTest::weightsShrinkByTheRate() {
  const auto afterOneStep = [&](const char* name, double rate, double decay) {
    training::TrainingOptions options = shortRun(name);
    options.steps = 1;
    options.warmupSteps = 0;
    options.validation.clear();
    options.averageDecay = 0;
    options.learningRate = rate;
    options.weightDecay = decay;
    Observer observer;
    training::train(options, observer);
    return reader::Safetensors::read(options.output / "weights.safetensors").tensors;
  };
  const auto begin = afterOneStep("-begin", 1e-12, 0);
  const auto without = afterOneStep("-without", 0.01, 0);
  const auto with = afterOneStep("-with", 0.01, 5);
  for (const auto& [name, weights] : begin) {
    // AdamW (Loshchilov and Hutter 2019): θ' = θ - rate · decay · θ - rate · (Adam's direction).
    const torch::Tensor shrunk = without.at(name) - 0.01 * 5 * weights;
    QVERIFY2(torch::allclose(with.at(name), shrunk, 1e-4, 1e-6), name.c_str());
  }
}

void TrainerTest::refusesTheCheckpointOfAnotherRun() {
  Observer observer;
  training::TrainingOptions options = shortRun("-one");
  options.steps = 30;
  training::train(options, observer);
  training::TrainingOptions withMoreData = options;
  const std::string data = readFile(options.data.front());
  withMoreData.data.front() = options.data.front().parent_path() / "more" / options.data.front().filename();
  fs::create_directory(withMoreData.data.front().parent_path());
  std::string asLong = data;
  asLong[asLong.find('?')] = '!';
  for (const std::string& other : {data + "\n", asLong}) {
    writeFileAtomically(withMoreData.data.front(), other);
    QVERIFY_EXCEPTION_THROWN(training::train(withMoreData, observer), FormatError);
  }
  training::TrainingOptions withOtherVectors = options;
  withOtherVectors.vectors = withMoreData.data.front().parent_path() / options.vectors.filename();
  const std::string vectors = readFile(options.vectors), line = vectors.substr(0, vectors.find('\n') + 1);
  writeFileAtomically(withOtherVectors.vectors, vectors + "zebra" + line.substr(line.find(' ')));
  QVERIFY_EXCEPTION_THROWN(training::train(withOtherVectors, observer), FormatError);
  const auto refusalOf = [&](const training::TrainingOptions& run) {
    try {
      training::train(run, observer);
    } catch (const FormatError& error) {
      return QString(error.what());
    }
    return QString();
  };
  options.learningRate = 0.5;
  const QString rate = refusalOf(options);
  QVERIFY2(rate.contains("learningRate: there 0.0") && rate.contains(", here 0.5)"), qPrintable(rate));
  options.data.push_back(options.data.front());
  const QString more = refusalOf(options);
  QVERIFY2(more.contains("data: there [") && !more.contains("nothing"), qPrintable(more));
  options = shortRun("-two");
  writeFileAtomically(options.checkpoint.string() + ".jsonl", "{\"answer\": \"42\"}\n");
  QVERIFY_EXCEPTION_THROWN(training::train(options, observer), FormatError);
  writeFileAtomically(options.checkpoint, "cut off");
  QVERIFY_EXCEPTION_THROWN(training::train(options, observer), FormatError);
}

void TrainerTest::refusesBadOptions() {
  Observer observer;
  using Options = training::TrainingOptions;
  const std::vector<std::function<void(Options&)>> bad = {
      [](Options& options) { options.dropout = 1; },
      [](Options& options) { options.startShare = 0.5; },
      [](Options& options) { options.teachers = {options.output}; },
      [](Options& options) { options.weightDecay = -1; },
      [](Options& options) { options.wordCount = 0; },
      [](Options& options) { options.network.historyOfWord = 2; },
      [](Options& options) { options.states = "states.safetensors"; },
      [](Options& options) {
        options.vectors.clear();
        options.from = options.output;
      },
      [](Options& options) {
        options.objective = training::Objective::Words;
        options.validation.clear();
        options.cropShare = 0.5;
      }};
  for (const auto& spoil : bad) {
    Options options = toy_;
    spoil(options);
    QVERIFY_EXCEPTION_THROWN(training::train(options, observer), std::invalid_argument);
  }
  Options options = toy_;
  options.worker.world = 2;
  for (const char* place :
       {"", "localhost", ":29500", "localhost:", "localhost:0", "localhost:65536", "localhost:1x"}) {
    options.worker.rendezvous = place;
    QVERIFY_EXCEPTION_THROWN(training::train(options, observer), std::invalid_argument);
  }
  options = toy_;
  options.output = "/dev/null/reader";
  QVERIFY_EXCEPTION_THROWN(training::train(options, observer), FileError);
  options = toy_;
  options.data = {folder_->path().toStdString() + "/none.json"};
  QVERIFY_EXCEPTION_THROWN(training::train(options, observer), FileError);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::TrainerTest)
#include "tst_trainer.moc"
