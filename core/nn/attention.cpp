#include "core/nn/attention.h"

#include <cmath>

#include "core/nn/masked.h"

namespace lectern::nn {

BiAttentionImpl::BiAttentionImpl(ScoreKind kind, int64_t size)
    : score_(register_module("score", makeScore(kind, size))) {}

BiAttentionImpl::Output BiAttentionImpl::forward(const torch::Tensor& passage,
                                                 const torch::Tensor& passageMask,
                                                 const torch::Tensor& question,
                                                 const torch::Tensor& questionMask) {
  const torch::Tensor scores = score_->forward(passage, question);                          // (b, p, q)
  const torch::Tensor overQuestion = maskedSoftmax(scores, questionMask.unsqueeze(1), -1);  // (b, p, q)
  const torch::Tensor context = torch::matmul(overQuestion, question);                      // (b, p, size)
  const torch::Tensor strongest =
      std::get<0>(maskLogits(scores, questionMask.unsqueeze(1)).max(-1));          // (b, p)
  const torch::Tensor overPassage = maskedSoftmax(strongest, passageMask, -1);     // (b, p)
  const torch::Tensor summary = torch::matmul(overPassage.unsqueeze(1), passage);  // (b, 1, size)
  return {torch::cat({passage, context, passage * context, summary * context}, -1), overQuestion, scores};
}

SelfAttentionImpl::SelfAttentionImpl(int64_t size, int64_t heads) : heads_(heads) {
  if (heads < 1 || size % heads != 0) throw std::invalid_argument("the size must be a multiple of the heads");
  query_ = register_module("query", torch::nn::Linear(size, size));
  key_ = register_module("key", torch::nn::Linear(size, size));
  fuse_ = register_module("fuse", torch::nn::Linear(3 * size, size));
}

SelfAttentionImpl::Output SelfAttentionImpl::forward(const torch::Tensor& states, const torch::Tensor& mask) {
  const int64_t batch = states.size(0);
  const int64_t time = states.size(1);
  const int64_t size = states.size(2);
  const auto split = [&](const torch::Tensor& joined) {
    return joined.view({batch, time, heads_, size / heads_})
        .transpose(1, 2);  // (batch, heads, time, size/heads)
  };
  const torch::Tensor scores = torch::matmul(split(query_(states)), split(key_(states)).transpose(2, 3)) /
                               std::sqrt(static_cast<double>(size / heads_));  // (batch, heads, time, time)
  const torch::Tensor others =
      torch::eye(time, torch::TensorOptions().dtype(torch::kBool)).logical_not().view({1, 1, time, time});
  const torch::Tensor weights = maskedSoftmax(scores, others & mask.view({batch, 1, 1, time}), -1);
  const torch::Tensor context = torch::matmul(weights, split(states))
                                    .transpose(1, 2)
                                    .reshape({batch, time, size});  // (batch, time, size)
  const torch::Tensor fused = torch::relu(fuse_(torch::cat({states, context, states * context}, -1)));
  return {states + fused, weights};
}

AttentiveLstmImpl::AttentiveLstmImpl(int64_t inputSize, int64_t hiddenSize, ScoreKind kind)
    : lstm_(register_module("lstm", Lstm(LstmOptions{inputSize, hiddenSize, false}))),
      score_(register_module("score", makeScore(kind, hiddenSize))) {}

AttentiveLstmImpl::Output AttentiveLstmImpl::forward(const torch::Tensor& input,
                                                     const torch::Tensor& lengths) {
  const torch::Tensor states = lstm_(input, lengths);  // (batch, time, hidden)
  const torch::Tensor lastIndex = (lengths - 1).view({-1, 1, 1}).expand({-1, 1, states.size(2)});
  const torch::Tensor last = states.gather(1, lastIndex);  // (batch, 1, hidden)
  const torch::Tensor scores = score_->forward(last, states).squeeze(1);
  const torch::Tensor weights =
      maskedSoftmax(scores, sequenceMask(lengths, input.size(1)), -1);               // (batch, time)
  const torch::Tensor sum = torch::matmul(weights.unsqueeze(1), states).squeeze(1);  // (batch, hidden)
  return {torch::cat({sum, last.squeeze(1)}, -1), weights};
}

}  // namespace lectern::nn
