#include <torch/torch.h>

#include <QTest>
#include <cmath>

#include "core/training/loss.h"

namespace lectern {

class LossTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void normalizesTheWindowsOfAQuestionTogether();
};

/// Two questions, the first with two windows; every span by hand, of two tokens at most.
void LossTest::normalizesTheWindowsOfAQuestionTogether() {
  reader::ReaderNetworkImpl::Output output;
  output.start = torch::tensor({{1.0F, 0.5F}, {3.0F, 0.3F}, {-1.0F, 0.25F}});
  output.end = torch::tensor({{0.2F, 2.0F}, {1.0F, 0.4F}, {0.5F, 1.5F}});
  output.noAnswer = torch::tensor({0.7F, -0.3F, 0.1F});
  training::BatchTargets targets;
  targets.firstWindow = torch::tensor({0, 2}, torch::kInt64);
  targets.windowCount = torch::tensor({2, 1}, torch::kInt64);
  targets.start = torch::tensor({{0.5F, 0.25F}, {0.0F, 0.0F}});
  targets.end = torch::tensor({{0.0F, 0.75F}, {0.0F, 0.0F}});
  targets.noAnswer = torch::tensor({0.25F, 1.0F});

  const auto spans = [](double s0, double s1, double e0, double e1) {
    return std::exp(s0 + e0) + std::exp(s0 + e1) + std::exp(s1 + e1);
  };
  const double none = std::log((std::exp(0.7) + std::exp(-0.3)) / 2);
  const double first = std::log(spans(1, 0.5, 0.2, 2) + spans(3, 0.3, 1, 0.4) + std::exp(none)) -
                       (0.5 * 1 + 0.25 * 0.5 + 0.75 * 2 + 0.25 * none);
  const double second = std::log(spans(-1, 0.25, 0.5, 1.5) + std::exp(0.1)) - 0.1;
  const double loss = training::sharedNormLoss(output, targets, 2).item<double>();
  QVERIFY2(std::abs(loss - (first + second) / 2) < 1e-5, qPrintable(QString::number(loss)));

  // A single token at most: the span over both is out.
  const auto single = [](double s0, double s1, double e0, double e1) {
    return std::exp(s0 + e0) + std::exp(s1 + e1);
  };
  const double shorter = std::log(single(1, 0.5, 0.2, 2) + single(3, 0.3, 1, 0.4) + std::exp(none)) +
                         std::log(single(-1, 0.25, 0.5, 1.5) + std::exp(0.1));
  const double longer = std::log(spans(1, 0.5, 0.2, 2) + spans(3, 0.3, 1, 0.4) + std::exp(none)) +
                        std::log(spans(-1, 0.25, 0.5, 1.5) + std::exp(0.1));
  const double change = loss - training::sharedNormLoss(output, targets, 1).item<double>();
  QVERIFY(std::abs(change - (longer - shorter) / 2) < 1e-5);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::LossTest)
#include "tst_loss.moc"
