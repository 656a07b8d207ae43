#pragma once

#include <stdexcept>

namespace lectern::cli {

/// What the program's exit codes mean. Interrupted (SIGHUP, SIGINT, SIGTERM) it dies of the signal, which
/// shells tell as 129, 130 and 143.
enum ExitCode {
  kDone = 0,
  kSomeFailed = 1,  ///< some documents or questions failed, the rest are done
  kUsage = 2,       ///< the command line is not understood
  kFailed = 3,      ///< a file or the reader cannot be used
};

/// A command line that says too little or too much.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Ends a command that has printed what failed.
struct SomeFailed {};

}  // namespace lectern::cli
