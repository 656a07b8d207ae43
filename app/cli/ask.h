#pragma once

namespace CLI {
class App;
}

namespace lectern::cli {

/// Adds `lectern ask`: questions about documents, answered on the terminal or as JSON.
void addAskCommand(CLI::App& program);

}  // namespace lectern::cli
