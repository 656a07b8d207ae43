#pragma once

namespace lectern::nn {

/// What multiplies the parameters of LSTMs and linear layers.
enum class Backend {
  Fastest,  ///< oneDNN where it is built in and the numbers are float32, else LibTorch
  LibTorch,
};

/// Whether this build has oneDNN 2.x.
bool hasOneDnn();

}  // namespace lectern::nn
