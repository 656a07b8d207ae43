#pragma once

#include <torch/torch.h>

#include <span>

#include "core/nn/lstm_weights.h"
#include "core/nn/precision.h"

namespace lectern::nn {

/// LSTMs that go through texts where they lie, each to its own length, by loops of our own: what the input
/// gives to the gates of all steps is one product, `recur` does the rest. Only where `canSweep()`.

/// Whether the loops are there: not where the compiler cannot vectorize them.
bool canSweep();

/// Where nothing is differentiated: `input` (texts, time, input), `lengths` (texts, contiguous) → states
/// (texts, time, directions · hidden), those of the second direction, which reads from the end on, behind the
/// first's; zero past a text's length. In Int8 the input's product is one of integers, and the recurrent
/// weights are rounded to bfloat16.
torch::Tensor inferLstm(const torch::Tensor& input, const torch::Tensor& lengths,
                        std::span<const LstmWeights> directions, Precision precision);

/// The same in float32, differentiable in input, weights and biases.
torch::Tensor trainLstm(const torch::Tensor& input, const torch::Tensor& lengths,
                        std::span<const LstmWeights> directions);

}  // namespace lectern::nn
