#pragma once

namespace lectern::nn {

/// Makes LibTorch and OpenBLAS compute on the calling thread alone. OpenBLAS threads beside OpenMP threads
/// slow everything down many times; the cores are used by several such threads side by side. Thread counts
/// are per thread: call it on entry to every thread's work.
void useOneThread();

}  // namespace lectern::nn
