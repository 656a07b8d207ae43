#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "core/training/training_options.h"

namespace lectern::cli {

/// The processes of one training run on this machine.
class LocalWorkers {
 public:
  /// Splits this process into `count`, and puts into `worker` which of them goes on here. Call it before the
  /// program has begun to work. Throws FileError.
  LocalWorkers(int count, training::WorkerOptions& worker);

  /// In the first one: ends those that still run, and waits for all.
  ~LocalWorkers();
  LocalWorkers(const LocalWorkers&) = delete;
  LocalWorkers& operator=(const LocalWorkers&) = delete;

  /// In the first one: waits until the others have come to their end.
  void wait();

 private:
  std::vector<pid_t> others_;
};

}  // namespace lectern::cli
