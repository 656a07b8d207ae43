#include "core/base/progress.h"

#include "core/base/error.h"

namespace lectern {

void SharedProgress::add(std::size_t done) {
  const std::lock_guard lock(mutex_);
  progress_.done += done;
  if (told_) told_(progress_);
}

void throwIfStopped(const std::stop_token& stop) {
  if (stop.stop_requested()) throw CancelledError();
}

}  // namespace lectern
