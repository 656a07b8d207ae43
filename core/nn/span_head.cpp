#include "core/nn/span_head.h"

#include "core/nn/dropout.h"
#include "core/nn/masked.h"

namespace lectern::nn {

SpanHeadImpl::SpanHeadImpl(int64_t size, int64_t hiddenSize) {
  startLstm_ = register_module("start_lstm", Lstm(LstmOptions{size, hiddenSize, true}));
  endLstm_ = register_module("end_lstm", Lstm(LstmOptions{size + 2 * hiddenSize, hiddenSize, true}));
  start_ = register_module("start", torch::nn::Linear(2 * hiddenSize, 1));
  end_ = register_module("end", torch::nn::Linear(2 * hiddenSize, 1));
  noAnswerHidden_ = register_module("no_answer_hidden", torch::nn::Linear(2 * size, hiddenSize));
  noAnswer_ = register_module("no_answer", torch::nn::Linear(hiddenSize, 1));
}

SpanHeadImpl::Output SpanHeadImpl::forward(const torch::Tensor& states, const torch::Tensor& lengths,
                                           double dropout) {
  const torch::Tensor mask = sequenceMask(lengths, states.size(1));
  const torch::Tensor startStates = startLstm_(variationalDropout(states, dropout, is_training()), lengths);
  const torch::Tensor endInput = torch::cat({states, startStates}, -1);
  const torch::Tensor endStates = endLstm_(variationalDropout(endInput, dropout, is_training()), lengths);

  Output output;
  output.start = maskLogits(start_(startStates).squeeze(-1), mask);  // (batch, passage)
  output.end = maskLogits(end_(endStates).squeeze(-1), mask);        // (batch, passage)
  const auto pooled = [&](const torch::Tensor& logits) {
    return torch::matmul(torch::softmax(logits, -1).unsqueeze(1), states).squeeze(1);  // (batch, size)
  };
  const torch::Tensor ends = torch::cat({pooled(output.start), pooled(output.end)}, -1);
  output.noAnswer = noAnswer_(torch::relu(noAnswerHidden_(ends))).squeeze(-1);  // (batch)
  return output;
}

torch::Tensor spanLogSumExp(const torch::Tensor& start, const torch::Tensor& end, int64_t maxTokens) {
  const int64_t passage = start.size(1);
  std::vector<torch::Tensor> sums;
  for (int64_t offset = 0; offset < std::min(maxTokens, passage); ++offset) {
    sums.push_back(start.narrow(1, 0, passage - offset) + end.narrow(1, offset, passage - offset));
  }
  return torch::logsumexp(torch::cat(sums, 1), 1);  // (batch)
}

}  // namespace lectern::nn
