#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "core/training/corpus.h"

namespace lectern::training {

/// The question with one of its names or numbers that stand in the paragraph exchanged for another of the
/// same kind, so that the paragraph no longer answers it: "… in 1985" becomes "… in 1990". Most new
/// words come from another paragraph of the article. The answer's own words are left alone. Empty when there
/// is nothing to exchange. After the altered questions of Jia and Liang (2017).
std::vector<int32_t> alteredQuestion(const Corpus& corpus, const TrainingExample& example,
                                     std::mt19937_64& random);

}  // namespace lectern::training
