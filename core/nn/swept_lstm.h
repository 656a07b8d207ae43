#pragma once

#include <torch/torch.h>

#include "core/nn/fused_lstm.h"
#include "core/nn/precision.h"

namespace lectern::nn {

/// LSTMs that go through texts where they lie, each to its own length, by loops of our own: what the input
/// gives to the gates of all steps is one product, `recur` does the rest. Only where `canSweep()`.

/// Whether the loops are there: not where the compiler cannot vectorize them.
bool canSweep();

/// One direction, where nothing is differentiated (in Int8 the input's product is one of integers, and the
/// recurrent weights are rounded to bfloat16). `input`
/// (texts, time, input), `lengths` (texts, contiguous), from the end on where it `isReverse` → into `states`
/// (texts, time, hidden), a view with steps any stride apart; past a text's length they are left as they
/// were.
void inferLstm(const torch::Tensor& input, const torch::Tensor& lengths, bool isReverse,
               const torch::Tensor& weightInput, const torch::Tensor& weightHidden, const torch::Tensor& bias,
               PackedWeights& packed, Precision precision, const torch::Tensor& states);

/// All directions, the second one from the end on: `weightInput` (directions · 4 · hidden, input),
/// `weightHidden` (directions · 4 · hidden, hidden) and `bias` hold theirs one below the other → states
/// (texts, time, directions · hidden), zero past a text's length. Differentiable in input, weights and bias.
torch::Tensor trainLstm(const torch::Tensor& input, const torch::Tensor& lengths,
                        const torch::Tensor& weightInput, const torch::Tensor& weightHidden,
                        const torch::Tensor& bias);

}  // namespace lectern::nn
