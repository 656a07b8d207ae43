#include "core/nn/recurrence.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/nn/for_each_processor.h"

namespace lectern::nn {
namespace {

// σ(x) in terms of tanh, which cannot overflow.
inline float sigmoid(float x) { return 0.5F + 0.5F * std::tanh(0.5F * x); }

/// What the states of `rows` texts (rows, hidden) give to a block of gates, `sums` (rows, stride).
template <int rows>
[[gnu::always_inline]] inline void multiply(const float* states, const float* block, std::int64_t hidden,
                                            float* sums, std::int64_t stride) {
  float sum[rows][kGateBlock] = {};
  for (std::int64_t k = 0; k < hidden; ++k, block += kGateBlock) {
    for (int r = 0; r < rows; ++r) {
      for (std::int64_t j = 0; j < kGateBlock; ++j) sum[r][j] += states[r * hidden + k] * block[j];
    }
  }
  for (int r = 0; r < rows; ++r) {
    for (std::int64_t j = 0; j < kGateBlock; ++j) sums[r * stride + j] = sum[r][j];
  }
}

}  // namespace

LECTERN_FOR_EACH_PROCESSOR
void recur(const RecurrentTexts& texts, const float* weights, float* states, std::int64_t stride) {
  const std::int64_t time = texts.time, hidden = texts.hidden, width = 4 * hidden;
  const std::int64_t blocks = (width + kGateBlock - 1) / kGateBlock, padded = blocks * kGateBlock;
  // The longest texts first, so that those that go on stand side by side.
  std::vector<std::size_t> order(texts.lengths.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return texts.lengths[a] > texts.lengths[b]; });
  std::vector<float> sums(order.size() * static_cast<std::size_t>(padded));
  std::vector<float> before(order.size() * static_cast<std::size_t>(hidden)), cells(before.size());
  std::size_t going = order.size();
  for (std::int64_t step = 0; step < time; ++step) {
    while (going > 0 && texts.lengths[order[going - 1]] <= step) --going;
    const auto rows = static_cast<std::int64_t>(going);
    for (std::int64_t b = 0; b < blocks; ++b) {
      const float* block = weights + b * hidden * kGateBlock;
      float* sum = sums.data() + b * kGateBlock;
      std::int64_t r = 0;
      for (; r + 2 <= rows; r += 2) {
        multiply<2>(before.data() + r * hidden, block, hidden, sum + r * padded, padded);
      }
      if (r < rows) multiply<1>(before.data() + r * hidden, block, hidden, sum + r * padded, padded);
    }
    for (std::int64_t r = 0; r < rows; ++r) {
      const auto text = static_cast<std::int64_t>(order[static_cast<std::size_t>(r)]);
      const std::int64_t at =
          texts.isReverse ? texts.lengths[static_cast<std::size_t>(text)] - 1 - step : step;
      const float* given = texts.gates + (text * time + at) * width;
      const float* sum = sums.data() + r * padded;
      float* cell = cells.data() + r * hidden;
      float* state = before.data() + r * hidden;
#pragma omp simd
      for (std::int64_t j = 0; j < hidden; ++j) {
        const auto gate = [&](std::int64_t i) { return given[i * hidden + j] + sum[i * hidden + j]; };
        cell[j] = sigmoid(gate(1)) * cell[j] + sigmoid(gate(0)) * std::tanh(gate(2));
        state[j] = sigmoid(gate(3)) * std::tanh(cell[j]);
      }
      std::copy(state, state + hidden, states + (text * time + at) * stride);
    }
  }
}

}  // namespace lectern::nn
