#pragma once

#include "core/nn/precision.h"

namespace lectern::reader {

/// What a network multiplies in on this thread.
using nn::Precision;
using nn::PrecisionScope;

}  // namespace lectern::reader
