#include "core/nn/dropout.h"

namespace lectern::nn {

torch::Tensor variationalDropout(const torch::Tensor& sequence, double rate, bool training) {
  if (!training || rate <= 0) return sequence;
  const torch::Tensor kept = torch::rand({sequence.size(0), 1, sequence.size(2)}, sequence.options()) >= rate;
  return sequence * (kept.to(sequence.dtype()) / (1 - rate));
}

}  // namespace lectern::nn
