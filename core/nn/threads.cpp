#include "core/nn/threads.h"

#include <ATen/Parallel.h>
#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

#include <climits>

extern "C" void openblas_set_num_threads(int count);

namespace lectern::nn {

void useOneThread() {
  openblas_set_num_threads(1);
  at::set_num_threads(1);
}

void keepFreedMemory() {
#ifdef M_MMAP_MAX
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
#endif
}

}  // namespace lectern::nn
