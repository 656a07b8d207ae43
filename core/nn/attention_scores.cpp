#include "core/nn/attention_scores.h"

#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "core/nn/bmm.h"

namespace lectern::nn {
namespace {

constexpr std::array<std::pair<ScoreKind, std::string_view>, 8> kNames = {{
    {ScoreKind::Dot, "dot"},
    {ScoreKind::General, "general"},
    {ScoreKind::ScaledDot, "scaled_dot"},
    {ScoreKind::Additive, "additive"},
    {ScoreKind::Cosine, "cosine"},
    {ScoreKind::Manhattan, "manhattan"},
    {ScoreKind::Trilinear, "trilinear"},
    {ScoreKind::Symmetric, "symmetric"},
}};

torch::Tensor xavier(torch::IntArrayRef sizes) {
  return torch::nn::init::xavier_uniform_(torch::empty(sizes));
}

/// Weights of a single output unit over `size` inputs.
torch::Tensor outputVector(int64_t size) { return xavier({1, size}).squeeze(0).contiguous(); }

torch::Tensor products(const torch::Tensor& h, const torch::Tensor& u) {
  return nn::bmm(h, u.transpose(1, 2));  // (batch, n, m)
}

struct DotScore : AttentionScore {
  torch::Tensor forward(const torch::Tensor& h, const torch::Tensor& u) override { return products(h, u); }
};

struct GeneralScore : AttentionScore {
  explicit GeneralScore(int64_t size) { weight = register_parameter("weight", xavier({size, size})); }
  torch::Tensor forward(const torch::Tensor& h, const torch::Tensor& u) override {
    return products(torch::matmul(h, weight), u);
  }
  torch::Tensor weight;
};

struct ScaledDotScore : AttentionScore {
  torch::Tensor forward(const torch::Tensor& h, const torch::Tensor& u) override {
    return products(h, u) / std::sqrt(static_cast<double>(h.size(-1)));
  }
};

struct AdditiveScore : AttentionScore {
  explicit AdditiveScore(int64_t size) {
    weightH = register_parameter("weight_h", xavier({size, size}));
    weightU = register_parameter("weight_u", xavier({size, size}));
    vector = register_parameter("vector", outputVector(size));
  }
  torch::Tensor forward(const torch::Tensor& h, const torch::Tensor& u) override {
    const torch::Tensor left = torch::matmul(h, weightH.t()).unsqueeze(2);   // (batch, n, 1, size)
    const torch::Tensor right = torch::matmul(u, weightU.t()).unsqueeze(1);  // (batch, 1, m, size)
    return torch::matmul(torch::tanh(left + right), vector);                 // (batch, n, m)
  }
  torch::Tensor weightH, weightU, vector;
};

struct CosineScore : AttentionScore {
  CosineScore() { logBeta = register_parameter("log_beta", torch::full({1}, std::log(10.0))); }
  torch::Tensor forward(const torch::Tensor& h, const torch::Tensor& u) override {
    const auto unit = torch::nn::functional::NormalizeFuncOptions().dim(-1);
    return products(torch::nn::functional::normalize(h, unit), torch::nn::functional::normalize(u, unit)) *
           logBeta.exp();
  }
  torch::Tensor logBeta;  // β = e^logBeta stays positive
};

struct ManhattanScore : AttentionScore {
  torch::Tensor forward(const torch::Tensor& h, const torch::Tensor& u) override {
    return -torch::cdist(h.contiguous(), u.contiguous(), 1.0);
  }
};

struct TrilinearScore : AttentionScore {
  explicit TrilinearScore(int64_t size) {
    weightH = register_parameter("weight_h", outputVector(size));
    weightU = register_parameter("weight_u", outputVector(size));
    weightProduct = register_parameter("weight_product", outputVector(size));
  }
  torch::Tensor forward(const torch::Tensor& h, const torch::Tensor& u) override {
    return torch::matmul(h, weightH).unsqueeze(2) + torch::matmul(u, weightU).unsqueeze(1) +
           products(h * weightProduct, u);
  }
  torch::Tensor weightH, weightU, weightProduct;
};

struct SymmetricScore : AttentionScore {
  explicit SymmetricScore(int64_t size) {
    weight = register_parameter("weight", xavier({size, size}));
    diagonal =
        register_parameter("diagonal", torch::full({size}, 1.0 / std::sqrt(static_cast<double>(size))));
  }
  torch::Tensor forward(const torch::Tensor& h, const torch::Tensor& u) override {
    return products(torch::relu(torch::matmul(h, weight.t())) * diagonal,
                    torch::relu(torch::matmul(u, weight.t())));
  }
  torch::Tensor weight, diagonal;
};

constexpr std::array<ScoreKind, kNames.size()> kKinds = [] {
  std::array<ScoreKind, kNames.size()> kinds{};
  for (std::size_t i = 0; i < kNames.size(); ++i) kinds[i] = kNames[i].first;
  return kinds;
}();

}  // namespace

std::span<const ScoreKind> allScoreKinds() { return kKinds; }

std::string_view scoreName(ScoreKind kind) {
  for (const auto& [known, name] : kNames) {
    if (known == kind) return name;
  }
  throw std::invalid_argument("unknown score function");
}

ScoreKind scoreKind(std::string_view name) {
  std::string names;
  for (const auto& [kind, known] : kNames) {
    if (known == name) return kind;
    names += (names.empty() ? "" : ", ") + std::string(known);
  }
  throw std::invalid_argument("unknown score function '" + std::string(name) + "'; there are " + names);
}

std::shared_ptr<AttentionScore> makeScore(ScoreKind kind, int64_t size) {
  switch (kind) {
    case ScoreKind::Dot:
      return std::make_shared<DotScore>();
    case ScoreKind::General:
      return std::make_shared<GeneralScore>(size);
    case ScoreKind::ScaledDot:
      return std::make_shared<ScaledDotScore>();
    case ScoreKind::Additive:
      return std::make_shared<AdditiveScore>(size);
    case ScoreKind::Cosine:
      return std::make_shared<CosineScore>();
    case ScoreKind::Manhattan:
      return std::make_shared<ManhattanScore>();
    case ScoreKind::Trilinear:
      return std::make_shared<TrilinearScore>(size);
    case ScoreKind::Symmetric:
      return std::make_shared<SymmetricScore>(size);
  }
  throw std::invalid_argument("unknown score function");
}

}  // namespace lectern::nn
