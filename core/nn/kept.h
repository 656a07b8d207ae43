#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <mutex>
#include <optional>

namespace lectern::nn {

/// What was made of a parameter, until that changes. Threads may share one. Of inference tensors nothing is
/// kept: they have no version.
template <class Made>
class Kept {
 public:
  /// What `make()` makes of `parameter`: what it made before, unless that has changed or `fits` says no to
  /// it.
  template <class Make, class Fits>
  Made get(const torch::Tensor& parameter, Make make, Fits fits) {
    const std::lock_guard lock(mutex_);
    if (made_ && isOf(parameter) && fits(*made_)) return *made_;
    Made made = make();
    if (!parameter.is_inference()) {
      data_ = parameter.data_ptr();
      version_ = parameter._version();
      made_ = made;
    }
    return made;
  }

  template <class Make>
  Made get(const torch::Tensor& parameter, Make make) {
    return get(parameter, make, [](const Made&) { return true; });
  }

 private:
  bool isOf(const torch::Tensor& parameter) const {
    return !parameter.is_inference() && data_ == parameter.data_ptr() && version_ == parameter._version();
  }

  std::mutex mutex_;            // guards the rest
  const void* data_ = nullptr;  // of the parameter
  int64_t version_ = 0;         // of the parameter: LibTorch counts changes in place
  std::optional<Made> made_;
};

}  // namespace lectern::nn
