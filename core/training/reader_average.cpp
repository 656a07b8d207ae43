#include "core/training/reader_average.h"

#include "core/base/error.h"

namespace lectern::training {

reader::ReaderBundle averageOf(const std::vector<std::filesystem::path>& bundles) {
  const torch::NoGradGuard noGradients;
  reader::ReaderBundle average = reader::ReaderBundle::load(bundles.front());
  const std::vector<torch::Tensor> sums = average.network->parameters();
  for (std::size_t i = 1; i < bundles.size(); ++i) {
    const reader::ReaderBundle other = reader::ReaderBundle::load(bundles[i]);
    const bool isAlike = other.manifest.options == average.manifest.options &&
                         other.vocabulary->toText() == average.vocabulary->toText() &&
                         torch::equal(other.vectors.values, average.vectors.values) &&
                         torch::equal(other.vectors.scales, average.vectors.scales);
    if (!isAlike) {
      throw FormatError("'" + bundles[i].string() + "' cannot be averaged with '" + bundles.front().string() +
                        "': its words or sizes are others");
    }
    const std::vector<torch::Tensor> weights = other.network->parameters();
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k].add_(weights[k]);
  }
  for (const torch::Tensor& sum : sums) sum.div_(static_cast<double>(bundles.size()));
  return average;
}

}  // namespace lectern::training
