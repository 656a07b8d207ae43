#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <stop_token>

namespace lectern {

/// How far a piece of work is. `total` is 0 while it is not known.
struct Progress {
  std::size_t done = 0;
  std::size_t total = 0;
};

/// Told of progress from the thread that does the work; may be empty.
using ProgressCallback = std::function<void(const Progress&)>;

/// Counts work that several threads do, and tells of it from whichever did it, one at a time.
class SharedProgress {
 public:
  SharedProgress(std::size_t total, const ProgressCallback& told) : progress_{0, total}, told_(told) {}
  void add(std::size_t done);

 private:
  std::mutex mutex_;
  Progress progress_;
  const ProgressCallback& told_;
};

/// Throws CancelledError once a stop was asked for.
void throwIfStopped(const std::stop_token& stop);

}  // namespace lectern
