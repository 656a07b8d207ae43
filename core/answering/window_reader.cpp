#include "core/answering/window_reader.h"

#include <algorithm>
#include <numeric>

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/reader/featurizer.h"
#include "core/reader/precision.h"
#include "core/reader/threads.h"

namespace lectern::answering {
namespace {

/// Windows that are read at once; more gain nothing on one core and make cancelling slower.
constexpr std::size_t kBatchWindows = 8;

reader::WindowPair pairOf(const ReadingTask& task, const WindowScores& scores) {
  const std::vector<int32_t>& words = task.texts[scores.text].words;
  return {std::span(words).subspan(scores.window.begin, scores.window.end - scores.window.begin),
          task.questions[scores.question].words};
}

std::vector<float> toVector(const torch::Tensor& tensor) {
  const torch::Tensor plain = tensor.contiguous();
  return {plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel()};
}

reader::ReaderNetworkImpl::Output forward(const reader::ReaderBundle& bundle,
                                          const reader::ReaderBatch& batch) {
  // Rounded factors move answers less than another seed in training would, and are faster, faster than in
  // bfloat16.
  const reader::PrecisionScope scope(reader::Precision::Int8);
  try {
    // The holder is shared between threads; in evaluation the network changes nothing of itself.
    reader::ReaderNetwork network = bundle.network;
    return network->forward(batch);
  } catch (const c10::Error& error) {
    throw ModelError(std::string("LibTorch cannot compute the reader: ") + error.msg());
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw ModelError(std::string("the reader cannot be computed: ") + error.what());
  }
}

void readBatch(const reader::ReaderBundle& bundle, ReadingTask& task, std::span<const std::size_t> indices) {
  std::vector<reader::WindowPair> pairs;
  for (const std::size_t index : indices) pairs.push_back(pairOf(task, task.windows[index]));
  const auto output = forward(bundle, reader::makeBatch(task.table, pairs));
  for (std::size_t row = 0; row < indices.size(); ++row) {
    WindowScores& scores = task.windows[indices[row]];
    const auto length = static_cast<int64_t>(pairs[row].passage.size());
    scores.start = toVector(output.start[static_cast<int64_t>(row)].narrow(0, 0, length));
    scores.end = toVector(output.end[static_cast<int64_t>(row)].narrow(0, 0, length));
    scores.noAnswer = output.noAnswer[static_cast<int64_t>(row)].item<double>();
  }
}

/// Batches of windows of similar length.
std::vector<std::vector<std::size_t>> makeBatches(const std::vector<WindowScores>& windows,
                                                  unsigned threads) {
  std::vector<std::size_t> order(windows.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {},
                           [&](std::size_t i) { return windows[i].window.end - windows[i].window.begin; });
  const std::size_t share = (windows.size() + threads - 1) / threads;
  const std::size_t size = std::clamp<std::size_t>(share, 1, kBatchWindows);
  std::vector<std::vector<std::size_t>> batches;
  for (std::size_t i = 0; i < order.size(); i += size) {
    batches.emplace_back(order.begin() + static_cast<std::ptrdiff_t>(i),
                         order.begin() + static_cast<std::ptrdiff_t>(std::min(i + size, order.size())));
  }
  return batches;
}

}  // namespace

void readWindows(const reader::ReaderBundle& bundle, ReadingTask& task, unsigned threads,
                 const std::stop_token& stop, const ProgressCallback& progress) {
  threads = threadCount(threads);
  const auto batches = makeBatches(task.windows, threads);
  SharedProgress shared(task.windows.size(), progress);
  forEachInParallel(batches.size(), threads, [&](std::size_t i) {
    reader::useOneThread();
    const c10::InferenceMode inference;
    throwIfStopped(stop);
    readBatch(bundle, task, batches[i]);
    shared.add(batches[i].size());
  });
}

WindowAttention readAttention(const reader::ReaderBundle& bundle, const ReadingTask& task,
                              const WindowScores& scores) {
  reader::useOneThread();
  const c10::InferenceMode inference;
  const reader::WindowPair pair = pairOf(task, scores);
  const auto output = forward(bundle, reader::makeBatch(task.table, std::span(&pair, 1)));

  WindowAttention attention;
  std::vector<int64_t> seen;  // tokens that are no words of the layout
  for (std::size_t i = scores.window.begin; i < scores.window.end; ++i) {
    const text::Range& token = task.texts[scores.text].tokens[i];
    if (token.empty()) continue;
    attention.tokens.push_back(token);
    seen.push_back(static_cast<int64_t>(i - scores.window.begin));
  }
  const torch::Tensor kept = torch::tensor(seen, torch::kInt64);
  const auto ofSeen = [&](const torch::Tensor& weights, int64_t dim) {
    return weights.index_select(dim, kept);
  };
  attention.passageToQuestion = toVector(ofSeen(output.passageToQuestion[0], 0));
  attention.questionToPassage = toVector(ofSeen(torch::softmax(output.attentionScores[0].t(), -1), 1));
  for (int64_t head = 0; head < output.selfAttention.size(1); ++head) {
    attention.selfAttention.push_back(toVector(ofSeen(ofSeen(output.selfAttention[0][head], 0), 1)));
  }
  attention.start = toVector(ofSeen(torch::softmax(output.start[0], -1), 0));
  attention.end = toVector(ofSeen(torch::softmax(output.end[0], -1), 0));
  return attention;
}

}  // namespace lectern::answering
