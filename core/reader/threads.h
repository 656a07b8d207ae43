#pragma once

#include "core/nn/threads.h"

namespace lectern::reader {

/// To be called on entry to every thread that lets a network compute.
using nn::useOneThread;

}  // namespace lectern::reader
