#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace lectern::cli {

/// Turns the first SIGINT, SIGTERM or SIGHUP that the program was not started to ignore into a stop request;
/// another one, a second later or more, ends the program at once (`timeout` sends two, to the program and to
/// its group). Make one in `main`, before any other thread: that thread, and those it starts, are not
/// disturbed by the signals.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// The signal that came; 0 for none.
  int signal() const { return signal_; }

 private:
  void listen();

  sigset_t signals_{};  // that are handled
  std::atomic<int> signal_{0};
  std::thread listener_;
};

/// Requested when the program is interrupted.
std::stop_token stopToken();

}  // namespace lectern::cli
