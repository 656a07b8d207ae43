#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/training/corpus.h"
#include "core/training/language_model.h"
#include "core/training/new_reader.h"
#include "tests/support/toy_data.h"

namespace lectern {

class LanguageModelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void lossIsTheMeanCrossEntropy();
  void statesAreLearnedBesideWords();
  void aWordIsForetoldFromOneSideAlone();
  void onlyWordsAndEncoderLearn();

 private:
  /// The first passages of the corpus, the i-th cut by i words so that lengths differ.
  reader::ReaderBatch passages() const {
    std::vector<std::span<const int32_t>> words;
    for (std::size_t i = 0; i < 3; ++i) {
      const std::span<const int32_t> whole = corpus_->passages[i].words;
      words.push_back(whole.first(whole.size() - i));
    }
    return reader::makePassageBatch(corpus_->table, words);
  }

  QTemporaryDir folder_;
  reader::ReaderBundle bundle_;
  std::optional<training::Corpus> corpus_;
  training::LanguageModel model_{nullptr};
};

void LanguageModelTest::initTestCase() {
  const training::TrainingOptions options = test::toyTraining(folder_.path().toStdString());
  const std::vector<data::SquadDataset> data{data::readSquad(options.data[0])};
  torch::manual_seed(3);
  bundle_ = training::makeReader(data, options);
  corpus_.emplace(data, bundle_);
  model_ = training::LanguageModel(bundle_.network, bundle_.manifest.options);
  model_->eval();
}

void LanguageModelTest::lossIsTheMeanCrossEntropy() {
  const torch::NoGradGuard noGrad;
  const reader::ReaderBatch batch = passages();
  const torch::Tensor states = bundle_.network->readAlone(batch).to(torch::kFloat64);
  const torch::Tensor vectors = bundle_.network->wordVectors(batch.wordRows).to(torch::kFloat64);
  const auto rows = batch.wordRows.accessor<int64_t, 1>();
  const auto words = batch.passage.accessor<int64_t, 2>();
  const auto lengths = batch.passageLengths.accessor<int64_t, 1>();
  const int64_t hidden = states.size(2) / 2;
  auto parameters = model_->named_parameters();
  double sum = 0;
  int64_t count = 0;
  for (const int64_t step : {1, -1}) {
    const std::string name = step > 0 ? "next" : "previous";
    const torch::Tensor weight = parameters[name + ".weight"].to(torch::kFloat64);
    const torch::Tensor bias = parameters[name + ".bias"].to(torch::kFloat64);
    struct Foretold {
      torch::Tensor said;
      int64_t word;
    };
    std::vector<Foretold> all;
    std::map<int64_t, int64_t> candidates;  // vocabulary row → a word that has it
    for (int64_t b = 0; b < 3; ++b) {
      for (int64_t t = 0; t < lengths[b]; ++t) {
        const int64_t other = t + step;
        if (other < 0 || other >= lengths[b]) continue;
        const torch::Tensor state = states[b][t].narrow(0, step > 0 ? 0 : hidden, hidden);
        all.push_back({weight.matmul(state) + bias, words[b][other]});
        candidates[rows[words[b][other]]] = words[b][other];
      }
    }
    for (const Foretold& one : all) {
      double others = 0;
      for (const auto& [row, word] : candidates)
        others += std::exp(vectors[word].dot(one.said).item<double>());
      sum += std::log(others) - vectors[one.word].dot(one.said).item<double>();
    }
    count += static_cast<int64_t>(all.size());
  }
  const double expected = sum / static_cast<double>(count);
  QVERIFY(count > 20);
  QVERIFY(std::abs(model_->loss(batch).item<double>() - expected) < 1e-5);
}

void LanguageModelTest::statesAreLearnedBesideWords() {
  const torch::NoGradGuard noGrad;
  const reader::ReaderBatch batch = passages();
  const int64_t size = 5;
  training::LanguageModel model(bundle_.network, bundle_.manifest.options, size);
  model->eval();
  const torch::Tensor states = torch::randn({batch.passageLengths.sum().item<int64_t>(), size});
  const torch::Tensor read = bundle_.network->readAlone(batch).to(torch::kFloat64);
  const torch::Tensor vectors = bundle_.network->wordVectors(batch.wordRows).to(torch::kFloat64);
  auto parameters = model->named_parameters();
  const torch::Tensor weight = parameters["state.weight"].to(torch::kFloat64);
  const torch::Tensor bias = parameters["state.bias"].to(torch::kFloat64);
  double missed = 0;
  int64_t word = 0;
  for (int64_t b = 0; b < 3; ++b) {
    for (int64_t t = 0; t < batch.passageLengths[b].item<int64_t>(); ++t, ++word) {
      const torch::Tensor known = torch::cat({read[b][t], vectors[batch.passage[b][t].item<int64_t>()]});
      missed += (weight.matmul(known) + bias - states[word]).square().sum().item<double>();
    }
  }
  // The words' part is that of the other model when it foretells words alike.
  for (const char* name : {"next.weight", "next.bias", "previous.weight", "previous.bias"}) {
    parameters[name].copy_(model_->named_parameters()[name]);
  }
  const double expected =
      model_->loss(batch).item<double>() / 2 + 8 * missed / static_cast<double>(word * size);
  QVERIFY(std::abs(model->loss(batch, states).item<double>() - expected) < 1e-5);
}

void LanguageModelTest::aWordIsForetoldFromOneSideAlone() {
  const torch::NoGradGuard noGrad;
  const std::span<const int32_t> words = corpus_->passages[0].words;
  std::vector<int32_t> changed(words.begin(), words.end());
  const std::size_t place = changed.size() / 2;
  changed[place] = changed[place] == words[0] ? words[1] : words[0];
  const auto read = [&](std::span<const int32_t> passage) {
    return bundle_.network->readAlone(reader::makePassageBatch(corpus_->table, std::vector{passage}))[0];
  };
  const torch::Tensor difference = (read(words) - read(changed)).abs();  // (passage, 2 · hidden)
  const int64_t hidden = difference.size(1) / 2;
  const auto at = static_cast<int64_t>(place);
  QVERIFY(difference.narrow(0, 0, at).narrow(1, 0, hidden).max().item<double>() < 1e-6);
  QVERIFY(difference.narrow(0, at + 1, difference.size(0) - at - 1)
              .narrow(1, hidden, hidden)
              .max()
              .item<double>() < 1e-6);
  QVERIFY(difference.narrow(0, at + 1, 1).narrow(1, 0, hidden).max().item<double>() > 1e-4);
  QVERIFY(difference.narrow(0, at - 1, 1).narrow(1, hidden, hidden).max().item<double>() > 1e-4);
}

void LanguageModelTest::onlyWordsAndEncoderLearn() {
  model_->zero_grad();
  model_->loss(passages()).backward();
  for (const auto& parameter : model_->named_parameters()) {
    const torch::Tensor& gradient = parameter.value().grad();
    const bool learns = gradient.defined() && gradient.abs().max().item<double>() > 0;
    const QString name = QString::fromStdString(parameter.key());
    QCOMPARE(learns && !name.startsWith("reader.highway") && !name.startsWith("reader.trained_words") &&
                 !name.startsWith("reader.question_words"),
             name.startsWith("reader.encoder") || name.startsWith("reader.char_cnn") ||
                 name.startsWith("next") || name.startsWith("previous"));
  }
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::LanguageModelTest)
#include "tst_language_model.moc"
