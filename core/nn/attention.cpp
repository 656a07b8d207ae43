#include "core/nn/attention.h"

#include <ATen/CPUGeneratorImpl.h>

#include <cmath>

#include "core/nn/bmm.h"
#include "core/nn/masked.h"

namespace lectern::nn {
namespace {

constexpr int64_t kReach = 15;       // tokens to either side of an answer that speak of it
constexpr double kFarWeight = 0.01;  // of tokens out of its reach

/// `scores` (batch, n, m), of which `mask` (batch, m) are valid, after `change` of each row; the same order
/// at every call.
torch::Tensor changed(const torch::Tensor& scores, const torch::Tensor& mask, AttentionChange change) {
  switch (change) {
    case AttentionChange::None:
      break;
    case AttentionChange::Uniform:
      return torch::zeros_like(scores);
    case AttentionChange::Permuted: {
      const auto random = at::make_generator<at::CPUGeneratorImpl>(1);
      // Padding comes last in each order, and so stays where it is.
      const torch::Tensor order = torch::rand(scores.sizes(), random)
                                      .masked_fill(mask.logical_not().unsqueeze(1), 2)
                                      .argsort(-1, /*descending=*/false);
      return scores.gather(-1, order);
    }
  }
  return scores;
}

}  // namespace

BiAttentionImpl::BiAttentionImpl(ScoreKind kind, int64_t keySize)
    : score_(register_module("score", makeScore(kind, keySize))) {}

BiAttentionImpl::Output BiAttentionImpl::forward(const AttentionSide& passage, const AttentionSide& question,
                                                 AttentionChange change) {
  const torch::Tensor scores =
      changed(score_->forward(passage.keys, question.keys), question.mask, change);          // (b, p, q)
  const torch::Tensor overQuestion = maskedSoftmax(scores, question.mask.unsqueeze(1), -1);  // (b, p, q)
  const torch::Tensor context = nn::bmm(overQuestion, question.states);                      // (b, p, size)
  const torch::Tensor strongest =
      changed(maskLogits(scores, question.mask.unsqueeze(1)).amax(-1).unsqueeze(1), passage.mask, change);
  const torch::Tensor overPassage = maskedSoftmax(strongest, passage.mask.unsqueeze(1), -1);  // (b, 1, p)
  const torch::Tensor summary = nn::bmm(overPassage, passage.states);                         // (b, 1, size)
  return {torch::cat({passage.states, context, passage.states * context, summary * context}, -1),
          overQuestion, scores};
}

AlignedWordsImpl::AlignedWordsImpl(int64_t size, int64_t compared)
    : project_(register_module("project", Linear(size, compared))) {}

torch::Tensor AlignedWordsImpl::forward(const torch::Tensor& x, const torch::Tensor& y,
                                        const torch::Tensor& mask) {
  const torch::Tensor scores =
      nn::bmm(torch::relu(project_(x)), torch::relu(project_(y)).transpose(1, 2));  // (batch, n, m)
  return nn::bmm(maskedSoftmax(scores, mask.unsqueeze(1), -1), y);
}

QuestionSupportImpl::QuestionSupportImpl(int64_t size, int64_t compared)
    : compare_(register_module("compare", Linear(4 * size, compared))) {}

torch::Tensor QuestionSupportImpl::forward(const torch::Tensor& passage, const torch::Tensor& passageMask,
                                           const torch::Tensor& question, const torch::Tensor& questionMask,
                                           const torch::Tensor& scores, const torch::Tensor& answer) {
  // The answer's probability within reach of each token, so that far words support little.
  const torch::Tensor near =
      torch::avg_pool1d(answer.unsqueeze(1), 2 * kReach + 1, 1, kReach).squeeze(1) * (2 * kReach + 1);
  const torch::Tensor nearness = (near + kFarWeight).log().unsqueeze(1);  // (batch, 1, passage)
  const torch::Tensor weights = maskedSoftmax(scores.transpose(1, 2) + nearness, passageMask.unsqueeze(1),
                                              -1);        // (batch, question, passage)
  const torch::Tensor found = nn::bmm(weights, passage);  // (batch, question, size)
  const torch::Tensor compared =
      torch::relu(compare_(torch::cat({question, found, question * found, (question - found).abs()}, -1)));
  const torch::Tensor valid = questionMask.unsqueeze(-1).to(compared.dtype());  // (batch, question, 1)
  const torch::Tensor kept = compared * valid;                                  // nothing is below 0
  return torch::cat({kept.amax(1), kept.sum(1) / valid.sum(1)}, -1);
}

SelfAttentionImpl::SelfAttentionImpl(int64_t size, int64_t heads, bool isGated) : heads_(heads) {
  if (heads < 1 || size % heads != 0) throw std::invalid_argument("the size must be a multiple of the heads");
  query_ = register_module("query", Linear(size, size));
  key_ = register_module("key", Linear(size, size));
  if (isGated) {
    gatedFusion_ = register_module("gated_fusion", GatedFusion(3 * size, size));
  } else {
    fuse_ = register_module("fuse", Linear(3 * size, size));
  }
}

SelfAttentionImpl::Output SelfAttentionImpl::forward(const torch::Tensor& states, const torch::Tensor& mask) {
  const int64_t batch = states.size(0);
  const int64_t time = states.size(1);
  const int64_t size = states.size(2);
  const auto split = [&](const torch::Tensor& joined) {
    return joined.view({batch, time, heads_, size / heads_})
        .transpose(1, 2)
        .reshape({batch * heads_, time, size / heads_});  // a matrix a head
  };
  const double scale = 1 / std::sqrt(static_cast<double>(size / heads_));
  torch::Tensor scores = nn::bmm(split(query_(states) * scale), split(key_(states)).transpose(1, 2))
                             .view({batch, heads_, time, time});
  const auto itself = [](const torch::Tensor& pairs) { return pairs.diagonal(0, -2, -1); };
  itself(scores).fill_(kMasked);
  torch::Tensor weights = maskedSoftmax(scores, mask.view({batch, 1, 1, time}), -1);
  itself(weights).zero_();  // of a token that is alone
  const torch::Tensor context = nn::bmm(weights.view({batch * heads_, time, time}), split(states))
                                    .view({batch, heads_, time, size / heads_})
                                    .transpose(1, 2)
                                    .reshape({batch, time, size});  // (batch, time, size)
  const torch::Tensor joined = torch::cat({states, context, states * context}, -1);
  return {gatedFusion_ ? gatedFusion_(states, joined) : states + torch::relu(fuse_(joined)), weights};
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
      maskedSoftmax(scores, sequenceMask(lengths, input.size(1)), -1);         // (batch, time)
  const torch::Tensor sum = nn::bmm(weights.unsqueeze(1), states).squeeze(1);  // (batch, hidden)
  return {torch::cat({sum, last.squeeze(1)}, -1), weights};
}

}  // namespace lectern::nn
