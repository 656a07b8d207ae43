#include "core/nn/threads.h"

#include <ATen/Parallel.h>

extern "C" void openblas_set_num_threads(int count);

namespace lectern::nn {

void useOneThread() {
  openblas_set_num_threads(1);
  at::set_num_threads(1);
}

}  // namespace lectern::nn
