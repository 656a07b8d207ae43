#pragma once

namespace CLI {
class App;
}

namespace lectern::cli {

/// Adds `lectern predict`: answers to a SQuAD file, written as SQuAD's evaluation reads them.
void addPredictCommand(CLI::App& program);

}  // namespace lectern::cli
