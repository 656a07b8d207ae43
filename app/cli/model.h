#pragma once

namespace CLI {
class App;
}

namespace lectern::cli {

/// Adds `lectern model`: shows, checks and calibrates a reader, and writes its card.
void addModelCommand(CLI::App& program);

}  // namespace lectern::cli
