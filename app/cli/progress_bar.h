#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

namespace lectern::cli {

/// A bar on the error stream, shown on a terminal only. Its methods may be called on any thread.
class ProgressBar {
 public:
  explicit ProgressBar(std::size_t total);
  ~ProgressBar() { clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// So many more are done.
  void advance(std::size_t more = 1);
  /// So many are done.
  void advanceTo(std::size_t done);
  /// Reports `message` on a line of its own, above the bar.
  void report(const std::string& message);

 private:
  using Clock = std::chrono::steady_clock;

  void setDone(std::size_t done);
  void draw();
  void clear();

  const std::size_t total_;
  const bool isShown_;
  const Clock::time_point start_ = Clock::now();
  std::mutex mutex_;
  Clock::time_point drawn_;
  std::size_t done_ = 0;
};

}  // namespace lectern::cli
