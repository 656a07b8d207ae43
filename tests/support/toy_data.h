#pragma once

#include <cstdint>
#include <filesystem>

#include "core/data/squad.h"
#include "core/training/training_options.h"

namespace lectern::test {

/// Paragraphs such as "Anna lives in Paris. Karl lives in Rome." with questions such as "Where does Karl
/// live?", a part of them without an answer: what a small reader learns in seconds.
data::SquadDataset toyDataset(std::size_t paragraphs, std::uint32_t seed);

/// Writes word vectors for the words of the toy data, as GloVe text.
void writeToyVectors(const std::filesystem::path& path);

/// Writes toy data into `folder` and gives the options of a run that learns it.
training::TrainingOptions toyTraining(const std::filesystem::path& folder);

}  // namespace lectern::test
