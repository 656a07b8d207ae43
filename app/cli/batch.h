#pragma once

namespace CLI {
class App;
}

namespace lectern::cli {

/// Adds `lectern batch`: a file of questions in, a file of answers out.
void addBatchCommand(CLI::App& program);

}  // namespace lectern::cli
