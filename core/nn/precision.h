#pragma once

namespace lectern::nn {

/// In what numbers the LSTMs and linear layers multiply. Sums, weights and all other work stay float32, and
/// so does an LSTM's inference on a single row, which is faster there.
enum class Precision {
  Float32,
  BFloat16,  ///< factors are rounded to 8 bits; up to twice as fast
};

/// Whether this build and this processor multiply faster in bfloat16 than in float32: oneDNN, and AMX or an
/// AVX512_BF16 that is not Intel's, which takes half as long again (machines with AMX whose system hides it).
bool hasFastBFloat16();

/// What layers on this thread multiply in; Float32 unless a PrecisionScope says otherwise.
Precision precision();

/// Sets the precision of this thread for as long as it lives. Where bfloat16 is no faster nothing changes. A
/// backward pass multiplies in what its forward pass did.
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
