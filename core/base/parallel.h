#pragma once

#include <cstddef>
#include <functional>

namespace lectern {

/// `threads`, or one a processor core for 0.
unsigned threadCount(unsigned threads);

/// Calls `work` with every number below `count`, in order but side by side on `threads` threads, the
/// caller's among them, as `threadCount` has it. The first exception ends the rest and is thrown on.
void forEachInParallel(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace lectern
