#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lectern::training {

/// A number that looks random and depends on all three: the seed of every random draw of a run.
std::uint64_t mixSeed(std::uint64_t seed, std::uint64_t a, std::uint64_t b);

/// The batches of one epoch, each a list of examples of similar length. The examples are shuffled, cut into
/// wide pools, sorted by length within a pool only (sorting a whole epoch hurts), and the batches are
/// shuffled again. A function of its arguments alone. The last batch of a pool may be smaller.
std::vector<std::vector<std::size_t>> epochOrder(std::span<const std::size_t> lengths, std::size_t batchSize,
                                                 std::uint64_t seed, std::uint64_t epoch);

}  // namespace lectern::training
