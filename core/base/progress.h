#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace lectern {

/// How far a piece of work is. `total` is 0 while it is not known.
struct Progress {
  std::size_t done = 0;
  std::size_t total = 0;
};

/// Told of progress from the thread that does the work; may be empty.
using ProgressCallback = std::function<void(const Progress&)>;

/// Throws CancelledError once a stop was asked for.
void throwIfStopped(const std::stop_token& stop);

}  // namespace lectern
