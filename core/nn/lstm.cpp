#include "core/nn/lstm.h"

#include "core/nn/fused_lstm.h"
#include "core/nn/masked.h"
#include "core/nn/swept_lstm.h"
#include "core/nn/time_order.h"

namespace lectern::nn {

LstmImpl::LstmImpl(const LstmOptions& options) : options_(options) {
  if (options.inputSize < 1 || options.hiddenSize < 1) {
    throw std::invalid_argument("LSTM sizes must be at least 1");
  }
  directions_.push_back(makeDirection(""));
  if (options.bidirectional) directions_.push_back(makeDirection("_reverse"));
}

LstmWeights LstmImpl::makeDirection(const std::string& suffix) {
  const int64_t hidden = options_.hiddenSize;
  LstmWeights direction;
  direction.packed = makePackedWeights();
  direction.weightInput =
      register_parameter("weight_input" + suffix, torch::empty({4 * hidden, options_.inputSize}));
  direction.weightHidden = register_parameter("weight_hidden" + suffix, torch::empty({4 * hidden, hidden}));
  direction.bias = register_parameter("bias" + suffix, torch::zeros({4 * hidden}));

  const torch::NoGradGuard noGrad;
  for (int64_t gate = 0; gate < 4; ++gate) {
    torch::nn::init::xavier_uniform_(direction.weightInput.narrow(0, gate * hidden, hidden));
    torch::nn::init::orthogonal_(direction.weightHidden.narrow(0, gate * hidden, hidden));
  }
  // Remembering is the better start (Jozefowicz et al. 2015).
  direction.bias.narrow(0, hidden, hidden).fill_(1.0);
  return direction;
}

torch::Tensor LstmImpl::forward(const torch::Tensor& input, const torch::Tensor& lengths) {
  const int64_t batch = input.size(0);
  const int64_t time = input.size(1);
  if (usesOneDnn(backend_, input) && canSweep()) {
    const torch::Tensor ends = lengths.contiguous();
    if (!torch::GradMode::is_enabled()) return inferLstm(input, ends, directions_, precision());
    if (precision() != Precision::BFloat16) return trainLstm(input, ends, directions_);
  }
  const torch::Tensor rows = input.reshape({batch * time, -1});
  std::vector<torch::Tensor> states;
  for (std::size_t d = 0; d < directions_.size(); ++d) {
    // Padding stands behind the valid steps in reading order, so it cannot reach their states.
    const TimeOrder order = timeOrder(lengths, time, d == 1);
    const torch::Tensor ordered = moveRows(rows, order.index, order.inverse).view({time, batch, -1});
    const torch::Tensor read = readForward(ordered, directions_[d]);  // (time, batch, hidden)
    states.push_back(
        moveRows(read.view({time * batch, -1}), order.inverse, order.index).view({batch, time, -1}));
  }
  const torch::Tensor joined = states.size() == 1 ? states[0] : torch::cat(states, -1);
  return joined * sequenceMask(lengths, time).unsqueeze(-1).to(joined.dtype());
}

torch::Tensor LstmImpl::readForward(const torch::Tensor& input, const LstmWeights& direction) const {
  if (usesOneDnn(backend_, input)) return fusedLstm(input, direction, precision());
  const torch::Tensor zeroState = torch::zeros({1, input.size(1), options_.hiddenSize}, input.options());
  const torch::Tensor noBias = torch::zeros({4 * options_.hiddenSize}, input.options());
  return std::get<0>(torch::lstm(input, {zeroState, zeroState},
                                 {direction.weightInput, direction.weightHidden, direction.bias, noBias},
                                 /*has_biases=*/true, /*num_layers=*/1, /*dropout=*/0.0, is_training(),
                                 /*bidirectional=*/false, /*batch_first=*/false));
}

}  // namespace lectern::nn
