#pragma once

#include <torch/torch.h>

namespace lectern::nn {

/// How the steps of padded sequences are laid out for reading one step of every sequence at a time.
struct TimeOrder {
  torch::Tensor index;    ///< (time · batch): row of (batch · time) for each step of each sequence
  torch::Tensor inverse;  ///< (batch · time): the way back
};

/// The order in which sequences of `lengths` (batch) are read: from their first step, or, `backwards`, from
/// their last valid one to their first. Padding comes behind in both.
TimeOrder timeOrder(const torch::Tensor& lengths, int64_t time, bool backwards);

/// Moves the rows of a (rows, size) matrix: row i of the result is row `index[i]`. `inverse` is the inverse
/// of that permutation; gradients go back along it, without scattered additions.
torch::Tensor moveRows(const torch::Tensor& rows, const torch::Tensor& index, const torch::Tensor& inverse);

}  // namespace lectern::nn
