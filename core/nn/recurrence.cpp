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

/// What `rows` rows of `depth` numbers give to a block of sums.
template <int rows>
[[gnu::always_inline]] inline void multiplyBlock(const float* const* left, const float* block,
                                                 std::int64_t depth, float* sums, std::int64_t stride) {
  float sum[rows][kWeightBlock] = {};
  for (std::int64_t k = 0; k < depth; ++k, block += kWeightBlock) {
    for (int r = 0; r < rows; ++r) {
      for (std::int64_t j = 0; j < kWeightBlock; ++j) sum[r][j] += left[r][k] * block[j];
    }
  }
  for (int r = 0; r < rows; ++r) {
    for (std::int64_t j = 0; j < kWeightBlock; ++j) sums[r * stride + j] = sum[r][j];
  }
}

constexpr int kTileRows = 4, kTileColumns = 16;  // sums that the registers of AVX2 hold

/// The same for `kTileRows` rows and a part of a block.
[[gnu::always_inline]] inline void multiplyTile(const float* const* left, const float* block,
                                                std::int64_t depth, float* sums, std::int64_t stride) {
  typedef float Vector __attribute__((vector_size(32), aligned(4), may_alias));
  constexpr int kVectors = kTileColumns / 8;
  Vector sum[kTileRows][kVectors] = {};
  for (std::int64_t k = 0; k < depth; ++k, block += kWeightBlock) {
    const Vector* weights = reinterpret_cast<const Vector*>(block);
#pragma GCC unroll 8
    for (int r = 0; r < kTileRows; ++r) {
#pragma GCC unroll 8
      for (int v = 0; v < kVectors; ++v) sum[r][v] += left[r][k] * weights[v];
    }
  }
  for (int r = 0; r < kTileRows; ++r) {
    for (int v = 0; v < kVectors; ++v) reinterpret_cast<Vector*>(sums + r * stride)[v] = sum[r][v];
  }
}

/// Whether tiles are the fast way: where this runs as compiled for AVX2. With AVX-512 whole blocks fit the
/// registers.
bool hasTiles() {
  static const bool has = __builtin_cpu_supports("x86-64-v3") != 0 && __builtin_cpu_supports("avx512f") == 0;
  return has;
}

std::int64_t blocksOf(std::int64_t columns) { return (columns + kWeightBlock - 1) / kWeightBlock; }

/// Rows of `depth` numbers, each where it stands, times `weights` (blocks, depth, kWeightBlock).
[[gnu::always_inline]] inline void multiply(const std::vector<const float*>& rows, std::int64_t depth,
                                            const float* weights, std::int64_t columns, float* sums) {
  const auto count = static_cast<std::int64_t>(rows.size());
  const std::int64_t stride = blocksOf(columns) * kWeightBlock;
  const std::int64_t tiled = hasTiles() ? count / kTileRows * kTileRows : 0;
  for (std::int64_t column = 0; column < columns; column += kWeightBlock) {
    const float* block = weights + column * depth;
    const std::int64_t end = std::min(kWeightBlock, columns - column);
    for (std::int64_t part = 0; tiled > 0 && part < end; part += kTileColumns) {
      for (std::int64_t r = 0; r < tiled; r += kTileRows) {
        multiplyTile(rows.data() + r, block + part, depth, sums + r * stride + column + part, stride);
      }
    }
    std::int64_t r = tiled;
    for (; r + 2 <= count; r += 2) {
      multiplyBlock<2>(rows.data() + r, block, depth, sums + r * stride + column, stride);
    }
    if (r < count) multiplyBlock<1>(rows.data() + r, block, depth, sums + r * stride + column, stride);
  }
}

/// The longest texts first, so that those that go on stand side by side.
std::vector<std::int64_t> longestFirst(std::span<const std::int64_t> lengths) {
  std::vector<std::int64_t> order(lengths.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater(), [&](std::int64_t text) { return lengths[text]; });
  return order;
}

std::int64_t rowOf(const RecurrentTexts& texts, std::int64_t text, std::int64_t step) {
  return text * texts.time + (texts.isReverse ? texts.lengths[text] - 1 - step : step);
}

/// Asks for numbers of the next step: rows of one step lie too far apart for the processor to foresee them.
[[gnu::always_inline]] inline void fetch(const float* numbers, std::int64_t count) {
  constexpr std::int64_t kLine = 16;
  for (std::int64_t i = 0; i < count; i += kLine) __builtin_prefetch(numbers + i);
}

}  // namespace

