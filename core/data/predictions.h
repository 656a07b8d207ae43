#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace lectern::data {

/// Question id → answer text (UTF-8), as SQuAD's evaluation reads it. Empty text means "no answer".
using Predictions = std::map<std::string, std::string>;
/// Question id → probability, that the passage holds no answer or that the predicted one is right, in the
/// order of the file: the official search for the best threshold goes by it among equal probabilities.
using Probabilities = std::vector<std::pair<std::string, double>>;

/// Readers of these files throw FileError, or FormatError that names the id whose value is of the wrong type
/// or that is used twice.
Predictions readPredictions(const std::filesystem::path& path);
void writePredictions(const Predictions& predictions, const std::filesystem::path& path);
Probabilities readProbabilities(const std::filesystem::path& path);
void writeProbabilities(const Probabilities& probabilities, const std::filesystem::path& path);

}  // namespace lectern::data
