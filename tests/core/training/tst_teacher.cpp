#include "core/training/teacher.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/files.h"
#include "core/base/log.h"
#include "core/nn/threads.h"
#include "core/reader/reader_bundle.h"
#include "core/training/new_reader.h"
#include "core/training/trainer.h"
#include "core/training/training_batch.h"
#include "tests/support/toy_data.h"

namespace lectern {
namespace {

constexpr std::size_t kExample = 7;  // answerable

/// Probabilities of an example's starts, ends, and of no answer, from every span of its paragraph.
struct Expected {
  std::vector<double> starts, ends;
  double noAnswer = 0;
};

/// The first examples of a corpus, of either kind.
std::vector<std::size_t> firstExamples() {
  std::vector<std::size_t> examples(40);
  std::iota(examples.begin(), examples.end(), 0);
  return examples;
}

Expected readAlone(reader::ReaderBundle& bundle, const training::Corpus& corpus) {
  const torch::NoGradGuard noGrad;
  const training::TrainingExample& example = corpus.examples[kExample];
  const std::vector<int32_t>& words = corpus.passages[example.passage].words;
  const std::vector<reader::WindowPair> pairs = {{words, example.question}};
  bundle.network->eval();
  const auto output = bundle.network->forward(reader::makeBatch(corpus.table, pairs));
  const auto at = [](const torch::Tensor& logits, std::size_t i) {
    return logits[0][static_cast<int64_t>(i)].item<double>();
  };
  const auto most = static_cast<std::size_t>(bundle.manifest.options.maxAnswerTokens);
  Expected sums{std::vector<double>(words.size()), std::vector<double>(words.size()),
                std::exp(output.noAnswer[0].item<double>())};
  double all = sums.noAnswer;
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::size_t j = i; j < std::min(words.size(), i + most); ++j) {
      const double span = std::exp(at(output.start, i) + at(output.end, j));
      sums.starts[i] += span;
      sums.ends[j] += span;
      all += span;
    }
  }
  for (double& share : sums.starts) share /= all;
  for (double& share : sums.ends) share /= all;
  sums.noAnswer /= all;
  return sums;
}

}  // namespace

class TeacherTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void saysTheMarginalsOfItsSpans();
  void severalSayTheirMean();
  void whoSaysNothingIsNotCounted();
  void saysNothingOfAnswersLongerThanItGives();
  void answersAreKeptForTheSameTeachers();
  void targetsAreDistributions();
  void theGoldAnswerSaysWhetherThereIsOne();
  void withoutATeacherTheGoldAnswerIsAll();
  void aRunLearnsFromIt();

 private:
  reader::ReaderBundle savedReader(std::uint64_t seed, const char* name) const {
    torch::manual_seed(seed);
    reader::ReaderBundle bundle = training::makeReader(datasets_, options_);
    bundle.save(path_ / name);
    return reader::ReaderBundle::load(path_ / name);
  }
  training::TeacherAnswers ask(const char* teacher, const training::Corpus& corpus) const {
    training::WorkerGroup alone({});
    return training::askTeacher(path_ / teacher, datasets_, corpus, alone);
  }

  std::unique_ptr<QTemporaryDir> folder_;
  std::filesystem::path path_;
  training::TrainingOptions options_;
  std::vector<data::SquadDataset> datasets_;
};

void TeacherTest::init() {
  nn::useOneThread();
  folder_ = std::make_unique<QTemporaryDir>();
  path_ = folder_->path().toStdString();
  options_ = test::toyTraining(path_);
  datasets_ = {data::readSquad(options_.data[0])};
}

void TeacherTest::saysTheMarginalsOfItsSpans() {
  reader::ReaderBundle bundle = savedReader(1, "one");
  const training::Corpus corpus(datasets_, bundle);
  const auto said = ask("one", corpus);
  const Expected expected = readAlone(bundle, corpus);
  QVERIFY(std::abs(said.noAnswer[kExample].item<double>() - expected.noAnswer) < 1e-5);
  const double best = *std::ranges::max_element(expected.starts);
  QVERIFY(std::abs(said.startShares[kExample][0].item<double>() - best) < 1e-5);
  for (int64_t i = 0; i < said.starts.size(1); ++i) {
    const auto start = static_cast<std::size_t>(said.starts[kExample][i].item<int64_t>());
    const auto end = static_cast<std::size_t>(said.ends[kExample][i].item<int64_t>());
    QVERIFY(std::abs(said.startShares[kExample][i].item<double>() - expected.starts.at(start)) < 1e-5);
    QVERIFY(std::abs(said.endShares[kExample][i].item<double>() - expected.ends.at(end)) < 1e-5);
  }
}