LECTERN_FOR_EACH_PROCESSOR
void recur(const RecurrentTexts& texts, Columns<float> gates, const float* weights, Columns<float> states,
           Columns<float> cells) {
  const std::int64_t hidden = texts.hidden, width = blocksOf(4 * hidden) * kWeightBlock;
  std::vector<std::int64_t> going = longestFirst(texts.lengths);
  std::vector<float> sums(going.size() * width);
  const std::vector<float> zeros(hidden);
  std::vector<const float*> before;  // the states of those that go on
  for (std::int64_t step = 0; !going.empty(); ++step) {
    while (!going.empty() && texts.lengths[going.back()] <= step) going.pop_back();
    if (step > 0) {
      before.clear();
      for (const std::int64_t text : going) before.push_back(states.row(rowOf(texts, text, step - 1)));
      multiply(before, hidden, weights, 4 * hidden, sums.data());
    }
    for (std::size_t r = 0; r < going.size(); ++r) {
      const std::int64_t row = rowOf(texts, going[r], step);
      const float* sum = sums.data() + r * width;
      const float* cellBefore = step > 0 ? cells.row(rowOf(texts, going[r], step - 1)) : zeros.data();
      float *gate = gates.row(row), *cell = cells.row(row), *state = states.row(row);
      if (step + 1 < texts.lengths[going[r]]) fetch(gates.row(rowOf(texts, going[r], step + 1)), 4 * hidden);
#pragma omp simd
      for (std::int64_t j = 0; j < hidden; ++j) {
        const float in = sigmoid(gate[j] + sum[j]);
        const float forget = sigmoid(gate[hidden + j] + sum[hidden + j]);
        const float add = std::tanh(gate[2 * hidden + j] + sum[2 * hidden + j]);
        const float out = sigmoid(gate[3 * hidden + j] + sum[3 * hidden + j]);
        gate[j] = in;
        gate[hidden + j] = forget;
        gate[2 * hidden + j] = add;
        gate[3 * hidden + j] = out;
        cell[j] = forget * cellBefore[j] + in * add;
        state[j] = out * std::tanh(cell[j]);
      }
    }
  }
}

LECTERN_FOR_EACH_PROCESSOR
void recurBackward(const RecurrentTexts& texts, Columns<const float> gates, Columns<const float> cells,
                   Columns<const float> stateGradients, const float* weights, Columns<float> gateGradients) {
  const std::int64_t hidden = texts.hidden, width = blocksOf(hidden) * kWeightBlock;
  const std::vector<std::int64_t> order = longestFirst(texts.lengths);
  std::vector<float> fromNext(order.size() * width);  // gradients of states, from the step behind
  std::vector<float> cellGradients(order.size() * hidden);
  const std::vector<float> zeros(hidden);
  std::vector<const float*> rows;
  std::size_t going = 0;
  for (std::int64_t step = order.empty() ? 0 : texts.lengths[order[0]]; step-- > 0;) {
    while (going < order.size() && texts.lengths[order[going]] > step) ++going;
    rows.clear();
    for (std::size_t r = 0; r < going; ++r) {
      const std::int64_t row = rowOf(texts, order[r], step);
      const float *gate = gates.row(row), *cell = cells.row(row), *given = stateGradients.row(row);
      const float *next = fromNext.data() + r * width, *cellBefore = zeros.data();
      float *cellGradient = cellGradients.data() + r * hidden, *gradient = gateGradients.row(row);
      if (step > 0) {
        const std::int64_t rowBefore = rowOf(texts, order[r], step - 1);
        cellBefore = cells.row(rowBefore);
        fetch(gates.row(rowBefore), 4 * hidden);
        fetch(stateGradients.row(rowBefore), hidden);
        fetch(gateGradients.row(rowBefore), 4 * hidden);
      }
#pragma omp simd
      for (std::int64_t j = 0; j < hidden; ++j) {
        const float in = gate[j], forget = gate[hidden + j], add = gate[2 * hidden + j],
                    out = gate[3 * hidden + j];
        const float ofState = given[j] + next[j], seen = std::tanh(cell[j]);
        const float ofCell = cellGradient[j] + ofState * out * (1 - seen * seen);
        gradient[j] = ofCell * add * in * (1 - in);
        gradient[hidden + j] = ofCell * cellBefore[j] * forget * (1 - forget);
        gradient[2 * hidden + j] = ofCell * in * (1 - add * add);
        gradient[3 * hidden + j] = ofState * seen * out * (1 - out);
        cellGradient[j] = ofCell * forget;
      }
      rows.push_back(gradient);
    }
    if (step > 0) multiply(rows, 4 * hidden, weights, hidden, fromNext.data());
  }
}

}  // namespace lectern::nn
