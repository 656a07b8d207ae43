#include "core/nn/span_head.h"

#include "core/nn/bmm.h"
#include "core/nn/dropout.h"
#include "core/nn/masked.h"

namespace lectern::nn {

SpanHeadImpl::SpanHeadImpl(const SpanHeadOptions& options) {
  const auto [size, hiddenSize, supportSize, lstms] = options;
  if (lstms < 0 || lstms > 2) throw std::invalid_argument("a span head has 0, 1 or 2 LSTMs");
  if (lstms > 0) startLstm_ = register_module("start_lstm", Lstm(LstmOptions{size, hiddenSize, true}));
  if (lstms > 1) {
    endLstm_ = register_module("end_lstm", Lstm(LstmOptions{size + 2 * hiddenSize, hiddenSize, true}));
  }
  const int64_t read = lstms > 0 ? 2 * hiddenSize : size;
  start_ = register_module("start", torch::nn::Linear(read, 1));
  end_ = register_module("end", torch::nn::Linear(read, 1));
  if (supportSize > 0) support_ = register_module("support", QuestionSupport(size, supportSize));
  noAnswerHidden_ = register_module("no_answer_hidden", Linear(2 * size + 2 * supportSize, hiddenSize));
  noAnswer_ = register_module("no_answer", torch::nn::Linear(hiddenSize, 1));
}

SpanHeadImpl::Output SpanHeadImpl::forward(const torch::Tensor& states, const torch::Tensor& lengths,
                                           const Sides& sides, double dropout) {
  const torch::Tensor mask = sequenceMask(lengths, states.size(1));
  const auto read = [&](Lstm& lstm, const torch::Tensor& input) {
    return lstm(variationalDropout(input, dropout, is_training()), lengths);  // (batch, passage, 2 · hidden)
  };
  const torch::Tensor startStates = startLstm_ ? read(startLstm_, states) : states;
  const torch::Tensor endStates =
      endLstm_ ? read(endLstm_, torch::cat({states, startStates}, -1)) : startStates;

  Output output;
  output.start = maskLogits(start_(startStates).squeeze(-1), mask);     // (batch, passage)
  output.end = maskLogits(end_(endStates).squeeze(-1), mask);           // (batch, passage)
  const torch::Tensor startWeights = torch::softmax(output.start, -1);  // (batch, passage)
  const torch::Tensor endWeights = torch::softmax(output.end, -1);      // (batch, passage)
  const auto pooled = [&](const torch::Tensor& weights) {
    return nn::bmm(weights.unsqueeze(1), states).squeeze(1);  // (batch, size)
  };
  std::vector<torch::Tensor> evidence = {pooled(startWeights), pooled(endWeights)};
  if (support_) {
    const torch::Tensor answer = ((startWeights + endWeights) / 2).detach();
    evidence.push_back(
        support_(sides.passage, sides.passageMask, sides.question, sides.questionMask, sides.scores, answer));
  }
  output.noAnswer = noAnswer_(torch::relu(noAnswerHidden_(torch::cat(evidence, -1)))).squeeze(-1);
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
