#pragma once

#include "core/nn/kept.h"
#include "core/nn/lstm_weights.h"
#include "core/nn/onednn.h"
#include "core/nn/quantized_linear.h"

namespace lectern::nn {

struct PackedWeights {
  Kept<onednn::Buffer> input, hidden;  ///< as oneDNN's LSTM wants them
  Kept<RoundedWeights> roundedInput;
  Kept<torch::Tensor> recurrent, recurrentPairs;  ///< as `recur` wants them
};

}  // namespace lectern::nn
