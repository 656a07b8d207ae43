#include "app/cli/help.h"

namespace lectern::cli {

HelpFormatter::HelpFormatter() {
  label("Positionals", "Arguments");
  label("SUBCOMMAND", "COMMAND");
  label("REQUIRED", "(required)");
  column_width(34);
}

std::string HelpFormatter::make_option_usage(const CLI::Option* option) const {
  // "DOC... QUESTION" is one list for the parser, because a list of documents would take the question too.
  const std::string& text = option->get_option_text();
  return text.empty() ? Formatter::make_option_usage(option) : make_option_name(option, true) + text;
}

}  // namespace lectern::cli
