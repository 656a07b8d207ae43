#include "core/reader/reader_bundle.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/reader/safetensors.h"
#include "core/reader/sha256.h"
#include "core/text/tokenizer.h"

namespace lectern::reader {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view kFormat = "lectern-reader";
constexpr int kFormatVersion = 1;
constexpr int kDeepest = 16;  // objects and arrays in each other in the manifest
constexpr const char* kManifest = "bundle.json";
constexpr const char* kWeights = "weights.safetensors";
constexpr const char* kEmbeddings = "embeddings.safetensors";
constexpr const char* kVocabulary = "vocabulary.txt";
constexpr const char* kModelCard = "MODEL_CARD.md";
constexpr const char* kRepair = "; install the reader again";
constexpr const char* kOtherAge = "; take the reader that comes with this program";

[[noreturn]] void fail(const fs::path& file, const std::string& what, const char* advice = kRepair) {
  throw ModelError("reader bundle " + quoted(file) + ": " + what + advice);
}

Json manifestToJson(const BundleManifest& manifest) {
  return {{"format", kFormat},
          {"formatVersion", kFormatVersion},
          {"name", manifest.name},
          {"version", manifest.version},
          {"language", manifest.options.language},
          {"tokenizer", {{"version", text::kTokenizerVersion}}},
          {"options", manifest.options},
          {"noAnswerThreshold", manifest.noAnswerThreshold},
          {"calibration",
           {{"confidence", manifest.calibration.confidence}, {"noAnswer", manifest.calibration.noAnswer}}},
          {"figures", manifest.figures},
          {"sha256", manifest.sha256}};
}

BundleManifest manifestFromJson(const Json& json, const fs::path& file) {
  if (json.at("format").get<std::string>() != kFormat) fail(file, "is not a Lectern reader");
  const int version = json.at("formatVersion").get<int>();
  if (version != kFormatVersion) {
    fail(file,
         "has format version " + std::to_string(version) + ", this program reads version " +
             std::to_string(kFormatVersion),
         kOtherAge);
  }
  const int tokenizer = json.at("tokenizer").at("version").get<int>();
  if (tokenizer != text::kTokenizerVersion) {
    fail(file,
         "was trained with tokenizer version " + std::to_string(tokenizer) + ", this program has version " +
             std::to_string(text::kTokenizerVersion),
         kOtherAge);
  }
  BundleManifest manifest;
  json.at("name").get_to(manifest.name);
  json.at("version").get_to(manifest.version);
  json.at("options").get_to(manifest.options);
  json.at("noAnswerThreshold").get_to(manifest.noAnswerThreshold);
  if (!(manifest.noAnswerThreshold >= 0 && manifest.noAnswerThreshold <= 1))
    fail(file, "has a threshold for no answer that is no probability");
  json.at("calibration").at("confidence").get_to(manifest.calibration.confidence);
  json.at("calibration").at("noAnswer").get_to(manifest.calibration.noAnswer);
  manifest.figures = json.at("figures");
  json.at("sha256").get_to(manifest.sha256);
  return manifest;
}

/// A file of the bundle, its checksum compared with the manifest's.
std::string readChecked(const fs::path& folder, const char* name, const BundleManifest& manifest) {
  const auto expected = manifest.sha256.find(name);
  if (expected == manifest.sha256.end()) fail(folder / kManifest, std::string("has no checksum of ") + name);
  std::string content = readFile(folder / name);
  if (sha256(content) != expected->second)
    fail(folder / name, "is damaged or altered (its checksum differs)");
  return content;
}

QuantizedVectors readVectors(const fs::path& folder, const BundleManifest& manifest, int64_t vocabularySize) {
  const fs::path path = folder / kEmbeddings;
  const auto file = Safetensors::fromBytes(readChecked(folder, kEmbeddings, manifest), path.string());
  const auto tensor = [&](const char* name, torch::ScalarType type, std::vector<int64_t> shape) {
    const auto found = file.tensors.find(name);
    if (found == file.tensors.end()) fail(path, std::string("has no tensor '") + name + "'");
    if (found->second.scalar_type() != type || found->second.sizes() != torch::IntArrayRef(shape)) {
      fail(path, std::string("tensor '") + name + "' does not fit the vocabulary and the options");
    }
    return found->second;
  };
  const int64_t words = vocabularySize - manifest.options.trainedWords;
  if (words < 1) fail(folder / kVocabulary, "holds fewer words than the options say");
  return {tensor("values", torch::kInt8, {words, manifest.options.wordSize}),
          tensor("scales", torch::kFloat32, {words})};
}

/// The weights that a network of these options has at least: a file of others that says more than it holds
/// must not take all memory.
int64_t leastWeights(const ReaderOptions& options) {
  const auto characters = static_cast<int64_t>(options.characters.size());
  const int64_t word = options.wordSize + options.characterFilters;
  return (options.trainedWords + options.questionWords + options.alignedSize) * options.wordSize +
         options.characterSize * (characters + options.characterFilters * options.characterWidth) +
         options.highwayLayers * 2 * word * word + 2 * 4 * options.hiddenSize * options.hiddenSize;
}

Safetensors readWeights(const fs::path& folder, const BundleManifest& manifest) {
  const fs::path path = folder / kWeights;
  Safetensors file = Safetensors::fromBytes(readChecked(folder, kWeights, manifest), path.string());
  int64_t count = 0;
  for (const auto& [name, tensor] : file.tensors) count += tensor.numel();
  if (count < leastWeights(manifest.options)) fail(path, "holds fewer weights than the options need");
  return file;
}

void enterWeights(const Safetensors& file, const fs::path& path, ReaderNetwork& network) {
  const torch::NoGradGuard noGrad;
  std::size_t known = 0;
  for (auto& parameter : network->named_parameters()) {
    const auto found = file.tensors.find(parameter.key());
    if (found == file.tensors.end()) fail(path, "has no tensor '" + parameter.key() + "'");
    if (found->second.scalar_type() != torch::kFloat32 ||
        found->second.sizes() != parameter.value().sizes()) {
      fail(path, "tensor '" + parameter.key() + "' does not fit the options");
    }
    parameter.value().copy_(found->second);
    ++known;
  }
  if (known != file.tensors.size()) fail(path, "holds tensors that this reader does not have");
}

}  // namespace

