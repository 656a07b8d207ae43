#include <torch/torch.h>

#include <QTest>
#include <cmath>

#include "core/nn/attention.h"
#include "core/nn/attention_scores.h"
#include "core/nn/masked.h"
#include "tests/core/nn/finite_differences.h"

namespace lectern {
namespace {

using Vector = std::vector<double>;

Vector toVector(const torch::Tensor& tensor) {
  const torch::Tensor plain = tensor.detach().to(torch::kFloat64).contiguous().view(-1);
  return {plain.data_ptr<double>(), plain.data_ptr<double>() + plain.numel()};
}

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// Matrix (rows · size, row-major) times vector.
Vector times(const Vector& matrix, const Vector& vector) {
  Vector result;
  for (std::size_t row = 0; row < matrix.size(); row += vector.size()) {
    result.push_back(dot(Vector(matrix.begin() + static_cast<std::ptrdiff_t>(row),
                                matrix.begin() + static_cast<std::ptrdiff_t>(row + vector.size())),
                         vector));
  }
  return result;
}

/// The published formula of a score, on plain numbers.
double formula(nn::ScoreKind kind, nn::AttentionScore& score, const Vector& h, const Vector& u) {
  const auto weight = [&](const char* name) { return toVector(score.named_parameters()[name]); };
  double sum = 0;
  switch (kind) {
    case nn::ScoreKind::Dot:
      return dot(h, u);
    case nn::ScoreKind::ScaledDot:
      return dot(h, u) / std::sqrt(static_cast<double>(h.size()));
    case nn::ScoreKind::General:
      return dot(h, times(weight("weight"), u));
    case nn::ScoreKind::Additive: {
      const Vector a = times(weight("weight_h"), h), b = times(weight("weight_u"), u), v = weight("vector");
      for (std::size_t i = 0; i < v.size(); ++i) sum += v[i] * std::tanh(a[i] + b[i]);
      return sum;
    }
    case nn::ScoreKind::Cosine:
      return std::exp(weight("log_beta")[0]) * dot(h, u) / std::sqrt(dot(h, h) * dot(u, u));
    case nn::ScoreKind::Manhattan:
      for (std::size_t i = 0; i < h.size(); ++i) sum -= std::abs(h[i] - u[i]);
      return sum;
    case nn::ScoreKind::Trilinear: {
      const Vector product = weight("weight_product");
      for (std::size_t i = 0; i < h.size(); ++i) sum += product[i] * h[i] * u[i];
      return sum + dot(weight("weight_h"), h) + dot(weight("weight_u"), u);
    }
    case nn::ScoreKind::Symmetric: {
      const Vector a = times(weight("weight"), h), b = times(weight("weight"), u), d = weight("diagonal");
      for (std::size_t i = 0; i < a.size(); ++i) sum += std::max(a[i], 0.0) * d[i] * std::max(b[i], 0.0);
      return sum;
    }
  }
  return sum;
}

void addKinds() {
  QTest::addColumn<int>("kind");
  for (const nn::ScoreKind kind : nn::allScoreKinds()) {
    QTest::newRow(std::string(nn::scoreName(kind)).c_str()) << static_cast<int>(kind);
  }
}

}  // namespace

class AttentionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void scoresFollowTheirFormulas_data() { addKinds(); }
  void scoresFollowTheirFormulas();
  void scoreGradientsAreFiniteDifferences_data() { addKinds(); }
  void scoreGradientsAreFiniteDifferences();
  void scoresHaveNames();
  void biAttentionFollowsItsFormula();
  void biAttentionPassesOverPadding();
  void attentionCanBeChanged();
  void keysDecideWhichStatesAreTakenIn();
  void wordsAreAlignedByTheirFormula();
  void questionSupportFollowsItsFormula();
  void selfAttentionFollowsItsFormula_data();
  void selfAttentionFollowsItsFormula();
  void selfAttentionSkipsItself();
  void selfAttentionsGradientsAreFiniteDifferences();
  void attentiveLstmSumsItsStates();
};

