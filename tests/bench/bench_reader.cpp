// The reader's speed, each figure beside the same computed with LibTorch's LSTM, on one core. The shipped
// reader is taken from models/en.
//
//     build/release/bin/lectern-bench --benchmark_repetitions=5 --benchmark_report_aggregates_only

#include <benchmark/benchmark.h>
#include <torch/torch.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "core/answering/predictor.h"
#include "core/base/parallel.h"
#include "core/nn/linear.h"
#include "core/nn/lstm.h"
#include "core/nn/precision.h"
#include "core/nn/threads.h"
#include "core/reader/reader_bundle.h"
#include "core/text/unicode.h"
#include "core/training/loss.h"

namespace lectern {
namespace {

using nn::Backend;
using nn::Precision;

constexpr int64_t kInput = 204, kHidden = 100;  // a BiLSTM of the size that the published readers have

nn::Lstm makeLstm(Backend backend) {
  torch::manual_seed(1);
  nn::Lstm lstm(nn::LstmOptions{kInput, kHidden, true});
  lstm->setBackend(backend);
  return lstm;
}

void lstmForward(benchmark::State& state, Backend backend) {
  nn::Lstm lstm = makeLstm(backend);
  const c10::InferenceMode inference;
  const torch::Tensor input = torch::randn({1, 400, kInput});
  const torch::Tensor lengths = torch::tensor({400}, torch::kInt64);
  for (auto _ : state) benchmark::DoNotOptimize(lstm(input, lengths));
}

void lstmForwardBackward(benchmark::State& state, Backend backend, Precision precision) {
  const nn::PrecisionScope scope(precision);
  nn::Lstm lstm = makeLstm(backend);
  const torch::Tensor input = torch::randn({32, 150, kInput}).requires_grad_(true);
  const torch::Tensor lengths = torch::full({32}, 150, torch::kInt64);
  for (auto _ : state) {
    input.mutable_grad() = torch::Tensor();
    lstm(input, lengths).sum().backward();
  }
}

/// The shipped reader, its LSTMs and linear layers computed by `backend`.
reader::ReaderBundle shippedReader(Backend backend) {
  reader::ReaderBundle bundle = reader::ReaderBundle::load(LECTERN_SOURCE_DIR "/models/en");
  for (const auto& module : bundle.network->modules()) {
    if (auto* lstm = module->as<nn::LstmImpl>()) lstm->setBackend(backend);
    if (auto* linear = module->as<nn::LinearImpl>()) linear->setBackend(backend);
  }
  return bundle;
}

/// `count` tokens, words of the reader's vocabulary, drawn, in sentences of 20.
std::u16string drawnText(const reader::ReaderBundle& bundle, std::size_t count, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::istringstream lines(bundle.vocabulary->toText());
  std::vector<std::string> words;
  for (std::string word; std::getline(lines, word);) {
    if (std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; })) words.push_back(word);
  }
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += i % 20 == 19 ? ". " : words[random() % 20000] + " ";
  }
  return text::toUtf16(text);
}

/// 32 questions on 150 tokens each.
struct DrawnBatch {
  explicit DrawnBatch(const reader::ReaderBundle& bundle)
      : table(*bundle.vocabulary, bundle.manifest.options) {
    for (std::uint32_t i = 0; i < 32; ++i) {
      passages.push_back(table.encode(drawnText(bundle, 150, i)));
      questions.push_back(table.encode(drawnText(bundle, 12, 100 + i)));
    }
    for (std::size_t i = 0; i < 32; ++i) pairs.push_back({passages[i].words, questions[i].words});
  }
  reader::WordTable table;
  std::vector<reader::EncodedText> passages, questions;
  std::vector<reader::WindowPair> pairs;
};

/// The part of a training step that a loader thread could do ahead.
void features(benchmark::State& state) {
  const reader::ReaderBundle bundle = shippedReader(Backend::Fastest);
  const DrawnBatch drawn(bundle);
  for (auto _ : state) benchmark::DoNotOptimize(reader::makeBatch(drawn.table, drawn.pairs));
}

