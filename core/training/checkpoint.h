#pragma once

#include <filesystem>
#include <string>

#include "core/training/training_state.h"

namespace lectern::training {

/// Writes all of a run's state into one file (safetensors), whole or not at all. Throws FileError.
void saveCheckpoint(const TrainingState& state, const std::string& fingerprint,
                    const std::filesystem::path& path);

/// Puts a checkpoint back into a state made for the same reader. Throws FileError; FormatError when the file
/// is broken or is of a run with other options.
void loadCheckpoint(TrainingState& state, const std::string& fingerprint, const std::filesystem::path& path);

}  // namespace lectern::training
