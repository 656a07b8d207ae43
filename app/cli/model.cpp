#include "app/cli/model.h"

#include <CLI/CLI.hpp>

#include <optional>

#include "app/cli/interruption.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "core/answering/default_bundle.h"
#include "core/answering/predictor.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/squad.h"
#include "core/reader/reader_bundle.h"
#include "core/training/calibration.h"
#include "core/training/model_card.h"

namespace lectern::cli {
namespace {

struct ModelOptions {
  std::string folder;
  bool json = false;
};

/// "  key: value" lines; what is nested is indented deeper.
std::string listing(const nlohmann::ordered_json& values, std::size_t indent = 2) {
  std::string lines;
  for (const auto& [key, value] : values.items()) {
    lines.append(indent, ' ').append(key).append(":");
    if (value.is_object()) {
      lines.append("\n").append(listing(value, indent + 2));
    } else {
      lines.append(" ").append(value.is_string() ? value.get<std::string>() : value.dump()).append("\n");
    }
  }
  return lines;
}

void printInfo(const ModelOptions& options) {
  const std::filesystem::path folder = answering::bundleFolder(options.folder);
  const reader::BundleManifest manifest = reader::ReaderBundle::readManifest(folder);
  nlohmann::ordered_json info = {{"folder", folder.string()},
                                 {"name", manifest.name},
                                 {"version", manifest.version},
                                 {"language", manifest.options.language},
                                 {"noAnswerThreshold", manifest.noAnswerThreshold},
                                 {"options", nlohmann::json(manifest.options)},
                                 {"figures", manifest.figures}};
  if (options.json) {
    print(info.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    return;
  }
  // Hundreds of characters, some of which change the direction of the terminal's text, tell a person nothing.
  info["options"]["characters"] = std::to_string(manifest.options.characters.size()) + " known";
  print(listing(info, 0));
}

void verify(const ModelOptions& options) {
  const std::filesystem::path folder = answering::bundleFolder(options.folder);
  answering::Predictor::load(folder);
  print("The reader in " + quoted(folder) + " is intact.\n");
}

struct CalibrateOptions {
  std::string folder;
  std::string data;
  training::CalibrationOptions reading;
};

void calibrate(const CalibrateOptions& options) {
  const data::SquadDataset dataset = data::readSquad(options.data);
  reader::ReaderBundle bundle = reader::ReaderBundle::load(options.folder);
  reader::ReaderBundle::requireWritable(options.folder);
  std::optional<ProgressBar> bar;
  const auto measured =
      training::calibrate(bundle, dataset, options.reading, stopToken(), [&](const Progress& progress) {
        if (!bar) bar.emplace(progress.total);
        bar->advanceTo(progress.done);
      });
  bar.reset();
  training::record(measured, std::filesystem::path(options.data).filename().string(), bundle);
  bundle.save(options.folder);
  if (!measured.fitsNoAnswer) {
    report(
        "warning: hardly any question has no answer, so that when to say so was not fitted and stays as it "
        "was");
  }
  print("The reader in '" + options.folder + "' is calibrated; its model card has the figures.\n");
}

struct CardOptions {
  std::string folder;
  std::string section;
  std::string file;
};

void writeCard(const CardOptions& options) {
  const std::string text = readFile(options.file);
  reader::ReaderBundle bundle = reader::ReaderBundle::load(options.folder);
  training::setSection(bundle.modelCard, options.section, text);
  bundle.save(options.folder);
  print("The model card of '" + options.folder + "' has the section \"" + options.section + "\".\n");
}

void addFolder(CLI::App& command, ModelOptions& options) {
  command
      .add_option("DIR", options.folder,
                  "Folder of the reader; by default $LECTERN_MODEL, else the one that ships")
      ->type_name("");
}

void addInfo(CLI::App& command) {
  auto options = std::make_shared<ModelOptions>();
  CLI::App& info =
      *command.add_subcommand("info", "Print name, version, language, options and measured figures");
  addFolder(info, *options);
  info.add_flag("--json", options->json, "Print JSON");
  info.footer(R"(Examples:
  lectern model info
  lectern model info models/en --json)");
  info.callback([options] { printInfo(*options); });
}

void addVerify(CLI::App& command) {
  auto options = std::make_shared<ModelOptions>();
  CLI::App& check =
      *command.add_subcommand("verify", "Check every file of a reader against its checksum, and load it");
  addFolder(check, *options);
  check.footer(R"(Examples:
  lectern model verify
  lectern model verify models/en)");
  check.callback([options] { verify(*options); });
}

void addCalibrate(CLI::App& command) {
  auto calibration = std::make_shared<CalibrateOptions>();
  CLI::App& calibrating = *command.add_subcommand(
      "calibrate",
      "Fit a reader's confidence and no-answer threshold; 'train' does it where --validation has 1,000 "
      "questions");
  calibrating.add_option("DIR", calibration->folder, "Folder of the reader, which is changed")
      ->required()
      ->type_name("");
  calibrating
      .add_option("--data", calibration->data,
                  "Questions that it was not trained on, SQuAD 2.0 JSON; one half fits, the other measures: "
                  "40 and more with an answer in each, and 20 without one in the first to fit the threshold")
      ->required()
      ->type_name("FILE");
  calibrating
      .add_option("--article-questions", calibration->reading.articleQuestions,
                  "Questions of each half that are asked over their whole articles")
      ->check(CLI::Range(0, 1'000'000).description(""))
      ->capture_default_str()
      ->type_name("N");
  calibrating.footer(R"(Examples:
  lectern model calibrate runs/en --data dev.json)");
  calibrating.callback([calibration] { calibrate(*calibration); });
}

void addCard(CLI::App& command) {
  auto cardOptions = std::make_shared<CardOptions>();
  CLI::App& card = *command.add_subcommand("card", "Write a section of a reader's model card");
  card.add_option("DIR", cardOptions->folder, "Folder of the reader, which is changed")
      ->required()
      ->type_name("");
  card.add_option("FILE", cardOptions->file, "Markdown of the section, without its heading")
      ->required()
      ->type_name("");
  card.add_option("--section", cardOptions->section, "Heading of the section; an earlier one is replaced")
      ->required()
      ->type_name("TITLE");
  card.footer(R"(Examples:
  lectern model card models/en --section Limits limits.md)");
  card.callback([cardOptions] { writeCard(*cardOptions); });
}

}  // namespace

void addModelCommand(CLI::App& program) {
  CLI::App& command = *program.add_subcommand("model", "Show, check, calibrate or describe a reader");
  command.require_subcommand(1);
  command.footer(R"(Examples:
  lectern model info
  lectern model verify models/en
  lectern model calibrate runs/en --data dev.json
  lectern model card models/en --section Limits limits.md)");

  addInfo(command);
  addVerify(command);
  addCalibrate(command);
  addCard(command);
}

}  // namespace lectern::cli
