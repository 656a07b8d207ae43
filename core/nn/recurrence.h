#pragma once

#include <cstdint>

namespace lectern::nn {

/// Gates that `recur` computes side by side: its weights come in blocks of as many.
inline constexpr std::int64_t kGateBlock = 64;

struct RecurrenceSizes {
  std::int64_t time, batch, hidden;
};

/// An LSTM on its way through texts. For a few texts, multiplying by the recurrent weights is hardly a matrix
/// product and the processor waits for their memory: each is read once a step, in order. `gates` (time,
/// batch, 4 · hidden) is what the input gives to the gates i, f, g and o, bias included; `weights` (blocks,
/// hidden, kGateBlock) are the recurrent ones of all gates, transposed, zero past the last gate → `states`
/// (time, batch, hidden), from zero on.
void recur(const float* gates, const float* weights, float* states, const RecurrenceSizes& sizes);

}  // namespace lectern::nn
