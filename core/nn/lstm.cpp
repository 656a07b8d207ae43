#include "core/nn/lstm.h"

#include "core/nn/masked.h"

namespace lectern::nn {

LstmImpl::LstmImpl(const LstmOptions& options) : options_(options) {
  if (options.inputSize < 1 || options.hiddenSize < 1) {
    throw std::invalid_argument("LSTM sizes must be at least 1");
  }
  directions_.push_back(makeDirection(""));
  if (options.bidirectional) directions_.push_back(makeDirection("_reverse"));
}

LstmImpl::Direction LstmImpl::makeDirection(const std::string& suffix) {
  const int64_t hidden = options_.hiddenSize;
  Direction direction;
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
  const torch::Tensor zeroState = torch::zeros({1, input.size(0), options_.hiddenSize}, input.options());
  const torch::Tensor noBias = torch::zeros({4 * options_.hiddenSize}, input.options());
  std::vector<torch::Tensor> states;
  for (std::size_t d = 0; d < directions_.size(); ++d) {
    const Direction& direction = directions_[d];
    const bool backwards = d == 1;
    // Padding stands behind the valid steps in reading order, so it cannot reach their states.
    const torch::Tensor ordered = backwards ? reverseValid(input, lengths) : input;
    const torch::Tensor read =
        std::get<0>(torch::lstm(ordered, {zeroState, zeroState},
                                {direction.weightInput, direction.weightHidden, direction.bias, noBias},
                                /*has_biases=*/true, /*num_layers=*/1, /*dropout=*/0.0, is_training(),
                                /*bidirectional=*/false, /*batch_first=*/true));  // (batch, time, hidden)
    states.push_back(backwards ? reverseValid(read, lengths) : read);
  }
  const torch::Tensor joined = states.size() == 1 ? states[0] : torch::cat(states, -1);
  return joined * sequenceMask(lengths, input.size(1)).unsqueeze(-1).to(joined.dtype());
}

}  // namespace lectern::nn
