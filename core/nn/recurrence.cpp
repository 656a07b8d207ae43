#include "core/nn/recurrence.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <type_traits>
#include <vector>

#include "core/nn/for_each_processor.h"

namespace lectern::nn {
namespace {

/// 2^n eʳ of x = n ln 2 + r, eʳ by its Taylor polynomial: within 3e-6 of eˣ, where eˣ counts beside 1 within
/// 1e-6. Past ±60, as good as 0 and ∞ to the functions below, x counts as that.
[[gnu::always_inline]] inline float exponential(float x) {
  constexpr float kLog2E = 1.44269504F, kLn2 = 0.693147181F;
  constexpr int kBias = 127, kMantissaBits = 23;
  x = std::min(std::max(x, -60.0F), 60.0F);
  const auto biased = static_cast<std::int32_t>(x * kLog2E + (kBias + 0.5F));  // n + kBias
  const float r = x - static_cast<float>(biased - kBias) * kLn2;
  const float ofRest =
      1 + r * (1 + r * (1 / 2.0F + r * (1 / 6.0F + r * (1 / 24.0F + r * (1 / 120.0F + r / 720.0F)))));
  return ofRest * std::bit_cast<float>(biased << kMantissaBits);
}

[[gnu::always_inline]] inline float sigmoid(float x) { return 1 / (1 + exponential(-x)); }
[[gnu::always_inline]] inline float hyperbolicTangent(float x) { return 1 - 2 / (1 + exponential(2 * x)); }

/// The weights of a pair: the word as it is, whose lower half says next to nothing of it, and that half.
[[gnu::always_inline]] inline float upperOf(std::uint32_t pair) { return std::bit_cast<float>(pair); }
[[gnu::always_inline]] inline float lowerOf(std::uint32_t pair) { return std::bit_cast<float>(pair << 16); }

/// A factor times one row of a block of weights, added to the block's sums.
[[gnu::always_inline]] inline void addRow(float factor, const float* weights, float* sums) {
  for (std::int64_t j = 0; j < kWeightBlock; ++j) sums[j] += factor * weights[j];
}
[[gnu::always_inline]] inline void addRow(float factor, const std::uint32_t* pairs, float* sums) {
  for (std::int64_t j = 0; j < kPairBlock; ++j) {
    sums[j] += factor * upperOf(pairs[j]);
    sums[kPairBlock + j] += factor * lowerOf(pairs[j]);
  }
}

/// How many words hold a row of a block.
template <class Word>
constexpr std::int64_t kRowWords = std::is_same_v<Word, float> ? kWeightBlock : kPairBlock;

/// What `rows` rows of `depth` numbers give to a block of sums.
template <int rows, class Word>
[[gnu::always_inline]] inline void multiplyBlock(const float* const* left, const Word* block,
                                                 std::int64_t depth, float* sums, std::int64_t stride) {
  float sum[rows][kWeightBlock] = {};
  for (std::int64_t k = 0; k < depth; ++k, block += kRowWords<Word>) {
    for (int r = 0; r < rows; ++r) addRow(left[r][k], block, sum[r]);
  }
  for (int r = 0; r < rows; ++r) {
    for (std::int64_t j = 0; j < kWeightBlock; ++j) sums[r * stride + j] = sum[r][j];
  }
}

typedef float Vector __attribute__((vector_size(32), aligned(4), may_alias));
typedef std::uint32_t WordVector __attribute__((vector_size(32), aligned(4), may_alias));

/// Rows of left factors, and columns of weights, whose sums the registers of AVX2 hold: two vectors of
/// columns, the second one `kNextColumns` behind the first.
constexpr int kTileRows = 4, kTileColumns = 16;
template <class Word>
constexpr std::int64_t kNextColumns = std::is_same_v<Word, float> ? 8 : kPairBlock;
template <class Word>
constexpr std::int64_t kTileWords = std::is_same_v<Word, float> ? kTileColumns : kTileColumns / 2;

[[gnu::always_inline]] inline void readTile(const float* weights, Vector& first, Vector& second) {
  first = reinterpret_cast<const Vector*>(weights)[0];
  second = reinterpret_cast<const Vector*>(weights)[1];
}
[[gnu::always_inline]] inline void readTile(const std::uint32_t* pairs, Vector& first, Vector& second) {
  const WordVector words = *reinterpret_cast<const WordVector*>(pairs);
  first = reinterpret_cast<const Vector&>(words);
  const WordVector lower = words << 16;
  second = reinterpret_cast<const Vector&>(lower);
}

/// The same for `kTileRows` rows and a part of a block.
template <class Word>
[[gnu::always_inline]] inline void multiplyTile(const float* const* left, const Word* block,
                                                std::int64_t depth, float* sums, std::int64_t stride) {
  Vector sum[kTileRows][2] = {};
  for (std::int64_t k = 0; k < depth; ++k, block += kRowWords<Word>) {
    Vector first, second;
    readTile(block, first, second);
#pragma GCC unroll 8
    for (int r = 0; r < kTileRows; ++r) {
      sum[r][0] += left[r][k] * first;
      sum[r][1] += left[r][k] * second;
    }
  }
  for (int r = 0; r < kTileRows; ++r) {
    *reinterpret_cast<Vector*>(sums + r * stride) = sum[r][0];
    *reinterpret_cast<Vector*>(sums + r * stride + kNextColumns<Word>) = sum[r][1];
  }
}

/// Whether tiles are the fast way: where this runs as compiled for AVX2. With AVX-512 whole blocks fit the
/// registers.
bool hasTiles() {
#if LECTERN_HAS_CLONES
  static const bool has = __builtin_cpu_supports("x86-64-v3") != 0 && __builtin_cpu_supports("avx512f") == 0;
  return has;
#else
  return false;
#endif
}

std::int64_t blocksOf(std::int64_t columns) { return (columns + kWeightBlock - 1) / kWeightBlock; }

/// Rows of `depth` numbers, each where it stands, times `weights` (blocks, depth, kRowWords).
template <class Word>
[[gnu::always_inline]] inline void multiply(const std::vector<const float*>& rows, std::int64_t depth,
                                            const Word* weights, std::int64_t columns, float* sums) {
  const auto count = static_cast<std::int64_t>(rows.size());
  const std::int64_t stride = blocksOf(columns) * kWeightBlock;
  const std::int64_t tiled = hasTiles() ? count / kTileRows * kTileRows : 0;
  for (std::int64_t column = 0; column < columns; column += kWeightBlock) {
    const Word* block = weights + column / kWeightBlock * kRowWords<Word> * depth;
    for (std::int64_t part = 0; tiled > 0 && part < kRowWords<Word>; part += kTileWords<Word>) {
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

template <class Word>
[[gnu::always_inline]] inline void recurWith(const RecurrentTexts& texts, Columns<float> gates,
                                             const Word* weights, Columns<float> states,
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
        const float add = hyperbolicTangent(gate[2 * hidden + j] + sum[2 * hidden + j]);
        const float out = sigmoid(gate[3 * hidden + j] + sum[3 * hidden + j]);
        gate[j] = in;
        gate[hidden + j] = forget;
        gate[2 * hidden + j] = add;
        gate[3 * hidden + j] = out;
        cell[j] = forget * cellBefore[j] + in * add;
        state[j] = out * hyperbolicTangent(cell[j]);
      }
    }
  }
}

/// Of two weights, the lower one rounded to bfloat16, the upper one to what is nearest with the lower one's
/// bits behind it.
std::uint32_t pairOf(float upper, float lower) {
  constexpr std::uint32_t kSign = 0x80000000, kHalf = 0x8000;
  const auto low = (std::bit_cast<std::uint32_t>(lower) + kHalf) >> 16;
  const auto bits = std::bit_cast<std::uint32_t>(upper);
  const std::uint32_t magnitude = (bits & ~kSign) + kHalf;
  const std::uint32_t high = magnitude > low ? (magnitude - low) >> 16 : 0;
  return (bits & kSign) | high << 16 | low;
}

}  // namespace

void roundInPairs(const float* weights, std::int64_t rows, std::uint32_t* pairs) {
  for (std::int64_t r = 0; r < rows; ++r, weights += kWeightBlock, pairs += kPairBlock) {
    for (std::int64_t j = 0; j < kPairBlock; ++j) pairs[j] = pairOf(weights[j], weights[kPairBlock + j]);
  }
}

LECTERN_FOR_EACH_PROCESSOR
void recur(const RecurrentTexts& texts, Columns<float> gates, const float* weights, Columns<float> states,
           Columns<float> cells) {
  recurWith(texts, gates, weights, states, cells);
}

LECTERN_FOR_EACH_PROCESSOR
void recur(const RecurrentTexts& texts, Columns<float> gates, const std::uint32_t* weights,
           Columns<float> states, Columns<float> cells) {
  recurWith(texts, gates, weights, states, cells);
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
        const float ofState = given[j] + next[j], seen = hyperbolicTangent(cell[j]);
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
