#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace lectern::cli {

/// Turns the first SIGINT or SIGTERM into a stop request; another one, a second later or more, ends the
/// program at once (`timeout` sends two, to the program and to its group). Make one in `main`, before any
/// other thread: that thread, and those it starts, are not disturbed by the signals.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// 128 + the signal's number, as shells have it.
  int exitCode() const;

 private:
  void listen();

  std::atomic<int> signal_{0};
  std::thread listener_;
};

/// Requested when the program is interrupted.
std::stop_token stopToken();

}  // namespace lectern::cli
