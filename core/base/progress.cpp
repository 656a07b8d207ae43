#include "core/base/progress.h"

#include "core/base/error.h"

namespace lectern {

void throwIfStopped(const std::stop_token& stop) {
  if (stop.stop_requested()) throw CancelledError();
}

}  // namespace lectern
