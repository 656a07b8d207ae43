#pragma once

#include <torch/torch.h>

#include <string>
#include <vector>

#include "core/nn/backend.h"
#include "core/nn/lstm_weights.h"

namespace lectern::nn {

/// Settings of an Lstm.
struct LstmOptions {
  int64_t inputSize = 0;
  int64_t hiddenSize = 0;     ///< of one direction
  bool bidirectional = true;  ///< join a second LSTM that reads from the end
};

/// Long short-term memory (Hochreiter and Schmidhuber 1997, with a forget gate) over sequences of any
/// lengths:
///
///     i, f, o = σ(W [x, h] + b),  g = tanh(W [x, h] + b),  c' = f∘c + i∘g,  h' = o∘tanh(c')
///
/// Parameters of a direction, rows in the gate order i, f, g, o: `weight_input` (4·hidden, input),
/// `weight_hidden` (4·hidden, hidden), `bias` (4·hidden); those of the second direction end in `_reverse`.
/// States begin at zero. What multiplies them can change without a change in a weights file:
///
/// | where | what multiplies |
/// | --- | --- |
/// | float32, and answering in any precision, by GCC on x86-64 | loops of our own (`swept_lstm.h`) |
/// | bfloat16 in training, and float32 elsewhere | oneDNN's LSTM (`fused_lstm.h`) |
/// | without oneDNN, with `Backend::LibTorch`, and in other types | LibTorch's LSTM |
class LstmImpl : public torch::nn::Module {
 public:
  explicit LstmImpl(const LstmOptions& options);

  /// `input` (batch, time, input) and `lengths` (batch, int64, each 1…time) give the states of every step
  /// (batch, time, directions · hidden), forward direction first; zero past a row's length.
  torch::Tensor forward(const torch::Tensor& input, const torch::Tensor& lengths);

  void setBackend(Backend backend) { backend_ = backend; }

 private:
  LstmWeights makeDirection(const std::string& suffix);
  /// (time, batch, input) → the states from the first step on (time, batch, hidden).
  torch::Tensor readForward(const torch::Tensor& input, const LstmWeights& direction) const;

  LstmOptions options_;
  Backend backend_ = Backend::Fastest;
  std::vector<LstmWeights> directions_;
};
TORCH_MODULE(Lstm);

}  // namespace lectern::nn
