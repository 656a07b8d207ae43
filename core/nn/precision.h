#pragma once

namespace lectern::nn {

/// In what numbers the LSTMs and linear layers multiply. Sums, weights and all other work stay float32, and
/// so does an LSTM's inference on a single row, which is faster there.
enum class Precision {
  Float32,
  BFloat16,  ///< factors are rounded to 8 bits; twice as fast
};

/// Whether this build and this processor multiply in bfloat16 (oneDNN; AVX512_BF16 or AMX).
bool hasBFloat16();

/// What layers on this thread multiply in; Float32 unless a PrecisionScope says otherwise.
Precision precision();

/// Sets the precision of this thread for as long as it lives. Where the processor has no bfloat16 nothing
/// changes. A backward pass multiplies in what its forward pass did.
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
