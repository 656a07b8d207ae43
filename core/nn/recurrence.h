#pragma once

#include <cstdint>
#include <span>

namespace lectern::nn {

/// Columns of recurrent weights that lie side by side: `recur` and `recurBackward` take them in blocks of as
/// many.
inline constexpr std::int64_t kWeightBlock = 64;

/// Words that hold a row of a block when its weights are in pairs: word j, read as a float, is that of column
/// j; its lower half, as bfloat16, that of column j + kPairBlock.
inline constexpr std::int64_t kPairBlock = kWeightBlock / 2;

/// Rounds `weights` (rows, kWeightBlock) to `pairs` (rows, kPairBlock): half a unit of bfloat16 at most.
void roundInPairs(const float* weights, std::int64_t rows, std::uint32_t* pairs);

/// What an LSTM goes through: texts in tables with a row for each step, each text to its own length.
struct RecurrentTexts {
  std::span<const std::int64_t> lengths;  ///< of the texts, each at most `time`
  std::int64_t time;                      ///< rows from the first step of a text to that of the next
  std::int64_t hidden;
  bool isReverse;  ///< from the last step of each text to its first
};

/// Some columns of a table whose rows are `stride` apart.
template <class Number>
struct Columns {
  Number* data;
  std::int64_t stride;

  Number* row(std::int64_t i) const { return data + i * stride; }
};

/// An LSTM on its way through texts, states and cells beginning at zero. In `gates` (4 · hidden columns: i,
/// f, g, o) stands what the input gives to them, and then their values; states go to `states`, cells to
/// `cells` (hidden columns each). Rows past a text's length are left as they were. `weights` (blocks, hidden,
/// kWeightBlock) are the recurrent ones, transposed, zero past the last gate.
void recur(const RecurrentTexts& texts, Columns<float> gates, const float* weights, Columns<float> states,
           Columns<float> cells);

/// The same with weights in pairs (blocks, hidden, kPairBlock): half the bytes, which is what one text waits
/// for.
void recur(const RecurrentTexts& texts, Columns<float> gates, const std::uint32_t* weights,
           Columns<float> states, Columns<float> cells);

/// The way back: from the gates and cells that `recur` left and the gradients of its states, those of what
/// the input gave to the gates. `weights` (blocks, 4 · hidden, kWeightBlock) are the recurrent ones, zero
/// past the last column.
void recurBackward(const RecurrentTexts& texts, Columns<const float> gates, Columns<const float> cells,
                   Columns<const float> stateGradients, const float* weights, Columns<float> gateGradients);

}  // namespace lectern::nn