void AttentionTest::scoresFollowTheirFormulas() {
  QFETCH(int, kind);
  torch::manual_seed(1);
  const auto score = nn::makeScore(static_cast<nn::ScoreKind>(kind), 4);
  const torch::Tensor h = torch::randn({2, 3, 4});
  const torch::Tensor u = torch::randn({2, 5, 4});
  const torch::Tensor scores = score->forward(h, u);
  QCOMPARE(scores.sizes().vec(), (std::vector<int64_t>{2, 3, 5}));
  for (int64_t b = 0; b < 2; ++b) {
    for (int64_t i = 0; i < 3; ++i) {
      for (int64_t j = 0; j < 5; ++j) {
        const double expected =
            formula(static_cast<nn::ScoreKind>(kind), *score, toVector(h[b][i]), toVector(u[b][j]));
        QVERIFY(std::abs(scores[b][i][j].item<double>() - expected) < 1e-5);
      }
    }
  }
}

void AttentionTest::scoreGradientsAreFiniteDifferences() {
  QFETCH(int, kind);
  torch::manual_seed(2);
  const auto score = nn::makeScore(static_cast<nn::ScoreKind>(kind), 3);
  score->to(torch::kFloat64);
  torch::Tensor h = torch::randn({1, 2, 3}, torch::kFloat64).requires_grad_(true);
  const torch::Tensor u = torch::randn({1, 4, 3}, torch::kFloat64);
  const torch::Tensor mix = torch::randn({1, 2, 4}, torch::kFloat64);
  const auto loss = [&] { return (score->forward(h, u) * mix).sum(); };
  loss().backward();
  std::vector<torch::Tensor> inputs = score->parameters();
  inputs.push_back(h);
  for (const torch::Tensor& input : inputs) {
    QVERIFY(torch::allclose(input.grad(), test::finiteDifferences(input, loss), 0, 1e-5));
  }
}

void AttentionTest::scoresHaveNames() {
  QCOMPARE(nn::allScoreKinds().size(), std::size_t(8));
  for (const nn::ScoreKind kind : nn::allScoreKinds()) QVERIFY(nn::scoreKind(nn::scoreName(kind)) == kind);
  QVERIFY_EXCEPTION_THROWN(nn::scoreKind("bilinear"), std::invalid_argument);
}

void AttentionTest::biAttentionFollowsItsFormula() {
  torch::manual_seed(3);
  const torch::NoGradGuard noGrad;
  nn::BiAttention attention(nn::ScoreKind::Dot, 4);
  const torch::Tensor h = torch::randn({3, 4}), u = torch::randn({2, 4});
  const auto all = [](int64_t size) { return torch::ones({1, size}, torch::kBool); };
  const auto found =
      attention->forward({h.unsqueeze(0), h.unsqueeze(0), all(3)}, {u.unsqueeze(0), u.unsqueeze(0), all(2)});
  const auto score = [&](int64_t i, int64_t j) { return dot(toVector(h[i]), toVector(u[j])); };
  torch::Tensor summary = torch::zeros({4});  // of the passage, by what fits the question best
  double sum = 0;
  for (int64_t i = 0; i < 3; ++i) {
    const double weight = std::exp(std::max(score(i, 0), score(i, 1)));
    summary += weight * h[i];
    sum += weight;
  }
  summary /= sum;
  for (int64_t i = 0; i < 3; ++i) {
    const double first = std::exp(score(i, 0)), second = std::exp(score(i, 1));
    const torch::Tensor context = (first * u[0] + second * u[1]) / (first + second);
    const torch::Tensor expected = torch::cat({h[i], context, h[i] * context, summary * context});
    QVERIFY((found.states[0][i] - expected).abs().max().item<double>() < 1e-5);
  }
}

void AttentionTest::biAttentionPassesOverPadding() {
  torch::manual_seed(4);
  const torch::NoGradGuard noGrad;
  nn::BiAttention attention(nn::ScoreKind::Trilinear, 4);
  const torch::Tensor passage = torch::randn({1, 6, 4});
  const torch::Tensor question = torch::randn({1, 3, 4});
  const auto mask = [](int64_t valid, int64_t size) {
    return nn::sequenceMask(torch::tensor({valid}, torch::kInt64), size);
  };
  const auto plain = attention->forward({passage, passage, mask(6, 6)}, {question, question, mask(3, 3)});
  const torch::Tensor noise = torch::full({1, 2, 4}, 50.0);
  const torch::Tensor longPassage = torch::cat({passage, noise}, 1);
  const torch::Tensor longQuestion = torch::cat({question, noise}, 1);
  const auto padded =
      attention->forward({longPassage, longPassage, mask(6, 8)}, {longQuestion, longQuestion, mask(3, 5)});
  QVERIFY((plain.states - padded.states.narrow(1, 0, 6)).abs().max().item<double>() < 1e-5);
  QVERIFY((plain.passageToQuestion.sum(-1) - 1).abs().max().item<double>() < 1e-6);
  const torch::Tensor context = torch::matmul(plain.passageToQuestion, question);
  QVERIFY((plain.states.narrow(2, 4, 4) - context).abs().max().item<double>() < 1e-6);
}

