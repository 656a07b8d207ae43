#include "core/training/gradients.h"

#include <vector>

namespace lectern::training {

StepSums computeGradients(torch::nn::Module& network, std::span<const std::size_t> examples,
                          const MeanLoss& meanLoss, WorkerGroup& workers, bool isStopped) {
  std::vector<std::size_t> share;
  for (auto i = static_cast<std::size_t>(workers.rank()); i < examples.size();
       i += static_cast<std::size_t>(workers.size())) {
    share.push_back(examples[i]);
  }
  network.zero_grad();
  torch::Tensor sums = torch::zeros({2});  // loss, requests to stop
  if (!share.empty()) {
    const torch::Tensor loss =
        meanLoss(share) * (static_cast<double>(share.size()) / static_cast<double>(examples.size()));
    loss.backward();
    sums[0] = loss.detach();
  }
  sums[1] = isStopped ? 1 : 0;

  std::vector<torch::Tensor> exchanged{sums};
  for (torch::Tensor& parameter : network.parameters()) {
    if (!parameter.grad().defined()) parameter.mutable_grad() = torch::zeros_like(parameter);
    exchanged.push_back(parameter.grad());
  }
  workers.sum(exchanged);
  return {sums[0].item<double>(), sums[1].item<double>() > 0};
}

}  // namespace lectern::training
