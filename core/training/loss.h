#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <vector>

#include "core/reader/network.h"

namespace lectern::training {

/// The answers of a batch. Windows of one question stand one behind the other, its own paragraph's first.
/// A question's shares of the starts and of no answer sum to 1, and so do those of the ends and of no
/// answer: all on one span, or on none, where there is but the gold answer; spread with a teacher's.
struct BatchTargets {
  torch::Tensor firstWindow;  ///< (questions) int64: a question's first window
  torch::Tensor windowCount;  ///< (questions) int64
  torch::Tensor start;        ///< (questions, passage): share of each token of the first window
  torch::Tensor end;          ///< (questions, passage)
  torch::Tensor noAnswer;     ///< (questions)
};

/// The mean over the questions of the cross-entropy −Σ target · log P of spans and no answer; with all
/// of a target on the gold span, −log P of it. A question's windows are normalized together (Clark and
/// Gardner 2018): P(i,j) = exp s(i,j) / (Σ exp s + exp z), z the log-mean-exp of the windows' no-answer
/// logits; the formula of `answering::decodeSpans`, which leaves some spans out.
torch::Tensor sharedNormLoss(const reader::ReaderNetworkImpl::Output& output, const BatchTargets& targets,
                             int64_t maxTokens);

}  // namespace lectern::training
