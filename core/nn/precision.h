#pragma once

namespace lectern::nn {

/// In what numbers the LSTMs and linear layers multiply. Sums, weights and all other work stay float32.
enum class Precision {
  Float32,
  BFloat16,  ///< factors have 8 bits; an LSTM's stay float32 where nothing is differentiated
  Int8,      ///< factors are integers of 8 bits: of linear layers, and of what the input gives to an LSTM,
             ///< whose recurrent weights are bfloat16; float32 where something is differentiated
};

/// What layers on this thread multiply in; Float32 unless a PrecisionScope says otherwise.
Precision precision();

/// Sets the precision of this thread for as long as it lives; float32 where the processor is no faster in it.
/// A backward pass multiplies in what its forward pass did.
class PrecisionScope {
 public:
  explicit PrecisionScope(Precision precision);
  ~PrecisionScope();
  PrecisionScope(const PrecisionScope&) = delete;
  PrecisionScope& operator=(const PrecisionScope&) = delete;

 private:
  Precision before_;
};

}  // namespace lectern::nn
