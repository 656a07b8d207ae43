#include "core/nn/precision.h"

#include "core/nn/processor.h"

namespace lectern::nn {
namespace {

thread_local Precision current = Precision::Float32;

bool isFast(Precision precision) {
  switch (precision) {
    case Precision::BFloat16:
      return hasFastBFloat16();
    case Precision::Int8:
      return hasFastInt8();
    case Precision::Float32:
      break;
  }
  return true;
}

}  // namespace

Precision precision() { return current; }

PrecisionScope::PrecisionScope(Precision precision) : before_(current) {
  current = isFast(precision) ? precision : Precision::Float32;
}

PrecisionScope::~PrecisionScope() { current = before_; }

}  // namespace lectern::nn
