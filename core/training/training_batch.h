#pragma once

#include <cstdint>
#include <span>

#include "core/reader/featurizer.h"
#include "core/training/corpus.h"
#include "core/training/loss.h"

namespace lectern::training {

/// What one step learns from.
struct TrainingBatch {
  reader::ReaderBatch input;
  BatchTargets targets;
};

/// Joins examples into a batch. A share `distractorRate` of them also sees another paragraph of its article,
/// of similar length; which ones and which paragraph is a function of `seed`.
TrainingBatch makeTrainingBatch(const Corpus& corpus, std::span<const std::size_t> examples,
                                double distractorRate, std::uint64_t seed);

}  // namespace lectern::training