void AttentionTest::attentionCanBeChanged() {
  torch::manual_seed(4);
  const torch::NoGradGuard noGrad;
  nn::BiAttention attention(nn::ScoreKind::Trilinear, 4);
  const torch::Tensor passage = torch::randn({2, 6, 4}), question = torch::randn({2, 5, 4});
  const nn::AttentionSide of{passage, passage, torch::ones({2, 6}, torch::kBool)};
  const torch::Tensor lengths = torch::tensor({5, 3}, torch::kInt64);
  const nn::AttentionSide by{question, question, nn::sequenceMask(lengths, 5)};
  const auto weights = [&](nn::AttentionChange change) {
    return attention->forward(of, by, change).passageToQuestion;
  };
  const torch::Tensor plain = weights(nn::AttentionChange::None);
  QVERIFY(torch::equal(plain, attention->forward(of, by).passageToQuestion));
  const torch::Tensor uniform = weights(nn::AttentionChange::Uniform);
  QVERIFY(torch::allclose(uniform[0], torch::full({6, 5}, 0.2)));
  QVERIFY(torch::allclose(uniform[1].narrow(1, 0, 3), torch::full({6, 3}, 1.0 / 3)));
  const torch::Tensor permuted = weights(nn::AttentionChange::Permuted);
  QVERIFY(!torch::allclose(permuted, plain));
  QVERIFY(torch::equal(permuted, weights(nn::AttentionChange::Permuted)));
  QVERIFY(torch::allclose(std::get<0>(permuted.sort(-1)), std::get<0>(plain.sort(-1))));
  QCOMPARE(permuted[1].narrow(1, 3, 2).abs().max().item<double>(), 0.0);  // padding stays out
  const auto summary = [&](nn::AttentionChange change) {  // of the passage, which stands times the context
    const torch::Tensor states = attention->forward(of, by, change).states;
    return (states.narrow(2, 12, 4) / states.narrow(2, 4, 4)).narrow(1, 0, 1);
  };
  QVERIFY(torch::allclose(summary(nn::AttentionChange::Uniform), passage.mean(1, true), 1e-4, 1e-5));
  QVERIFY(!torch::allclose(summary(nn::AttentionChange::Permuted), summary(nn::AttentionChange::None), 1e-2));
}

void AttentionTest::keysDecideWhichStatesAreTakenIn() {
  torch::manual_seed(4);
  const torch::NoGradGuard noGrad;
  nn::BiAttention attention(nn::ScoreKind::Dot, 2);
  const torch::Tensor all = torch::ones({1, 2}, torch::kBool);
  const torch::Tensor passage = torch::randn({1, 2, 3});
  const torch::Tensor question = torch::randn({1, 2, 3});
  // Each passage key fits one question key alone: the first the second, the second the first.
  const auto met = attention->forward({torch::tensor({{{40.0f, 0.0f}, {0.0f, 40.0f}}}), passage, all},
                                      {torch::tensor({{{0.0f, 1.0f}, {1.0f, 0.0f}}}), question, all});
  QVERIFY(torch::allclose(met.states.narrow(2, 0, 3), passage));
  QVERIFY(torch::allclose(met.states.narrow(2, 3, 3), question.flip(1)));
}

