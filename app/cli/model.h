#pragma once

namespace CLI {
class App;
}

namespace lectern::cli {

/// Adds `lectern model`: what a reader is, and whether it is intact.
void addModelCommand(CLI::App& program);

}  // namespace lectern::cli
