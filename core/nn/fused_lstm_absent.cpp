#include "core/nn/fused_lstm.h"

namespace lectern::nn {

struct PackedWeights::Packed {};
PackedWeights::PackedWeights() = default;
PackedWeights::~PackedWeights() = default;

bool hasFusedLstm() { return false; }

torch::Tensor fusedLstm(const torch::Tensor&, const torch::Tensor&, const torch::Tensor&,
                        const torch::Tensor&, PackedWeights&) {
  throw std::logic_error("this build has no oneDNN");
}

}  // namespace lectern::nn
