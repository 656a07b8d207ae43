#include "app/cli/reading.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <set>

#include "app/cli/interruption.h"
#include "app/cli/output.h"
#include "app/loaders.h"
#include "core/answering/default_bundle.h"
#include "core/base/error.h"
#include "core/base/files.h"

namespace lectern::cli {

void addModelOption(CLI::App& command, std::string& folder) {
  command
      .add_option("--model", folder,
                  "Folder of the reader; by default $LECTERN_MODEL, else the one that ships")
      ->type_name("DIR");
}

void addNoAnswerThresholdOption(CLI::App& command, std::optional<double>& threshold) {
  command
      .add_option(
          "--no-answer-threshold", threshold,
          "Say that there is no answer when that is more probable than this, 0 to 1; by default the reader's "
          "own, which 'model info' tells")
      ->check([](const std::string& value) {
        // CLI::Range takes "nan" for a number within.
        const bool isWithin = std::atof(value.c_str()) >= 0 && std::atof(value.c_str()) <= 1;
        return isWithin ? std::string() : "'" + value + "' is not in 0 to 1";
      })
      ->type_name("P");
}

void addPassagesOption(CLI::App& command, std::size_t& passages) {
  command
      .add_option("--passages", passages,
                  "Passages of up to 400 words and marks to read at most for a question: those that match it "
                  "best, or all where no word of it stands in them; 0: all")
      ->capture_default_str()
      ->check(CLI::Range(0, 1'000'000).description(""))
      ->type_name("N");
}

answering::Predictor loadPredictor(const std::string& folder) {
  return answering::Predictor::load(answering::bundleFolder(folder));
}

OpenedDocuments openDocuments(const std::vector<std::string>& paths) {
  const documents::LoaderRegistry loaders = app::makeLoaders();
  OpenedDocuments opened;
  std::vector<std::string> distinct;  // one may be named twice
  std::set<std::filesystem::path> named;
  for (const std::string& path : paths) {
    if (named.insert(resolvedPath(path)).second) distinct.push_back(path);
  }
  for (const std::string& path : distinct) {
    try {
      opened.documents.push_back(loaders.load(path, stopToken()));
    } catch (const CancelledError&) {
      throw;
    } catch (const Error& error) {
      const bool isLast = &path == &distinct.back();
      if (isLast && opened.documents.empty()) throw;
      report(error.what());
      opened.someFailed = true;
    }
  }
  return opened;
}

}  // namespace lectern::cli
