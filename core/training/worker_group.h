#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "core/training/training_options.h"

namespace lectern::training {

/// The processes that train one reader together, joined by Gloo. Every member calls the same functions in the
/// same order; a group of one does nothing. A member that is gone makes each of them throw Error.
class WorkerGroup {
 public:
  /// Meets the other workers at `options.rendezvous`. Throws Error when they do not come. A process of
  /// several workers ignores SIGPIPE from then on.
  explicit WorkerGroup(const WorkerOptions& options);
  ~WorkerGroup();
  WorkerGroup(const WorkerGroup&) = delete;
  WorkerGroup& operator=(const WorkerGroup&) = delete;

  int rank() const { return options_.rank; }
  int size() const { return options_.world; }
  bool isFirst() const { return options_.rank == 0; }

  /// Puts the sum over all workers into each tensor, in one exchange. All are of one type.
  void sum(const std::vector<torch::Tensor>& tensors);

  /// Gives every worker the first one's tensors, in one exchange. All are of one type.
  void shareFirst(const std::vector<torch::Tensor>& tensors);

 private:
  struct Connection;
  WorkerOptions options_;
  std::unique_ptr<Connection> connection_;  // null in a group of one
};

}  // namespace lectern::training
