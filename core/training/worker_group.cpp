#include "core/training/worker_group.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include "core/base/error.h"

namespace lectern::training {
namespace {

constexpr std::chrono::minutes kMeetingTime{5};
/// The first worker validates alone while the others wait for it.
constexpr std::chrono::minutes kPatience{60};

struct Place {
  std::string host, port;
};

Place placeOf(const std::string& rendezvous) {
  const std::size_t colon = rendezvous.rfind(':');
  return {rendezvous.substr(0, colon), rendezvous.substr(colon + 1)};
}

/// The address of this machine on the way to `place`: Gloo would take the one of the host's name, which may
/// be reachable from nowhere else. No packet is sent.
std::string ownAddress(const Place& place) {
  addrinfo hints{};
  hints.ai_family = AF_INET;
  hints.ai_socktype = SOCK_DGRAM;
  addrinfo* found = nullptr;
  if (const int error = ::getaddrinfo(place.host.c_str(), place.port.c_str(), &hints, &found); error != 0) {
    throw Error("cannot find the rendezvous host '" + place.host + "': " + ::gai_strerror(error));
  }
  const int socket = ::socket(AF_INET, SOCK_DGRAM, 0);
  sockaddr_in own{};
  socklen_t size = sizeof own;
  char text[INET_ADDRSTRLEN] = "";
  const bool isKnown = socket >= 0 && ::connect(socket, found->ai_addr, found->ai_addrlen) == 0 &&
                       ::getsockname(socket, reinterpret_cast<sockaddr*>(&own), &size) == 0 &&
                       ::inet_ntop(AF_INET, &own.sin_addr, text, sizeof text) != nullptr;
  if (socket >= 0) ::close(socket);
  ::freeaddrinfo(found);
  if (!isKnown) throw Error("there is no way from this machine to the rendezvous host '" + place.host + "'");
  const std::string address = text;
  if (address.starts_with("127.") && place.host != "localhost" && !place.host.starts_with("127.")) {
    throw Error(
        "'" + place.host + "' leads to " + address +
        ", which other machines cannot reach (as /etc/hosts may say here); name the rendezvous host by its "
        "address");
  }
  return address;
}

}  // namespace

struct WorkerGroup::Connection {
  c10::intrusive_ptr<c10d::ProcessGroupGloo> group;

  /// Runs one exchange to its end on one flat copy of the tensors.
  template <typename Exchange>
  void run(const std::vector<torch::Tensor>& tensors, Exchange exchange) {
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> parts;
    for (const torch::Tensor& tensor : tensors) parts.push_back(tensor.detach().reshape(-1));
    std::vector<torch::Tensor> joined{torch::cat(parts)};
    try {
      exchange(joined)->wait();
    } catch (const std::exception& error) {
      throw Error(
          "another worker of this training run is gone; the same command goes on from the checkpoint (" +
          std::string(error.what()).substr(0, 200) + ")");
    }
    int64_t offset = 0;
    for (const torch::Tensor& tensor : tensors) {
      tensor.detach().copy_(joined[0].narrow(0, offset, tensor.numel()).view(tensor.sizes()));
      offset += tensor.numel();
    }
  }
};

WorkerGroup::WorkerGroup(const WorkerOptions& options) : options_(options) {
  if (options.world == 1) return;
  std::signal(SIGPIPE, SIG_IGN);  // Gloo writes to members that may be gone: the exchange tells
  const Place place = placeOf(options.rendezvous);
  auto gloo = c10d::ProcessGroupGloo::Options::create(std::chrono::milliseconds(kPatience));
  gloo->devices = {c10d::ProcessGroupGloo::createDeviceForHostname(ownAddress(place))};
  gloo->threads = 1;
  c10d::TCPStoreOptions meeting;
  meeting.port = static_cast<std::uint16_t>(std::stoi(place.port));
  meeting.isServer = isFirst();
  meeting.numWorkers = static_cast<std::size_t>(options.world);
  meeting.timeout = kMeetingTime;
  try {
    connection_ = std::make_unique<Connection>();
    connection_->group = c10::make_intrusive<c10d::ProcessGroupGloo>(
        c10::make_intrusive<c10d::TCPStore>(place.host, meeting), options.rank, options.world, gloo);
  } catch (const std::exception& error) {
    throw Error("the " + std::to_string(options.world) + " workers did not meet at " + options.rendezvous +
                ": " + std::string(error.what()).substr(0, 200));
  }
}

WorkerGroup::~WorkerGroup() = default;

void WorkerGroup::sum(const std::vector<torch::Tensor>& tensors) {
  if (connection_) {
    connection_->run(tensors, [this](auto& joined) { return connection_->group->allreduce(joined); });
  }
}

void WorkerGroup::shareFirst(const std::vector<torch::Tensor>& tensors) {
  if (connection_) {
    connection_->run(tensors, [this](auto& joined) { return connection_->group->broadcast(joined); });
  }
}

}  // namespace lectern::training
