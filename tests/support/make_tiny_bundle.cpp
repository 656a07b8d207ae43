#include <exception>
#include <filesystem>
#include <iostream>

#include "core/training/trainer.h"
#include "tests/support/toy_data.h"

/// Trains the toy reader into the folder that is named.
int main(int argc, char** argv) {
  if (argc != 2) return 2;
  namespace fs = std::filesystem;
  const fs::path folder = argv[1];
  const fs::path work = folder.string() + ".work";
  try {
    fs::remove_all(work);
    lectern::training::TrainingOptions options = lectern::test::toyTraining(work);
    options.output = folder;
    lectern::training::TrainingObserver observer;
    const auto result = lectern::training::train(options, observer);
    fs::remove_all(work);
    if (!result.isWritten) return 0;  // it is there
    std::cout << "toy reader: F1 " << result.answerableF1 << '\n';
    return result.answerableF1 > 60 ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 3;
  }
}