/// A whole step, without the optimizer.
void trainingStep(benchmark::State& state, Backend backend, Precision precision) {
  const nn::PrecisionScope scope(precision);
  reader::ReaderBundle bundle = shippedReader(backend);
  const DrawnBatch drawn(bundle);
  const torch::Tensor tokens = torch::eye(32, 150);
  const training::BatchTargets targets{torch::arange(32, torch::kInt64), torch::ones({32}, torch::kInt64),
                                       tokens, tokens.roll(2, 1), torch::zeros({32})};
  bundle.network->train();
  bundle.network->setDropout(0.2);
  for (auto _ : state) {
    bundle.network->zero_grad();
    const auto batch = reader::makeBatch(drawn.table, drawn.pairs);
    training::sharedNormLoss(bundle.network->forward(batch), targets, 17).backward();
  }
  state.SetItemsProcessed(32 * state.iterations());
}

/// One question on one passage that was not asked before.
void ask(benchmark::State& state, Backend backend) {
  const reader::ReaderBundle bundle = shippedReader(backend);
  const answering::Predictor predictor(bundle);
  const auto tokens = static_cast<std::size_t>(state.range(0));
  // In turn, since the one that was asked last is kept ready.
  const std::u16string passages[] = {drawnText(bundle, tokens, 1), drawnText(bundle, tokens, 3)};
  const std::u16string question = drawnText(bundle, 12, 2);
  answering::PredictOptions options;
  options.threads = 1;
  std::size_t turn = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(predictor.predict(passages[turn++ % 2], question, options));
  }
  state.SetItemsProcessed(state.iterations());
}

/// Five questions on each of several paragraphs of 130 tokens, which are read side by side on all cores, as
/// `lectern predict` asks them.
void askMany(benchmark::State& state, Backend backend) {
  const reader::ReaderBundle bundle = shippedReader(backend);
  const answering::Predictor predictor(bundle);
  constexpr std::uint32_t kPassages = 16;
  constexpr std::uint32_t kQuestions = 5;
  std::vector<std::u16string> passages;
  std::vector<std::vector<std::u16string>> questions(kPassages);
  for (std::uint32_t i = 0; i < kPassages; ++i) {
    passages.push_back(drawnText(bundle, 130, i));
    for (std::uint32_t q = 0; q < kQuestions; ++q) {
      questions[i].push_back(drawnText(bundle, 12, 100 + kQuestions * i + q));
    }
  }
  answering::PredictOptions options;
  options.threads = 1;
  for (auto _ : state) {
    forEachInParallel(kPassages, 0, [&](std::size_t i) {
      benchmark::DoNotOptimize(predictor.predictEach(passages[i], questions[i], options));
    });
  }
  state.SetItemsProcessed(static_cast<int64_t>(kPassages * kQuestions) * state.iterations());
}

void loadBundle(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(reader::ReaderBundle::load(LECTERN_SOURCE_DIR "/models/en"));
}

#define LECTERN_CASE(function, ...) BENCHMARK_CAPTURE(function, __VA_ARGS__)->Unit(benchmark::kMillisecond)

LECTERN_CASE(lstmForward, LibTorch, Backend::LibTorch);
LECTERN_CASE(lstmForward, oneDNN, Backend::Fastest);
LECTERN_CASE(lstmForwardBackward, LibTorch, Backend::LibTorch, Precision::Float32);
LECTERN_CASE(lstmForwardBackward, oneDNN, Backend::Fastest, Precision::Float32);
LECTERN_CASE(lstmForwardBackward, bfloat16, Backend::Fastest, Precision::BFloat16);
LECTERN_CASE(trainingStep, LibTorch, Backend::LibTorch, Precision::Float32)->MinTime(4);
LECTERN_CASE(trainingStep, oneDNN, Backend::Fastest, Precision::Float32)->MinTime(4);
LECTERN_CASE(trainingStep, bfloat16, Backend::Fastest, Precision::BFloat16)->MinTime(4);
BENCHMARK(features)->Unit(benchmark::kMillisecond);
LECTERN_CASE(ask, LibTorch, Backend::LibTorch)->Arg(130)->Arg(400);
LECTERN_CASE(ask, oneDNN, Backend::Fastest)->Arg(130)->Arg(400);
LECTERN_CASE(askMany, LibTorch, Backend::LibTorch)->UseRealTime();
LECTERN_CASE(askMany, oneDNN, Backend::Fastest)->UseRealTime();
BENCHMARK(loadBundle)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lectern

int main(int argc, char** argv) {
  lectern::nn::useOneThread();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
