#pragma once

#include <torch/torch.h>

#include <functional>
#include <span>

#include "core/training/worker_group.h"

namespace lectern::training {

/// What all workers saw in one step.
struct StepSums {
  double loss = 0;         ///< mean over all examples
  bool isStopped = false;  ///< whether any worker was asked to stop
};

/// The mean loss over some examples.
using MeanLoss = std::function<torch::Tensor(std::span<const std::size_t> examples)>;

/// Puts the gradients of the mean loss over all of a step's `examples` into the network's parameters. Each
/// worker sees every n-th example, and what they find is summed, so that the result does not depend on their
/// number where the loss of an example depends on nothing else.
StepSums computeGradients(torch::nn::Module& network, std::span<const std::size_t> examples,
                          const MeanLoss& meanLoss, WorkerGroup& workers, bool isStopped = false);

}  // namespace lectern::training
