#include "app/cli/model.h"

#include <CLI/CLI.hpp>

#include "app/cli/output.h"
#include "core/answering/predictor.h"
#include "core/reader/reader_bundle.h"

namespace lectern::cli {
namespace {

struct ModelOptions {
  std::string folder;
  bool json = false;
};

std::filesystem::path folderOf(const ModelOptions& options) {
  return options.folder.empty() ? answering::findDefaultBundle() : std::filesystem::path(options.folder);
}

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
  const std::filesystem::path folder = folderOf(options);
  const reader::BundleManifest manifest = reader::ReaderBundle::readManifest(folder);
  nlohmann::ordered_json info = {{"folder", folder.string()},
                                 {"name", manifest.name},
                                 {"version", manifest.version},
                                 {"language", manifest.options.language},
                                 {"noAnswerThreshold", manifest.noAnswerThreshold},
                                 {"options", nlohmann::json(manifest.options)},
                                 {"figures", manifest.figures}};
  if (options.json) {
    print(info.dump(2) + "\n");
    return;
  }
  // Hundreds of characters, some of which change the direction of the terminal's text, tell a person nothing.
  info["options"]["characters"] = std::to_string(manifest.options.characters.size()) + " known";
  print(listing(info, 0));
}

void verify(const ModelOptions& options) {
  const std::filesystem::path folder = folderOf(options);
  reader::ReaderBundle::verify(folder);
  print("The reader in '" + folder.string() + "' is intact.\n");
}

void addFolder(CLI::App& command, ModelOptions& options) {
  command
      .add_option("DIR", options.folder,
                  "Folder of the reader; by default $LECTERN_MODEL, else the one that ships")
      ->type_name("");
}

}  // namespace

void addModelCommand(CLI::App& program) {
  auto options = std::make_shared<ModelOptions>();
  CLI::App& command = *program.add_subcommand("model", "Tell what a reader is, and whether it is intact");
  command.require_subcommand(1);
  command.footer(R"(Examples:
  lectern model info
  lectern model verify models/en)");

  CLI::App& info =
      *command.add_subcommand("info", "Print name, version, language, options and measured figures");
  addFolder(info, *options);
  info.add_flag("--json", options->json, "Print JSON");
  info.footer(R"(Examples:
  lectern model info
  lectern model info models/en --json)");
  info.callback([options] { printInfo(*options); });

  CLI::App& check =
      *command.add_subcommand("verify", "Check every file of a reader against its checksum, and load it");
  addFolder(check, *options);
  check.footer(R"(Examples:
  lectern model verify
  lectern model verify models/en)");
  check.callback([options] { verify(*options); });
}

}  // namespace lectern::cli
