#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/answering/predictor.h"
#include "core/documents/document.h"

namespace CLI {
class App;
}

namespace lectern::cli {

/// Adds `--model DIR`, which `loadPredictor` takes; empty stands for the default reader.
void addModelOption(CLI::App& command, std::string& folder);

/// Adds `--no-answer-threshold P`, above which probability a question counts as having no answer.
void addNoAnswerThresholdOption(CLI::App& command, std::optional<double>& threshold);

/// Adds `--passages N`, how many passages are read at most for a question.
void addPassagesOption(CLI::App& command, std::size_t& passages);

/// The reader in `folder`, or the default one. Throws FileError, ModelError.
answering::Predictor loadPredictor(const std::string& folder);

/// Documents that could be read.
struct OpenedDocuments {
  std::vector<documents::Document> documents;
  bool someFailed = false;  ///< some could not; they are reported
};

/// Opens every document, and reports those that cannot be. Throws what was wrong with the last when none can
/// be opened; CancelledError.
OpenedDocuments openDocuments(const std::vector<std::string>& paths);

}  // namespace lectern::cli
