#include "app/cli/progress_bar.h"

#include <unistd.h>

#include <cstdio>

#include "app/cli/output.h"

namespace lectern::cli {
namespace {

constexpr std::size_t kWidth = 30;
constexpr std::chrono::milliseconds kInterval{100};

}  // namespace

ProgressBar::ProgressBar(std::size_t total)
    : total_(total), isShown_(total > 0 && ::isatty(STDERR_FILENO) == 1) {
  draw();
}

void ProgressBar::advance(std::size_t more) {
  const std::lock_guard lock(mutex_);
  setDone(done_ + more);
}

void ProgressBar::advanceTo(std::size_t done) {
  const std::lock_guard lock(mutex_);
  setDone(done);
}

void ProgressBar::report(const std::string& message) {
  const std::lock_guard lock(mutex_);
  clear();
  cli::report(message);
  draw();
}

void ProgressBar::setDone(std::size_t done) {
  done_ = done;
  if (Clock::now() - drawn_ >= kInterval) draw();
}

void ProgressBar::draw() {
  if (!isShown_) return;
  drawn_ = Clock::now();
  const std::size_t filled = kWidth * done_ / total_;
  std::string line = "\r[" + std::string(filled, '#') + std::string(kWidth - filled, '.') + "] " +
                     std::to_string(done_) + " of " + std::to_string(total_);
  if (done_ > 0) {
    const auto passed = std::chrono::duration_cast<std::chrono::seconds>(drawn_ - start_).count();
    const auto left = passed * static_cast<long>(total_ - done_) / static_cast<long>(done_);
    line += ", " + std::to_string(left / 60) + " min " + std::to_string(left % 60) + " s left";
  }
  line += "\x1b[K";  // clears what a longer line left
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void ProgressBar::clear() {
  if (isShown_) std::fputs("\r\x1b[K", stderr);
}

}  // namespace lectern::cli
