#include <torch/torch.h>

#include <QTest>
#include <cmath>

#include "core/nn/char_cnn.h"
#include "core/nn/masked.h"
#include "core/nn/span_head.h"
#include "tests/core/nn/finite_differences.h"

namespace lectern {

class SpanHeadTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sumsAllSpans();
  void passesOverPadding_data();
  void passesOverPadding();
  void charCnnIsTheMaximumOverTheWord_data();
  void charCnnIsTheMaximumOverTheWord();
  void charCnnGradientsAreFiniteDifferences();
};

void SpanHeadTest::sumsAllSpans() {
  torch::manual_seed(1);
  const torch::Tensor start = torch::randn({2, 6});
  const torch::Tensor end = torch::randn({2, 6});
  for (const int64_t longest : {1, 3, 6, 17}) {
    const torch::Tensor sums = nn::spanLogSumExp(start, end, longest);
    for (int64_t b = 0; b < 2; ++b) {
      double sum = 0;
      for (int64_t i = 0; i < 6; ++i) {
        for (int64_t j = i; j < std::min<int64_t>(i + longest, 6); ++j) {
          sum += std::exp(start[b][i].item<double>() + end[b][j].item<double>());
        }
      }
      QVERIFY(std::abs(sums[b].item<double>() - std::log(sum)) < 1e-5);
    }
  }
}

void SpanHeadTest::passesOverPadding_data() {
  QTest::addColumn<int>("lstms");
  QTest::addColumn<int>("support");
  for (const int lstms : {0, 1, 2}) QTest::addRow("%d LSTMs", lstms) << lstms << 0;
  QTest::addRow("with support") << 1 << 3;
}

void SpanHeadTest::passesOverPadding() {
  QFETCH(const int, lstms);
  QFETCH(const int, support);
  torch::manual_seed(2);
  const torch::NoGradGuard noGrad;
  nn::SpanHead head(nn::SpanHeadOptions{6, 4, support, lstms});
  head->eval();
  const torch::Tensor states = torch::randn({1, 5, 6});
  const torch::Tensor lengths = torch::tensor({5}, torch::kInt64);
  const torch::Tensor passage = torch::randn({1, 5, 6});
  const torch::Tensor question = torch::randn({1, 3, 6});
  const torch::Tensor scores = torch::matmul(passage, question.transpose(1, 2));
  const auto more = [](const torch::Tensor& sequence, int64_t time) {
    return torch::cat({sequence, torch::full({1, time, sequence.size(2)}, 30.0)}, 1);
  };
  const auto mask = [](int64_t valid, int64_t size) {
    return nn::sequenceMask(torch::tensor({valid}, torch::kInt64), size);
  };
  const auto plain = head(states, lengths, nn::Sides{passage, mask(5, 5), question, mask(3, 3), scores}, 0.0);
  const torch::Tensor wideScores = torch::cat({more(scores, 4), torch::full({1, 9, 2}, 30.0)}, 2);
  const auto padded =
      head(more(states, 4), lengths,
           nn::Sides{more(passage, 4), mask(5, 9), more(question, 2), mask(3, 5), wideScores}, 0.0);
  QVERIFY((plain.start - padded.start.narrow(1, 0, 5)).abs().max().item<double>() < 1e-5);
  QVERIFY((plain.end - padded.end.narrow(1, 0, 5)).abs().max().item<double>() < 1e-5);
  QVERIFY((plain.noAnswer - padded.noAnswer).abs().max().item<double>() < 1e-5);
  QVERIFY((padded.start.narrow(1, 5, 4) == nn::kMasked).all().item<bool>());
}

void SpanHeadTest::charCnnIsTheMaximumOverTheWord_data() {
  QTest::addColumn<bool>("learns");
  QTest::newRow("answering") << false;
  QTest::newRow("learning") << true;
}

void SpanHeadTest::charCnnIsTheMaximumOverTheWord() {
  QFETCH(bool, learns);
  const torch::AutoGradMode mode(learns);
  torch::manual_seed(3);
  nn::CharCnn cnn(nn::CharCnnOptions{10, 3, 4, 5});
  const torch::Tensor word = torch::tensor({{3, 7, 2}}, torch::kInt64);
  const torch::Tensor padded = torch::tensor({{3, 7, 2, 0, 0, 0}}, torch::kInt64);
  QVERIFY((cnn(word) - cnn(padded)).abs().max().item<double>() < 1e-6);

  const auto weights = cnn->named_parameters();
  const torch::Tensor letters = weights["embedding.weight"];
  const torch::Tensor filters = weights["filters.weight"].view({4, 3, 5});  // unfold puts the window last
  for (int64_t filter = 0; filter < 4; ++filter) {
    double best = 0;  // the ReLU
    for (int64_t centre = 0; centre < 3; ++centre) {
      double sum = weights["filters.bias"][filter].item<double>();
      for (int64_t k = 0; k < 5; ++k) {
        const int64_t at = centre + k - 2;
        if (at < 0 || at > 2) continue;
        sum += (filters[filter].select(1, k) * letters[word[0][at].item<int64_t>()]).sum().item<double>();
      }
      best = std::max(best, sum);
    }
    QVERIFY(std::abs(cnn(word)[0][filter].item<double>() - best) < 1e-5);
  }
  QCOMPARE(cnn(torch::zeros({1, 3}, torch::kInt64)).abs().sum().item<double>(), 0.0);
  QVERIFY(torch::equal(cnn(torch::tensor({{0, 0, 0}, {3, 7, 2}}, torch::kInt64)).select(0, 1), cnn(word)[0]));
}

void SpanHeadTest::charCnnGradientsAreFiniteDifferences() {
  torch::manual_seed(4);
  nn::CharCnn cnn(nn::CharCnnOptions{10, 3, 4, 5});
  cnn->to(torch::kFloat64);
  const torch::Tensor words =
      torch::tensor({{3, 7, 2, 9, 1}, {4, 8, 0, 0, 0}, {0, 0, 0, 0, 0}}, torch::kInt64);
  const torch::Tensor mix = torch::randn({3, 4}, torch::kFloat64);
  const auto loss = [&] { return (cnn(words) * mix).sum(); };
  loss().backward();
  for (const auto& parameter : cnn->named_parameters()) {
    torch::Tensor expected = test::finiteDifferences(parameter.value(), loss);
    if (parameter.key() == "embedding.weight") expected[0] = 0;  // padding is not learned
    QVERIFY2(torch::allclose(parameter->grad(), expected, 0, 1e-6), parameter.key().c_str());
  }
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::SpanHeadTest)
#include "tst_span_head.moc"
