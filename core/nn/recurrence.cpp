#include "core/nn/recurrence.h"

#include <cmath>
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
void recur(const float* gates, const float* weights, float* states, const RecurrenceSizes& sizes) {
  const std::int64_t batch = sizes.batch, hidden = sizes.hidden, width = 4 * hidden;
  const std::int64_t blocks = (width + kGateBlock - 1) / kGateBlock;
  const std::int64_t stride = blocks * kGateBlock;
  std::vector<float> sums(static_cast<std::size_t>(batch * stride));
  std::vector<float> cells(static_cast<std::size_t>(batch * hidden));
  const std::vector<float> zero(static_cast<std::size_t>(batch * hidden));
  const float* before = zero.data();
  for (std::int64_t t = 0; t < sizes.time; ++t) {
    for (std::int64_t b = 0; b < blocks; ++b) {
      const float* block = weights + b * hidden * kGateBlock;
      float* sum = sums.data() + b * kGateBlock;
      std::int64_t r = 0;
      for (; r + 2 <= batch; r += 2)
        multiply<2>(before + r * hidden, block, hidden, sum + r * stride, stride);
      if (r < batch) multiply<1>(before + r * hidden, block, hidden, sum + r * stride, stride);
    }
    for (std::int64_t r = 0; r < batch; ++r) {
      const float* given = gates + (t * batch + r) * width;
      const float* sum = sums.data() + r * stride;
      float* cell = cells.data() + r * hidden;
      float* state = states + (t * batch + r) * hidden;
#pragma omp simd
      for (std::int64_t j = 0; j < hidden; ++j) {
        const auto gate = [&](std::int64_t i) { return given[i * hidden + j] + sum[i * hidden + j]; };
        cell[j] = sigmoid(gate(1)) * cell[j] + sigmoid(gate(0)) * std::tanh(gate(2));
        state[j] = sigmoid(gate(3)) * std::tanh(cell[j]);
      }
    }
    before = states + t * batch * hidden;
  }
}

}  // namespace lectern::nn