void AttentionTest::wordsAreAlignedByTheirFormula() {
  torch::manual_seed(4);
  const torch::NoGradGuard noGrad;
  nn::AlignedWords align(4, 3);
  const torch::Tensor x = torch::randn({1, 2, 4});
  const torch::Tensor y = torch::randn({1, 3, 4});
  const torch::Tensor aligned = align(x, y, torch::tensor({{true, true, false}}));
  const auto weights = align->named_parameters();
  const auto projected = [&](const torch::Tensor& word) {
    Vector result = times(toVector(weights["project.weight"]), toVector(word));
    const Vector bias = toVector(weights["project.bias"]);
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = std::max(0.0, result[i] + bias[i]);
    return result;
  };
  for (int64_t i = 0; i < 2; ++i) {
    const double first = std::exp(dot(projected(x[0][i]), projected(y[0][0])));
    const double second = std::exp(dot(projected(x[0][i]), projected(y[0][1])));
    const torch::Tensor expected = (first * y[0][0] + second * y[0][1]) / (first + second);
    QVERIFY((aligned[0][i] - expected).abs().max().item<double>() < 1e-5);
  }
}

void AttentionTest::questionSupportFollowsItsFormula() {
  torch::manual_seed(5);
  const torch::NoGradGuard noGrad;
  constexpr int64_t kTime = 40, kQuestion = 3, kSize = 4, kCompared = 2;
  nn::QuestionSupport support(kSize, kCompared);
  const torch::Tensor passage = torch::randn({1, kTime, kSize});
  const torch::Tensor question = torch::randn({1, kQuestion, kSize});
  const torch::Tensor scores = torch::randn({1, kTime, kQuestion});
  const torch::Tensor answer = torch::softmax(torch::randn({1, kTime}) * 3, -1);
  const torch::Tensor found = support(passage, torch::ones({1, kTime}, torch::kBool), question,
                                      torch::tensor({{true, true, false}}), scores, answer);
  QCOMPARE(found.sizes().vec(), (std::vector<int64_t>{1, 2 * kCompared}));

  const auto weights = support->named_parameters();
  std::vector<Vector> compared;
  for (int64_t j = 0; j < 2; ++j) {
    torch::Tensor chosen = torch::zeros({kSize});
    double sum = 0;
    for (int64_t i = 0; i < kTime; ++i) {
      double near = 0.01;  // and all of the answer's probability up to 15 tokens away
      for (int64_t k = std::max<int64_t>(0, i - 15); k <= std::min(kTime - 1, i + 15); ++k) {
        near += answer[0][k].item<double>();
      }
      const double weight = std::exp(scores[0][i][j].item<double>()) * near;
      chosen += weight * passage[0][i];
      sum += weight;
    }
    chosen /= sum;
    const torch::Tensor u = question[0][j];
    Vector pair = times(toVector(weights["compare.weight"]),
                        toVector(torch::cat({u, chosen, u * chosen, (u - chosen).abs()})));
    const Vector bias = toVector(weights["compare.bias"]);
    for (std::size_t i = 0; i < pair.size(); ++i) pair[i] = std::max(0.0, pair[i] + bias[i]);
    compared.push_back(pair);
  }
  for (int64_t i = 0; i < kCompared; ++i) {
    const double first = compared[0][static_cast<std::size_t>(i)];
    const double second = compared[1][static_cast<std::size_t>(i)];
    QVERIFY(std::abs(found[0][i].item<double>() - std::max(first, second)) < 1e-5);
    QVERIFY(std::abs(found[0][kCompared + i].item<double>() - (first + second) / 2) < 1e-5);
  }
}

void AttentionTest::selfAttentionFollowsItsFormula_data() {
  QTest::addColumn<bool>("isGated");
  QTest::newRow("added") << false;
  QTest::newRow("gated") << true;
}

