#pragma once

namespace CLI {
class App;
}

namespace lectern::cli {

/// Adds `lectern evaluate`: the official SQuAD figures of predictions.
void addEvaluateCommand(CLI::App& program);

}  // namespace lectern::cli
