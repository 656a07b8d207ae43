#pragma once

namespace lectern::nn {

/// Makes LibTorch and OpenBLAS compute on the calling thread alone. OpenBLAS threads beside OpenMP threads
/// slow everything down many times; the cores are used by several such threads side by side. Thread counts
/// are per thread: call it on entry to every thread's work.
void useOneThread();

/// Makes the C library keep freed memory for the next tensor instead of handing it back to the system, which
/// would have to clear every page of it again: a training step is a fifth shorter. For a process that
/// computes all its life.
void keepFreedMemory();

}  // namespace lectern::nn
