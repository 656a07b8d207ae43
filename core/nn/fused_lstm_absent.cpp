#include "core/nn/fused_lstm.h"

namespace lectern::nn {

bool hasFusedLstm() { return false; }

torch::Tensor fusedLstm(const torch::Tensor&, const torch::Tensor&, const torch::Tensor&,
                        const torch::Tensor&) {
  throw std::logic_error("this build has no oneDNN");
}

}  // namespace lectern::nn
