#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <optional>

namespace lectern::nn {

/// What was made of a parameter, until it changes. Of inference tensors nothing is kept: they have no
/// version.
template <class Made>
class Kept {
 public:
  /// What was made of `parameter`; null when that has changed since.
  const Made* of(const torch::Tensor& parameter) const {
    const bool isKept = made_ && !parameter.is_inference() && data_ == parameter.data_ptr() &&
                        version_ == parameter._version();
    return isKept ? &*made_ : nullptr;
  }

  void keep(const torch::Tensor& parameter, const Made& made) {
    if (parameter.is_inference()) return;
    data_ = parameter.data_ptr();
    version_ = parameter._version();
    made_ = made;
  }

 private:
  const void* data_ = nullptr;  // of the parameter
  int64_t version_ = 0;         // of the parameter: LibTorch counts changes in place
  std::optional<Made> made_;
};

}  // namespace lectern::nn