void TeacherTest::severalSayTheirMean() {
  reader::ReaderBundle one = savedReader(1, "one");
  reader::ReaderBundle two = savedReader(2, "two");
  const training::Corpus corpus(datasets_, one);
  const auto said = training::meanOf({ask("one", corpus), ask("two", corpus)});
  const Expected first = readAlone(one, corpus);
  const Expected second = readAlone(two, corpus);
  QVERIFY(std::abs(said.noAnswer[kExample].item<double>() - (first.noAnswer + second.noAnswer) / 2) < 1e-5);
  const auto likeliest =
      static_cast<std::size_t>(std::ranges::max_element(first.starts) - first.starts.begin());
  const torch::Tensor there = said.starts[kExample] == static_cast<int64_t>(likeliest);
  const double share = (said.startShares[kExample] * there).sum().item<double>();
  QVERIFY(share >= first.starts[likeliest] / 2 - 1e-5);
  QVERIFY(share <= (first.starts[likeliest] + second.starts[likeliest]) / 2 + 1e-5);
}

void TeacherTest::whoSaysNothingIsNotCounted() {
  training::TeacherAnswers one(2);
  one.startShares[0][0] = 0.6;
  one.endShares[0][0] = 0.6;
  one.noAnswer[0] = 0.4;
  training::TeacherAnswers two = training::TeacherAnswers(2);
  two.noAnswer[1] = 1;
  const training::TeacherAnswers mean = training::meanOf({one, two});
  QCOMPARE(mean.startShares[0].sum().item<float>(), 0.6F);
  QCOMPARE(mean.endShares[0].sum().item<float>(), 0.6F);
  QCOMPARE(mean.noAnswer[0].item<float>(), 0.4F);
  QCOMPARE(mean.noAnswer[1].item<float>(), 1.0F);
}

void TeacherTest::saysNothingOfAnswersLongerThanItGives() {
  options_.network.maxAnswerTokens = 1;
  savedReader(1, "short");
  options_.network.maxAnswerTokens = 2;
  const reader::ReaderBundle student = savedReader(2, "student");
  text::Range& answer = datasets_[0].articles[0].paragraphs[0].questions[0].answers[0].range;
  ++answer.end;  // "Paris."
  const training::Corpus corpus(datasets_, student);
  QCOMPARE(corpus.examples[0].answerTokens(), 2);
  QCOMPARE(corpus.examples[1].answerTokens(), 1);
  const auto said = ask("short", corpus);
  QCOMPARE(said.startShares[0].sum().item<double>() + said.noAnswer[0].item<double>(), 0.0);
  QVERIFY(said.startShares[1].sum().item<double>() > 0.1);

  const std::vector<std::size_t> examples = {0, 1};
  const auto batch = training::makeTrainingBatch(corpus, examples, {.teacher = &said, .teacherShare = 0.4});
  QCOMPARE(batch.targets.end[0][corpus.examples[0].answerLast].item<double>(), 1.0);
  QVERIFY(batch.targets.end[1][corpus.examples[1].answerLast].item<double>() < 1.0);
}

void TeacherTest::answersAreKeptForTheSameTeachers() {
  const reader::ReaderBundle bundle = savedReader(1, "one");
  savedReader(2, "two");
  const training::Corpus corpus(datasets_, bundle);
  const auto said = ask("one", corpus);
  const std::string key = training::teacherKey(options_.data, path_ / "one", corpus);
  const std::filesystem::path file = path_ / "said";
  training::TeacherAnswers kept(corpus.examples.size());
  QVERIFY(!training::loadTeacherAnswers(kept, key, file));  // not there yet
  training::saveTeacherAnswers(said, key, file);
  QVERIFY(
      !training::loadTeacherAnswers(kept, training::teacherKey(options_.data, path_ / "two", corpus), file));
  training::TeacherAnswers fewer(3);
  QVERIFY(!training::loadTeacherAnswers(fewer, key, file));
  QVERIFY(training::loadTeacherAnswers(kept, key, file));
  for (std::size_t i = 0; i < said.tensors().size(); ++i) {
    QVERIFY(torch::equal(kept.tensors()[i], said.tensors()[i]));
  }
  QVERIFY(training::teacherKey(options_.data, path_ / "one", training::Corpus(datasets_, bundle, 1)) != key);
  training::Corpus shifted(datasets_, bundle);  // as with words parted otherwise
  ++shifted.examples[kExample].answerLast;
  QVERIFY(training::teacherKey(options_.data, path_ / "one", shifted) != key);
  reader::ReaderBundle told = reader::ReaderBundle::load(path_ / "one");
  told.modelCard += "More is known.\n";
  told.manifest.noAnswerThreshold = 0.1;
  told.save(path_ / "one");
  QCOMPARE(training::teacherKey(options_.data, path_ / "one", corpus), key);
  savedReader(3, "one");  // other weights in the same place
  QVERIFY(training::teacherKey(options_.data, path_ / "one", corpus) != key);
  writeFileAtomically(file, "{");
  std::string remark;
  setLogSink([&](std::string_view message) { remark = message; });
  QVERIFY(!training::loadTeacherAnswers(kept, key, file));
  setLogSink({});
  QVERIFY(remark.find("said") != std::string::npos);  // names the file
}

