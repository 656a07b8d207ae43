#pragma once

#include <span>

#include "core/reader/network.h"
#include "core/training/corpus.h"
#include "core/training/training_batch.h"
#include "core/training/worker_group.h"

namespace lectern::training {

/// What all workers saw in one step.
struct StepSums {
  double loss = 0;         ///< mean over all questions
  bool isStopped = false;  ///< whether any worker was asked to stop
};

/// Puts the gradients of the mean loss over all of a step's `examples` into the network's parameters. Each
/// worker reads every n-th question, and what they find is summed, so that apart from dropout the result does
/// not depend on their number.
StepSums computeGradients(reader::ReaderNetwork& network, const Corpus& corpus,
                          std::span<const std::size_t> examples, const BatchOptions& options,
                          int64_t maxAnswerTokens, WorkerGroup& workers, bool isStopped = false);

}  // namespace lectern::training
