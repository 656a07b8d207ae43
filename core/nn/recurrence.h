#pragma once

#include <cstdint>

namespace lectern::nn {

/// Gates that `recur` computes side by side: its weights come in blocks of as many.
inline constexpr std::int64_t kGateBlock = 64;

/// An LSTM on its way through a single text, where multiplying by the recurrent weights is no matrix product
/// and the processor waits for their memory: each is read once a step, in order. `gates` (time, 4 · hidden)
/// is what the input gives to the gates i, f, g and o, bias included; `weights` (blocks, hidden, kGateBlock)
/// are the recurrent ones of all gates, transposed, zero past the last gate → `states` (time, hidden), from
/// zero.
void recur(const float* gates, const float* weights, float* states, std::int64_t time, std::int64_t hidden);

}  // namespace lectern::nn
