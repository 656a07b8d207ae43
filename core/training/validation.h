#pragma once

#include <stop_token>

#include "core/data/squad.h"
#include "core/evaluation/squad_metrics.h"
#include "core/reader/reader_bundle.h"

namespace lectern::training {

/// An evenly drawn part of a dataset with about `count` questions; all of it for 0.
data::SquadDataset sample(const data::SquadDataset& dataset, std::size_t count);

/// Answers every question of `dataset` with the network as it stands and scores the answers, best thresholds
/// included; one that cannot be asked is not answered. Runs on the calling thread alone. Throws
/// CancelledError.
evaluation::SquadScores validate(const reader::ReaderBundle& bundle, const data::SquadDataset& dataset,
                                 std::stop_token stop);

}  // namespace lectern::training
