#pragma once

#include <CLI/CLI.hpp>

namespace lectern::cli {

/// Writes the help of the program and of its commands.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter();
  std::string make_option_usage(const CLI::Option* option) const override;
};

}  // namespace lectern::cli
