#include "core/nn/processor.h"

#include <dnnl.hpp>

namespace lectern::nn {
namespace {

bool supports([[maybe_unused]] dnnl::cpu_isa set) {
#if defined(__x86_64__)
  const auto wanted = static_cast<unsigned>(set);
  return (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) & wanted) == wanted;
#else
  return false;  // there, the same bits stand for other sets
#endif
}

bool isIntel() {
#if defined(__x86_64__) && defined(__GNUC__)
  return __builtin_cpu_is("intel") != 0;
#else
  return false;
#endif
}

}  // namespace

bool hasOneDnn() { return true; }

bool hasFastBFloat16() {
  static const bool isFast =
      supports(dnnl::cpu_isa::avx512_core_amx) || (supports(dnnl::cpu_isa::avx512_core_bf16) && !isIntel());
  return isFast;
}

bool hasFastInt8() {
  static const bool isFast = supports(dnnl::cpu_isa::avx2);
  return isFast;
}

int exactInt8Levels() {
  static const int levels = supports(dnnl::cpu_isa::avx512_core_vnni) ? 255 : 127;
  return levels;
}

}  // namespace lectern::nn
