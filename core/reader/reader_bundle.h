#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/reader/embeddings.h"
#include "core/reader/network.h"
#include "core/reader/options.h"
#include "core/reader/vocabulary.h"

namespace lectern::reader {

/// Weights of the logistic regressions that make probabilities of the reader's scores; answering knows their
/// features. Empty: the reader's own probabilities stand.
struct Calibration {
  std::vector<double> confidence;  ///< that an answer is right
  std::vector<double> noAnswer;    ///< that the text holds no answer
};

/// What `bundle.json` says of a reader.
struct BundleManifest {
  std::string name;     ///< "en"
  std::string version;  ///< of this reader, "1.0"
  ReaderOptions options;
  double noAnswerThreshold = 0.5;  ///< "no answer" when its probability is above
  Calibration calibration;
  nlohmann::json figures = nlohmann::json::object();  ///< measured figures, by the set they are from
  std::map<std::string, std::string> sha256;          ///< of every other file, by its name

  /// SHA-256 of what the network says depends on: not of the card, figures and calibration, which are made of
  /// it.
  std::string networkId() const;
};

/// A trained reader as a folder: `bundle.json`, `weights.safetensors`, `embeddings.safetensors`,
/// `vocabulary.txt`, `MODEL_CARD.md`. Nothing in it is code. Copies share the network.
struct ReaderBundle {
  BundleManifest manifest;
  std::shared_ptr<const Vocabulary> vocabulary;
  QuantizedVectors vectors;
  ReaderNetwork network{nullptr};
  std::string modelCard;

  /// Loads a bundle, the network ready to answer. Throws FileError for a file that is not there, ModelError
  /// that names the file for one that is broken, altered, or of another version.
  static ReaderBundle load(const std::filesystem::path& folder);

  /// Reads `bundle.json` alone. Throws FileError, ModelError.
  static BundleManifest readManifest(const std::filesystem::path& folder);

  /// Throws FileError where a bundle could not be written into the folder, or that not be made, before work
  /// is done in vain.
  static void requireWritable(const std::filesystem::path& folder);

  /// Writes the bundle, `bundle.json` last, and enters the checksums in `manifest`. Throws FileError.
  void save(const std::filesystem::path& folder);
};

}  // namespace lectern::reader
