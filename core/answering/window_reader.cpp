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
          task.questions[scores.question].encoded.words};
}

std::vector<float> toVector(const torch::Tensor& tensor) {
  const torch::Tensor plain = tensor.contiguous();
  return {plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel()};
}

/// What `compute` returns; what LibTorch throws meanwhile as a ModelError.
template <class Compute>
auto computed(Compute compute) {
  try {
    return compute();
  } catch (const c10::Error& error) {
    throw ModelError(std::string("LibTorch cannot compute the reader: ") + error.msg());
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw ModelError(std::string("the reader cannot be computed: ") + error.what());
  }
}

reader::ReaderNetworkImpl::Output forward(const reader::ReaderBundle& bundle, const ReadingTask& task,
                                          const reader::ReaderBatch& batch) {
  // Rounded factors move answers less than another seed in training would, and are faster, faster than in
  // bfloat16.
  const reader::PrecisionScope scope(reader::Precision::Int8);
  return computed([&] {
    // The holder is shared between threads; in evaluation the network changes nothing of itself.
    reader::ReaderNetwork network = bundle.network;
    return network->forward(batch, task.attentionChange);
  });
}

/// A window's tokens that are no words of the layout.
struct SeenTokens {
  std::vector<text::Range> ranges;
  std::vector<int64_t> places;  // in the window

  SeenTokens(const ReadingTask& task, const WindowScores& scores) {
    for (std::size_t i = scores.window.begin; i < scores.window.end; ++i) {
      const text::Range& token = task.texts[scores.text].tokens[i];
      if (token.empty()) continue;
      ranges.push_back(token);
      places.push_back(static_cast<int64_t>(i - scores.window.begin));
    }
  }
};

/// (tokens of the question as asked, tokens as read): 1 where one is of the other.
torch::Tensor askedTokens(const AskedQuestion& question) {
  const std::vector<std::size_t> of = question.tokenOf();
  const auto count = static_cast<int64_t>(of.size());
  torch::Tensor members = torch::zeros({of.empty() ? 0 : static_cast<int64_t>(of.back()) + 1, count});
  for (int64_t i = 0; i < count; ++i) members[static_cast<int64_t>(of[static_cast<std::size_t>(i)])][i] = 1;
  return members;
}

void readBatch(const reader::ReaderBundle& bundle, ReadingTask& task, std::span<const std::size_t> indices) {
  std::vector<reader::WindowPair> pairs;
  for (const std::size_t index : indices) pairs.push_back(pairOf(task, task.windows[index]));
  const auto output = forward(bundle, task, reader::makeBatch(task.table, pairs));
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
  const auto output = forward(bundle, task, reader::makeBatch(task.table, std::span(&pair, 1)));

  WindowAttention attention;
  const SeenTokens seen(task, scores);
  attention.tokens = seen.ranges;
  const torch::Tensor kept = torch::tensor(seen.places, torch::kInt64);
  const auto ofSeen = [&](const torch::Tensor& weights, int64_t dim) {
    return weights.index_select(dim, kept);
  };
  // A word of the question that is read as several gets what they get, and gives what they give on average.
  const torch::Tensor asked = askedTokens(task.questions[scores.question]);
  const torch::Tensor given = torch::softmax(output.attentionScores[0].t(), -1);
  attention.passageToQuestion = toVector(ofSeen(output.passageToQuestion[0], 0).matmul(asked.t()));
  attention.questionToPassage = toVector(ofSeen((asked / asked.sum(-1, true)).matmul(given), 1));
  for (int64_t head = 0; head < output.selfAttention.size(1); ++head) {
    attention.selfAttention.push_back(toVector(ofSeen(ofSeen(output.selfAttention[0][head], 0), 1)));
  }
  attention.start = toVector(ofSeen(torch::softmax(output.start[0], -1), 0));
  attention.end = toVector(ofSeen(torch::softmax(output.end[0], -1), 0));
  return attention;
}

std::optional<WindowGradient> readGradient(const reader::ReaderBundle& bundle, const ReadingTask& task,
                                           const WindowScores& scores, text::Range answer) {
  const SeenTokens seen(task, scores);
  std::vector<int64_t> ofAnswer;
  for (std::size_t i = 0; i < seen.ranges.size(); ++i) {
    if (seen.ranges[i].overlap(answer) > 0) ofAnswer.push_back(seen.places[i]);
  }
  if (ofAnswer.empty()) return std::nullopt;

  reader::useOneThread();
  const reader::WindowPair pair = pairOf(task, scores);
  reader::ReaderBatch batch = reader::makeBatch(task.table, std::span(&pair, 1));
  batch.passageFeatures.requires_grad_(true);
  batch.questionFeatures.requires_grad_(true);
  const auto output = forward(bundle, task, batch);
  const std::vector<torch::Tensor> inputs = {output.passageWords, batch.passageFeatures, output.questionWords,
                                             batch.questionFeatures};
  const std::vector<torch::Tensor> gradients = computed([&] {
    const torch::Tensor score = torch::log_softmax(output.start[0], -1)[ofAnswer.front()] +
                                torch::log_softmax(output.end[0], -1)[ofAnswer.back()];
    return torch::autograd::grad({score}, inputs);  // leaves the network's parameters as they are
  });
  const auto given = [&](std::size_t i) { return (inputs[i] * gradients[i]).detach().sum(-1)[0]; };

  WindowGradient gradient;
  gradient.tokens = seen.ranges;
  gradient.passage =
      toVector((given(0) + given(1)).index_select(0, torch::tensor(seen.places, torch::kInt64)));
  gradient.question = toVector(askedTokens(task.questions[scores.question]).mv(given(2) + given(3)));
  return gradient;
}

}  // namespace lectern::answering
