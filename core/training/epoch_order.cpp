#include "core/training/epoch_order.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace lectern::training {
namespace {

constexpr std::size_t kPoolBatches = 50;

}  // namespace

std::uint64_t mixSeed(std::uint64_t seed, std::uint64_t a, std::uint64_t b) {
  // SplitMix64's finalizer (Steele et al. 2014) over the three numbers.
  std::uint64_t mixed = seed;
  for (const std::uint64_t part : {a, b}) {
    mixed += 0x9E3779B97F4A7C15u + part;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    mixed ^= mixed >> 31;
  }
  return mixed;
}

std::vector<std::vector<std::size_t>> epochOrder(std::span<const std::size_t> lengths, std::size_t batchSize,
                                                 std::uint64_t seed, std::uint64_t epoch) {
  std::mt19937_64 random(mixSeed(seed, epoch, 0));
  std::vector<std::size_t> examples(lengths.size());
  std::iota(examples.begin(), examples.end(), 0);
  std::ranges::shuffle(examples, random);

  std::vector<std::vector<std::size_t>> batches;
  const std::size_t poolSize = kPoolBatches * batchSize;
  for (std::size_t pool = 0; pool < examples.size(); pool += poolSize) {
    const std::size_t poolEnd = std::min(pool + poolSize, examples.size());
    const auto at = [&](std::size_t i) { return examples.begin() + static_cast<std::ptrdiff_t>(i); };
    std::stable_sort(at(pool), at(poolEnd),
                     [&](std::size_t a, std::size_t b) { return lengths[a] < lengths[b]; });
    for (std::size_t begin = pool; begin < poolEnd; begin += batchSize) {
      batches.emplace_back(at(begin), at(std::min(begin + batchSize, poolEnd)));
    }
  }
  std::ranges::shuffle(batches, random);
  return batches;
}

}  // namespace lectern::training