std::string BundleManifest::networkId() const {
  std::string id = nlohmann::json(options).dump();
  for (const auto& [file, sum] : sha256) {
    if (file != kModelCard) id += ' ' + sum;
  }
  return reader::sha256(id);
}

BundleManifest ReaderBundle::readManifest(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored))
    throw FileError(quoted(folder) + " is not the folder of a reader bundle");
  const fs::path path = folder / kManifest;
  const std::string content = readFile(path);
  try {
    // Copies of what is nested deeply would take all of the stack.
    const auto watchDepth = [&](int depth, Json::parse_event_t, const Json&) {
      if (depth > kDeepest) fail(path, "is nested too deeply");
      return true;
    };
    return manifestFromJson(Json::parse(content, watchDepth), path);
  } catch (const Json::exception& error) {
    fail(path, std::string("is not as expected: ") + error.what());
  } catch (const std::invalid_argument& error) {
    fail(path, error.what());
  }
}

ReaderBundle ReaderBundle::load(const fs::path& folder) {
  ReaderBundle bundle;
  bundle.manifest = readManifest(folder);
  try {
    bundle.vocabulary = std::make_shared<Vocabulary>(Vocabulary::fromText(
        readChecked(folder, kVocabulary, bundle.manifest), (folder / kVocabulary).string()));
    bundle.vectors = readVectors(folder, bundle.manifest, bundle.vocabulary->size());
    bundle.modelCard = readChecked(folder, kModelCard, bundle.manifest);
    const Safetensors weights = readWeights(folder, bundle.manifest);
    bundle.network = ReaderNetwork(bundle.manifest.options, bundle.vectors);
    enterWeights(weights, folder / kWeights, bundle.network);
  } catch (const FormatError& error) {
    throw ModelError(std::string("reader bundle: ") + error.what() + kRepair);
  } catch (const c10::Error& error) {
    fail(folder, "cannot be loaded by LibTorch: " + error.msg());
  }
  bundle.network->eval();
  return bundle;
}

void ReaderBundle::requireWritable(const fs::path& folder) {
  fs::path first = fs::absolute(folder) / kManifest;  // of what is to be made
  std::error_code ignored;
  while (first.has_relative_path() && !fs::exists(first.parent_path(), ignored)) first = first.parent_path();
  lectern::requireWritable(first);
}

void ReaderBundle::save(const fs::path& folder) {
  makeFolder(folder);
  Safetensors weights;
  for (const auto& parameter : network->named_parameters())
    weights.tensors[parameter.key()] = parameter.value();
  Safetensors embeddings;
  embeddings.tensors = {{"values", vectors.values}, {"scales", vectors.scales}};

  manifest.sha256.clear();
  // A full disk is met before any file is replaced: one that does not fit the manifest could not be loaded.
  std::vector<StagedFile> staged;
  const auto write = [&](const char* name, const std::string& content) {
    manifest.sha256[name] = sha256(content);
    // Unchanged files are not written again.
    if (!fs::exists(folder / name) || readFile(folder / name) != content)
      staged.emplace_back(folder / name, content);
  };
  write(kWeights, weights.toBytes());
  write(kEmbeddings, embeddings.toBytes());
  write(kVocabulary, vocabulary->toText());
  write(kModelCard, modelCard);
  staged.emplace_back(folder / kManifest,
                      manifestToJson(manifest).dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
  for (StagedFile& file : staged) file.place();
}

}  // namespace lectern::reader