void AttentionTest::selfAttentionFollowsItsFormula() {
  QFETCH(const bool, isGated);
  torch::manual_seed(6);
  const torch::NoGradGuard noGrad;
  constexpr int64_t kTime = 3, kSize = 4, kHeads = 2, kHead = kSize / kHeads;
  nn::SelfAttention attention(kSize, kHeads, isGated);
  const torch::Tensor m = torch::randn({kTime, kSize});
  const auto found = attention(m.unsqueeze(0), torch::ones({1, kTime}, torch::kBool));
  const auto weights = attention->named_parameters();
  const auto layer = [&](const std::string& name, const torch::Tensor& x) {
    return torch::mv(weights[name + ".weight"], x) + weights[name + ".bias"];
  };
  for (int64_t i = 0; i < kTime; ++i) {
    torch::Tensor context = torch::zeros({kSize});
    for (int64_t head = 0; head < kHeads; ++head) {
      const auto part = [&](const torch::Tensor& x) { return x.narrow(0, head * kHead, kHead); };
      double sum = 0;
      for (int64_t j = 0; j < kTime; ++j) {
        if (j == i) continue;
        const double weight =
            std::exp(dot(toVector(part(layer("query", m[i]))), toVector(part(layer("key", m[j])))) /
                     std::sqrt(double{kHead}));
        part(context) += weight * part(m[j]);
        sum += weight;
      }
      part(context) /= sum;
    }
    const torch::Tensor joined = torch::cat({m[i], context, m[i] * context});
    torch::Tensor expected = isGated ? torch::Tensor() : m[i] + torch::relu(layer("fuse", joined));
    if (isGated) {
      const torch::Tensor gate = torch::sigmoid(layer("gated_fusion.gate", joined));
      expected = (1 - gate) * m[i] + gate * torch::tanh(layer("gated_fusion.mix", joined));
    }
    QVERIFY((found.states[0][i] - expected).abs().max().item<double>() < 1e-5);
  }
}

void AttentionTest::selfAttentionSkipsItself() {
  torch::manual_seed(6);
  const torch::NoGradGuard noGrad;
  for (const int64_t heads : {1, 2, 4}) {
    nn::SelfAttention attention(8, heads);
    const torch::Tensor states = torch::randn({1, 5, 8});
    const torch::Tensor lengths = torch::tensor({4}, torch::kInt64);
    const auto output = attention(states, nn::sequenceMask(lengths, 5));
    QCOMPARE(output.weights.sizes().vec(), (std::vector<int64_t>{1, heads, 5, 5}));
    QCOMPARE(output.weights.diagonal(0, 2, 3).abs().sum().item<double>(), 0.0);
    QCOMPARE(output.weights.select(3, 4).abs().sum().item<double>(), 0.0);
    QVERIFY((output.weights.sum(-1) - 1).abs().max().item<double>() < 1e-6);
  }
  QVERIFY_EXCEPTION_THROWN(nn::SelfAttention(8, 3), std::invalid_argument);
}

/// Also beside padding, and of a token that is alone.
void AttentionTest::selfAttentionsGradientsAreFiniteDifferences() {
  torch::manual_seed(7);
  nn::SelfAttention attention(4, 2);
  attention->to(torch::kFloat64);
  const torch::Tensor states = torch::randn({2, 4, 4}, torch::kFloat64).requires_grad_(true);
  const torch::Tensor mask = nn::sequenceMask(torch::tensor({4, 1}, torch::kInt64), 4);
  QCOMPARE(attention(states, mask).weights[1].select(1, 0).abs().sum().item<double>(), 0.0);
  const torch::Tensor mix = torch::randn({2, 4, 4}, torch::kFloat64);
  const auto loss = [&] { return (attention(states, mask).states * mix).sum(); };
  loss().backward();
  QVERIFY(torch::allclose(states.grad(), test::finiteDifferences(states, loss), 0, 1e-6));
  for (const auto& parameter : attention->named_parameters()) {
    QVERIFY2(torch::allclose(parameter->grad(), test::finiteDifferences(parameter.value(), loss), 0, 1e-6),
             parameter.key().c_str());
  }
}

void AttentionTest::attentiveLstmSumsItsStates() {
  torch::manual_seed(8);
  const torch::NoGradGuard noGrad;
  nn::AttentiveLstm encoder(3, 4, nn::ScoreKind::General);
  const torch::Tensor input = torch::randn({2, 5, 3});
  const torch::Tensor lengths = torch::tensor({5, 2}, torch::kInt64);
  const auto output = encoder(input, lengths);
  QCOMPARE(output.encoding.sizes().vec(), (std::vector<int64_t>{2, 8}));
  QVERIFY((output.weights.sum(-1) - 1).abs().max().item<double>() < 1e-6);
  QCOMPARE(output.weights[1].narrow(0, 2, 3).abs().sum().item<double>(), 0.0);
  // A sequence of one step attends to that step alone.
  const auto single = encoder(input.narrow(1, 0, 1), torch::tensor({1, 1}, torch::kInt64));
  QVERIFY((single.encoding.narrow(1, 0, 4) - single.encoding.narrow(1, 4, 4)).abs().max().item<double>() <
          1e-6);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::AttentionTest)
#include "tst_attention.moc"
