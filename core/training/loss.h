#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <vector>

#include "core/reader/network.h"

namespace lectern::training {

/// The answers of a batch. Windows of one question stand one behind the other, its own paragraph's first.
struct BatchTargets {
  torch::Tensor firstWindow;  ///< (questions) int64: a question's first window
  torch::Tensor windowCount;  ///< (questions) int64
  torch::Tensor begin;  ///< (questions) int64: first token of the answer in the first window; 0 without one
  torch::Tensor last;   ///< (questions) int64: its last token
  torch::Tensor hasAnswer;  ///< (questions) bool
};

/// The mean over the questions of −log P of the gold span, or of no answer. A question's windows are
/// normalized together (Clark and Gardner 2018): P(i,j) = exp s(i,j) / (Σ exp s + exp z), z the log-mean-exp
/// of the windows' no-answer logits; the same formula as `answering::decodeSpans`.
torch::Tensor sharedNormLoss(const reader::ReaderNetworkImpl::Output& output, const BatchTargets& targets,
                             int64_t maxTokens);

}  // namespace lectern::training
