#include <stdexcept>

#include "core/nn/fused_lstm.h"
#include "core/nn/processor.h"
#include "core/nn/product.h"
#include "core/nn/quantized_linear.h"
#include "core/nn/swept_lstm.h"

/// What a build without oneDNN 2.x has in its place: nothing, and it says so.
namespace lectern::nn {

std::shared_ptr<PackedWeights> makePackedWeights() { return nullptr; }

bool hasOneDnn() { return false; }
bool hasFastBFloat16() { return false; }
bool hasFastInt8() { return false; }
int exactInt8Levels() { return 255; }

torch::Tensor fusedLstm(const torch::Tensor&, const LstmWeights&, Precision) {
  throw std::logic_error("this build has no oneDNN");
}

bool canSweep() { return false; }

torch::Tensor inferLstm(const torch::Tensor&, const torch::Tensor&, std::span<const LstmWeights>, Precision) {
  throw std::logic_error("this build has no oneDNN");
}

torch::Tensor trainLstm(const torch::Tensor&, const torch::Tensor&, std::span<const LstmWeights>) {
  throw std::logic_error("this build has no oneDNN");
}

RoundedRows roundRows(const torch::Tensor&) { throw std::logic_error("this build has no oneDNN"); }

torch::Tensor quantizedLinear(const RoundedRows&, const torch::Tensor&, const torch::Tensor&,
                              Kept<RoundedWeights>&) {
  throw std::logic_error("this build has no oneDNN");
}

torch::Tensor product(const torch::Tensor&, const torch::Tensor&) {
  throw std::logic_error("this build has no oneDNN");
}

torch::Tensor transposedProduct(const torch::Tensor&, const torch::Tensor&) {
  throw std::logic_error("this build has no oneDNN");
}

torch::Tensor emptyFactor(int64_t rows, int64_t columns) { return torch::empty({rows, columns}); }

torch::Tensor batchProduct(const torch::Tensor&, const torch::Tensor&) {
  throw std::logic_error("this build has no oneDNN");
}

}  // namespace lectern::nn
