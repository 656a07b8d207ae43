#include "app/cli/local_workers.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

#include "core/base/error.h"

namespace lectern::cli {
namespace {

/// A port of this machine that nothing listens at.
int freePort() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool isFound = socket >= 0 &&
                       ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                       ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  if (!isFound) throw FileError::fromErrno("find a free port for the workers");
  ::close(socket);
  return ntohs(address.sin_port);
}

}  // namespace

LocalWorkers::LocalWorkers(int count, training::WorkerOptions& worker) {
  worker.world = count;
  worker.rendezvous = "127.0.0.1:" + std::to_string(freePort());
  for (int rank = 1; rank < count; ++rank) {
    const pid_t process = ::fork();
    if (process < 0) throw FileError::fromErrno("start a worker");
    if (process == 0) {
#if defined(__linux__)
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
      others_.clear();
      worker.rank = rank;
      return;
    }
    others_.push_back(process);
  }
}

LocalWorkers::~LocalWorkers() {
  for (const pid_t process : others_) ::kill(process, SIGKILL);
  wait();
}

void LocalWorkers::wait() {
  for (const pid_t process : others_) ::waitpid(process, nullptr, 0);
  others_.clear();
}

}  // namespace lectern::cli
