#pragma once

#include <filesystem>
#include <string>

#include "core/training/training_state.h"
#include "core/training/worker_group.h"

namespace lectern::training {

/// Writes all of a run's state into one file (safetensors), whole or not at all. Throws FileError.
void saveCheckpoint(const TrainingState& state, const std::string& fingerprint,
                    const std::filesystem::path& path);

/// Puts a checkpoint back into a state made for the same reader. Throws FileError; FormatError when the file
/// is broken or is of a run with other options.
void loadCheckpoint(TrainingState& state, const std::string& fingerprint, const std::filesystem::path& path);

/// Gives every worker the first one's weights, moments and step, so that only the first needs the file.
void shareState(TrainingState& state, WorkerGroup& workers);

}  // namespace lectern::training
