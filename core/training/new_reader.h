#pragma once

#include <vector>

#include "core/data/squad.h"
#include "core/reader/reader_bundle.h"
#include "core/training/training_options.h"

namespace lectern::training {

/// A reader that has learned nothing: its vocabulary, its vectors as they will ship, its alphabet and row
/// counts in the options, and a network drawn from torch's generator.
///
/// Frequent words of the data that the vectors lack get a trained row, and so do the number shapes; the most
/// frequent words of the questions come next, then the rest of the vectors.
reader::ReaderBundle makeReader(const std::vector<data::SquadDataset>& datasets,
                                const TrainingOptions& options);

}  // namespace lectern::training
