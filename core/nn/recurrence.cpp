#include "core/nn/recurrence.h"

#include <cmath>
#include <vector>

#include "core/nn/for_each_processor.h"

namespace lectern::nn {
namespace {

// σ(x) in terms of tanh, which cannot overflow.
inline float sigmoid(float x) { return 0.5F + 0.5F * std::tanh(0.5F * x); }

}  // namespace

LECTERN_FOR_EACH_PROCESSOR
void recur(const float* gates, const float* weights, float* states, std::int64_t time, std::int64_t hidden) {
  const std::int64_t width = 4 * hidden;
  const std::int64_t blocks = (width + kGateBlock - 1) / kGateBlock;
  std::vector<float> sums(static_cast<std::size_t>(blocks * kGateBlock));
  std::vector<float> cells(static_cast<std::size_t>(hidden));
  const std::vector<float> zero(static_cast<std::size_t>(hidden));
  const float* before = zero.data();
  for (std::int64_t t = 0; t < time; ++t) {
    for (std::int64_t block = 0; block < blocks; ++block) {
      const float* column = weights + block * hidden * kGateBlock;
      float sum[kGateBlock] = {};
      for (std::int64_t k = 0; k < hidden; ++k, column += kGateBlock) {
        for (std::int64_t j = 0; j < kGateBlock; ++j) sum[j] += before[k] * column[j];
      }
      for (std::int64_t j = 0; j < kGateBlock; ++j) sums[block * kGateBlock + j] = sum[j];
    }
    const float* given = gates + t * width;
    float* state = states + t * hidden;
    float* cell = cells.data();
    const float* sum = sums.data();
#pragma omp simd
    for (std::int64_t j = 0; j < hidden; ++j) {
      const auto gate = [&](std::int64_t i) { return given[i * hidden + j] + sum[i * hidden + j]; };
      cell[j] = sigmoid(gate(1)) * cell[j] + sigmoid(gate(0)) * std::tanh(gate(2));
      state[j] = sigmoid(gate(3)) * std::tanh(cell[j]);
    }
    before = state;
  }
}

}  // namespace lectern::nn
