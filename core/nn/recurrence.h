#pragma once

#include <cstdint>
#include <span>

namespace lectern::nn {

/// Gates that `recur` computes side by side: its weights come in blocks of as many.
inline constexpr std::int64_t kGateBlock = 64;

/// What an LSTM is to go through, each text to its own length.
struct RecurrentTexts {
  const float* gates;  ///< (texts, time, 4 · hidden): what the input gives to i, f, g and o
  std::span<const std::int64_t> lengths;  ///< of the texts, each at most `time`
  std::int64_t time;
  std::int64_t hidden;
  bool isReverse;  ///< from the last step of each text to its first
};

/// An LSTM on its way through texts. For a few texts, multiplying by the recurrent weights is hardly a matrix
/// product and the processor waits for their memory: each is read once a step, in order. `weights` (blocks,
/// hidden, kGateBlock) are the recurrent ones of all gates, transposed, zero past the last gate. States begin
/// at zero and go to `states` (texts, time, stride), the first `hidden` of each step; past a text's length
/// they are left as they were.
void recur(const RecurrentTexts& texts, const float* weights, float* states, std::int64_t stride);

}  // namespace lectern::nn
