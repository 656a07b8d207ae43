#pragma once

#include <torch/torch.h>

#include <memory>
#include <span>
#include <string_view>

namespace lectern::nn {

/// How strongly a state h looks at a state u, before the softmax.
enum class ScoreKind {
  Dot,        ///< hᵀu (Luong et al. 2015)
  General,    ///< hᵀWu (Luong et al. 2015)
  ScaledDot,  ///< hᵀu / √size (Vaswani et al. 2017)
  Additive,   ///< vᵀtanh(Wh + Uu) (Bahdanau et al. 2015)
  Cosine,     ///< β·cos(h, u), β > 0 learned (Graves et al. 2014)
  Manhattan,  ///< −‖h − u‖₁ (Mueller and Thyagarajan 2016)
  Trilinear,  ///< wᵀ[h; u; h∘u] (Seo et al. 2017)
  Symmetric,  ///< ReLU(Uh)ᵀ D ReLU(Uu), D diagonal (Huang et al. 2018)
};

/// All kinds, in the order of the enumeration.
std::span<const ScoreKind> allScoreKinds();

/// The field's name of a kind: "dot", "general", "scaled_dot", …
std::string_view scoreName(ScoreKind kind);

/// The kind of a name. Throws std::invalid_argument that lists the names.
ScoreKind scoreKind(std::string_view name);

/// A score function between two sequences of states of one size.
class AttentionScore : public torch::nn::Module {
 public:
  /// h (batch, n, size) and u (batch, m, size) → scores (batch, n, m).
  virtual torch::Tensor forward(const torch::Tensor& h, const torch::Tensor& u) = 0;
};

/// A score function for states of `size` features, its parameters drawn from torch's generator.
std::shared_ptr<AttentionScore> makeScore(ScoreKind kind, int64_t size);

}  // namespace lectern::nn
