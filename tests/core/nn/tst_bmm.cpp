#include <torch/torch.h>

#include <QTest>

#include "core/nn/bmm.h"

namespace lectern {

class BmmTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void multiplies_data();
  void multiplies();
  void takesViews();
  void refusesOtherSizes();
};

/// Whether the product of float32 matrices and its gradients are those that LibTorch computes in float64.
bool agrees(const torch::Tensor& left, const torch::Tensor& right) {
  const auto isNear = [](const torch::Tensor& actual, const torch::Tensor& expected) {
    return torch::allclose(actual.to(torch::kFloat64), expected, 1e-5, 1e-5);
  };
  const torch::Tensor a = left.detach().requires_grad_(true);
  const torch::Tensor b = right.detach().requires_grad_(true);
  const torch::Tensor exactA = left.detach().to(torch::kFloat64).requires_grad_(true);
  const torch::Tensor exactB = right.detach().to(torch::kFloat64).requires_grad_(true);
  const torch::Tensor expected = torch::bmm(exactA, exactB);
  const torch::Tensor mix = torch::randn(expected.sizes());
  (expected * mix).sum().backward();
  (nn::bmm(a, b) * mix).sum().backward();
  const torch::NoGradGuard noGrad;
  return isNear(nn::bmm(a, b), expected) && isNear(a.grad(), exactA.grad()) &&
         isNear(b.grad(), exactB.grad());
}

void BmmTest::multiplies_data() {
  QTest::addColumn<std::vector<int64_t>>("sizes");  // batch, n, k, m
  QTest::newRow("attention") << std::vector<int64_t>{4, 37, 24, 11};
  QTest::newRow("one matrix") << std::vector<int64_t>{1, 80, 33, 80};
  QTest::newRow("one row") << std::vector<int64_t>{3, 1, 17, 5};
  QTest::newRow("one column") << std::vector<int64_t>{3, 5, 17, 1};
  QTest::newRow("one factor") << std::vector<int64_t>{2, 6, 1, 7};
  QTest::newRow("single numbers") << std::vector<int64_t>{2, 1, 1, 1};
  QTest::newRow("no matrix") << std::vector<int64_t>{0, 2, 3, 4};
  QTest::newRow("no factor") << std::vector<int64_t>{2, 3, 0, 4};
}

void BmmTest::multiplies() {
  QFETCH(std::vector<int64_t>, sizes);
  torch::manual_seed(3);
  const int64_t batch = sizes[0], n = sizes[1], k = sizes[2], m = sizes[3];
  QVERIFY(agrees(torch::randn({batch, n, k}), torch::randn({batch, k, m})));
  QVERIFY(agrees(torch::randn({batch, k, n}).transpose(1, 2), torch::randn({batch, m, k}).transpose(1, 2)));
}

void BmmTest::takesViews() {
  torch::manual_seed(4);
  const torch::Tensor right = torch::randn({3, 6, 5});
  QVERIFY(agrees(torch::randn({3, 4, 9}).narrow(2, 2, 6), right));      // rows apart
  QVERIFY(agrees(torch::randn({4, 3, 6}).transpose(0, 1), right));      // matrices between each other
  QVERIFY(agrees(torch::randn({1, 4, 6}).expand({3, 4, 6}), right));    // one matrix many times
  QVERIFY(agrees(torch::randn({3, 1, 6}).expand({3, 4, 6}), right));    // one row many times
  QVERIFY(agrees(torch::randn({3, 4, 12}).slice(2, 0, 12, 2), right));  // every other number
  const torch::Tensor a = torch::randn({3, 4, 6}).requires_grad_(true);
  nn::bmm(a, right).sum().backward();  // whose gradient is one number many times
  QVERIFY(torch::allclose(a.grad(), right.sum(2).unsqueeze(1).expand({3, 4, 6}), 1e-5, 1e-5));
  QVERIFY(
      torch::equal(nn::bmm(torch::ones({1, 2, 2}, torch::kFloat64), torch::ones({1, 2, 2}, torch::kFloat64)),
                   torch::full({1, 2, 2}, 2, torch::kFloat64)));
}

void BmmTest::refusesOtherSizes() {
  const torch::Tensor left = torch::randn({2, 3, 4});
  QVERIFY_EXCEPTION_THROWN(nn::bmm(left, torch::randn({2, 5, 3})), c10::Error);
  QVERIFY_EXCEPTION_THROWN(nn::bmm(left, torch::randn({3, 4, 5})), c10::Error);
  QVERIFY_EXCEPTION_THROWN(nn::bmm(left, torch::randn({4, 5})), c10::Error);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::BmmTest)
#include "tst_bmm.moc"
