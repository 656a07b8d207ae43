#include "app/cli/interruption.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>

#include "core/base/error.h"

namespace lectern::cli {
namespace {

// A handler may do little more than write; a thread reads at the other end and asks for the stop. The handler
// runs on that thread too, for the others block the signals: while oneDNN 2 multiplies long factors, its
// stack pointer stands in memory of the heap (jit_avx512_common_gemm_f32), and a handler's frame there would
// write over tensors.
int pipeEnds[2] = {-1, -1};

/// After the first signal, before which another one is taken for the same.
constexpr std::chrono::seconds kPatience{1};

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

std::stop_source& stopSource() {
  static std::stop_source source;
  return source;
}

extern "C" void passOn(int signal) {
  const int error = errno;
  const auto number = static_cast<char>(signal);
  [[maybe_unused]] const ssize_t written = ::write(pipeEnds[1], &number, 1);
  errno = error;
}

}  // namespace

Interruption::Interruption() {
  stopSource();
  if (::pipe2(pipeEnds, O_CLOEXEC) != 0) throw FileError::fromErrno("make a pipe");
  listener_ = std::thread([this] { listen(); });

  sigemptyset(&signals_);
  for (const int signal : kSignals) {
    struct sigaction before {};
    ::sigaction(signal, nullptr, &before);
    if (before.sa_handler == SIG_IGN) continue;  // "nohup", a job in the background
    struct sigaction action {};
    action.sa_handler = passOn;
    action.sa_flags = SA_RESTART;
    ::sigaction(signal, &action, nullptr);
    sigaddset(&signals_, signal);
  }
  ::pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is told by the write that fails
}

Interruption::~Interruption() {
  for (const int signal : kSignals) {
    if (sigismember(&signals_, signal) == 1) std::signal(signal, SIG_DFL);
  }
  ::pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
  ::close(pipeEnds[1]);
  listener_.join();
  ::close(pipeEnds[0]);
}

void Interruption::listen() {
  using Clock = std::chrono::steady_clock;
  Clock::time_point first;
  char number = 0;
  while (true) {
    const ssize_t count = ::read(pipeEnds[0], &number, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    if (signal_ == 0) {
      signal_ = number;
      first = Clock::now();
      stopSource().request_stop();
    } else if (Clock::now() - first >= kPatience) {
      std::signal(number, SIG_DFL);
      ::raise(number);
    }
  }
}

std::stop_token stopToken() { return stopSource().get_token(); }

}  // namespace lectern::cli
