#include "core/nn/precision.h"

namespace lectern::nn {
namespace {

thread_local Precision current = Precision::Float32;

}  // namespace

Precision precision() { return current; }

PrecisionScope::PrecisionScope(Precision precision) : before_(current) {
  current = hasFastBFloat16() ? precision : Precision::Float32;
}

PrecisionScope::~PrecisionScope() { current = before_; }

}  // namespace lectern::nn
