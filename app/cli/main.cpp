#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "app/cli/ask.h"
#include "app/cli/batch.h"
#include "app/cli/evaluate.h"
#include "app/cli/exit_code.h"
#include "app/cli/help.h"
#include "app/cli/interruption.h"
#include "app/cli/model.h"
#include "app/cli/output.h"
#include "app/cli/predict.h"
#include "app/cli/train.h"
#include "core/base/error.h"
#include "core/base/log.h"

namespace lectern::cli {
namespace {

constexpr const char* kFooter = R"(Examples:
  lectern ask book.pdf "Who invented movable type?"
  lectern batch questions.csv --docs book.pdf notes.md --out answers.csv
  lectern predict --data dev.json --predictions predictions.json
  lectern evaluate --data dev.json --predictions predictions.json

"lectern COMMAND --help" describes a command.)";

/// The commands that the parser has come to: "lectern model info".
std::string commandLine(const CLI::App& program) {
  std::string line = "lectern";
  for (const CLI::App* command = &program; !command->get_subcommands().empty();) {
    command = command->get_subcommands().front();
    line.append(" ").append(command->get_name());
  }
  return line;
}

/// What is wrong, and where to read on.
std::string usageMessage(const CLI::App& program, const std::string& reason) {
  return reason + "\n\"" + commandLine(program) + " --help\" tells how it is used.";
}

std::string failureMessage(const CLI::App* program, const CLI::Error& error) {
  std::string reason = error.what();
  if (reason == "A subcommand is required") {
    const std::vector<std::string> unknown = program->remaining(/*recurse=*/true);
    reason = unknown.empty() ? "a command is missing" : "there is no command '" + unknown.front() + "'";
  }
  if (reason == "QUESTIONS is required") reason += ", before --docs, which takes every name behind it";
  return "lectern: " + usageMessage(*program, reason) + "\n";
}

void nameGroups(CLI::App& program) {
  for (CLI::App* command : program.get_subcommands({})) {
    command->group("Commands");
    nameGroups(*command);
  }
}

void addCommands(CLI::App& program) {
  program.description("Reads your documents and answers questions with the exact passage.");
  program.footer(kFooter);
  program.formatter(std::make_shared<HelpFormatter>());
  program.set_version_flag("--version", "lectern " LECTERN_VERSION, "Print the version and exit");
  program.set_help_flag("-h,--help", "Print this help and exit");
  program.require_subcommand(1);
  program.failure_message(failureMessage);
  addAskCommand(program);
  addBatchCommand(program);
  addPredictCommand(program);
  addEvaluateCommand(program);
  addTrainCommand(program);
  addModelCommand(program);
  nameGroups(program);
}

/// "help ask" as "ask --help". What is said, the last of it first, as CLI11 wants it.
std::vector<std::string> argumentsOf(const CLI::App& program, int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  if (!arguments.empty() && arguments.front() == "help") {
    arguments.erase(arguments.begin());
    arguments.emplace_back("--help");
  }
  const bool isName = !arguments.empty() && !arguments.front().starts_with('-');
  const auto isCommand = [&](const CLI::App* command) { return command->get_name() == arguments.front(); };
  if (isName && program.get_subcommands(isCommand).empty()) {
    arguments.resize(1);  // with --help behind it, CLI11 would tell of the program and not what is wrong
  }
  std::ranges::reverse(arguments);
  return arguments;
}

/// What is opened next must not take the number of a standard stream that is closed.
void openStandardStreams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) < 0) ::open("/dev/null", O_RDWR);  // takes the lowest number
  }
}

int run(int argc, char** argv, const Interruption& interruption) {
  CLI::App program;
  addCommands(program);
  program.name("lectern");
  try {
    program.parse(argumentsOf(program, argc, argv));
    return kDone;
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? kDone : kUsage;
  } catch (const UsageError& error) {
    report(usageMessage(program, error.what()));
    return kUsage;
  } catch (const SomeFailed&) {
    return kSomeFailed;
  } catch (const OutputClosed&) {
    return kDone;
  } catch (const CancelledError&) {
    return 128 + interruption.signal();
  } catch (const Error& error) {
    report(error.what());
  } catch (const std::bad_alloc&) {
    report("there is not enough memory for this; give it smaller documents");
  } catch (const std::exception& error) {
    report(std::string("internal error: ") + error.what());
  }
  return kFailed;
}

}  // namespace
}  // namespace lectern::cli

int main(int argc, char** argv) {
  using namespace lectern;
  cli::openStandardStreams();
  setLogSink(cli::report);
  int code = 0, signal = 0;
  {
    const cli::Interruption interruption;
    code = cli::run(argc, argv, interruption);
    signal = interruption.signal();
  }
  // A shell's loop ends with a program that dies of Ctrl-C, not with one that exits.
  if (signal != 0 && code == 128 + signal) ::raise(signal);
  return code;
}
