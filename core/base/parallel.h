#pragma once

#include <cstddef>
#include <functional>

namespace lectern {

/// Calls `work` with every number below `count`, in order but side by side on `threads` threads, the
/// caller's among them; 0: one a processor core. The first exception ends the rest and is thrown on.
void forEachInParallel(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace lectern