void TeacherTest::targetsAreDistributions() {
  const reader::ReaderBundle bundle = savedReader(1, "one");
  const training::Corpus corpus(datasets_, bundle);
  const auto said = ask("one", corpus);
  const std::vector<std::size_t> examples = firstExamples();
  const auto batch = training::makeTrainingBatch(
      corpus, examples, {.distractorRate = 0.5, .maxTokens = 8, .teacher = &said, .teacherShare = 0.4});
  for (const torch::Tensor& shares : {batch.targets.start, batch.targets.end}) {
    QVERIFY(shares.min().item<double>() >= 0);
    const torch::Tensor sums = shares.sum(1) + batch.targets.noAnswer;
    QVERIFY((sums - 1).abs().max().item<double>() < 1e-5);
    // The gold answer keeps its own part, beside what the teacher gives it.
    const torch::Tensor gold =
        std::get<0>(torch::cat({shares, batch.targets.noAnswer.unsqueeze(1)}, 1).max(1));
    QVERIFY(gold.min().item<double>() >= 0.6 - 1e-5);
    QVERIFY(gold.min().item<double>() < 1);
  }
}

void TeacherTest::theGoldAnswerSaysWhetherThereIsOne() {
  const reader::ReaderBundle bundle = savedReader(1, "one");
  const training::Corpus corpus(datasets_, bundle);
  const auto said = ask("one", corpus);
  const std::vector<std::size_t> examples = firstExamples();
  const auto batch = training::makeTrainingBatch(corpus, examples, {.teacher = &said, .teacherShare = 0.4});
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const auto row = static_cast<int64_t>(i);
    const bool hasAnswer = corpus.examples[i].hasAnswer();
    QCOMPARE(batch.targets.noAnswer[row].item<float>(), hasAnswer ? 0.0F : 1.0F);
    QCOMPARE(said.startShares[row].sum().item<double>() > 0, hasAnswer);  // others are not asked about
  }
  // Where it starts is also the teacher's to say: what its likeliest tokens share, beside the gold answer.
  const training::TrainingExample& example = corpus.examples[kExample];
  const torch::Tensor& shares = said.startShares[kExample];
  const torch::Tensor atGold = said.starts[kExample] == example.answerBegin;
  const double share = ((shares * atGold).sum() / shares.sum()).item<double>();
  const double target = batch.targets.start[kExample][example.answerBegin].item<double>();
  QVERIFY(std::abs(target - (0.6 + 0.4 * share)) < 1e-5);
}

void TeacherTest::withoutATeacherTheGoldAnswerIsAll() {
  const reader::ReaderBundle bundle = savedReader(1, "one");
  const training::Corpus corpus(datasets_, bundle);
  const training::TrainingExample& example = corpus.examples[kExample];
  const std::vector<std::size_t> examples = {kExample};
  const auto batch = training::makeTrainingBatch(corpus, examples, {});
  QCOMPARE(batch.targets.start[0].argmax().item<int64_t>(), example.answerBegin);
  QCOMPARE(batch.targets.end[0].argmax().item<int64_t>(), example.answerLast);
  QCOMPARE(batch.targets.start.sum().item<double>(), 1.0);
  QCOMPARE(batch.targets.noAnswer.sum().item<double>(), 0.0);
}

void TeacherTest::aRunLearnsFromIt() {
  struct : training::TrainingObserver {
    void onMessage(const std::string& message) override { messages += message + "\n"; }
    std::string messages;
  } observer;
  savedReader(1, "one");
  const auto student = [&](const char* name, std::vector<std::filesystem::path> teachers) {
    training::TrainingOptions options = options_;
    options.steps = 25;
    options.validation.clear();
    options.output = path_ / name;
    options.checkpoint = path_ / (std::string(name) + ".checkpoint");
    options.teachers = std::move(teachers);
    observer.messages.clear();
    training::train(options, observer);
    return readFile(options.output / "weights.safetensors");
  };
  const std::string alone = student("alone", {}), taught = student("taught", {path_ / "one"});
  QVERIFY(observer.messages.find("asking the teacher") != std::string::npos);
  QVERIFY(taught != alone);
  QVERIFY(std::filesystem::exists(path_ / "teachers"));
  // What it said is kept for the next run, and says the same.
  QVERIFY(student("again", {path_ / "one"}) == taught);
  QVERIFY(observer.messages.find("asking the teacher") == std::string::npos);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::TeacherTest)
#include "tst_teacher.moc"
