#pragma once

namespace CLI {
class App;
}

namespace lectern::cli {

/// Adds `lectern train`: a reader trained from SQuAD JSON and GloVe vectors.
void addTrainCommand(CLI::App& program);

}  // namespace lectern::cli
