#include "tests/support/toy_data.h"

#include <array>
#include <random>
#include <sstream>
#include <string>

#include "core/base/files.h"
#include "core/text/unicode.h"

namespace lectern::test {
namespace {

constexpr std::array kNames = {"Anna", "Karl", "Mary", "John", "Olga",
                               "Hugo", "Ruth", "Paul", "Emma", "Otto"};
constexpr std::array kCities = {"Paris",  "Rome", "Berlin", "Madrid", "London",
                                "Vienna", "Oslo", "Dublin", "Prague"};
constexpr int kVectorSize = 20;

}  // namespace

data::SquadDataset toyDataset(std::size_t paragraphs, std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto draw = [&](std::size_t count) { return static_cast<std::size_t>(random()) % count; };
  data::SquadDataset dataset{"toy", {{"Homes", {}}}};
  for (std::size_t p = 0; p < paragraphs; ++p) {
    data::SquadParagraph paragraph;
    const std::size_t first = draw(kNames.size());
    const std::size_t sentences = 2 + draw(2);
    for (std::size_t s = 0; s < sentences; ++s) {
      const std::u16string name = text::toUtf16(kNames[(first + s) % kNames.size()]);
      const std::u16string city = text::toUtf16(kCities[draw(kCities.size())]);
      paragraph.context += (s > 0 ? u" " : u"") + name + u" lives in ";
      const std::size_t begin = paragraph.context.size();
      paragraph.context += city + u".";
      paragraph.questions.push_back({std::to_string(p) + "-" + std::to_string(s) + "-" + std::to_string(seed),
                                     u"Where does " + name + u" live?",
                                     {{city, {begin, begin + city.size()}}},
                                     false});
    }
    if (draw(3) == 0) {
      const std::u16string absent = text::toUtf16(kNames[(first + sentences) % kNames.size()]);
      paragraph.questions.push_back({std::to_string(p) + "-none-" + std::to_string(seed),
                                     u"Where does " + absent + u" live?",
                                     {},
                                     true});
    }
    dataset.articles[0].paragraphs.push_back(std::move(paragraph));
  }
  return dataset;
}

void writeToyVectors(const std::filesystem::path& path) {
  std::mt19937 random(7);
  std::ostringstream file;
  for (const char* word :
       {"the",  ".",      "in",     "lives",  "live",   "where", "does",   "?",      "who", "what", "paris",
        "rome", "berlin", "madrid", "london", "vienna", "oslo",  "dublin", "prague", "of",  "and",  "made"}) {
    file << word;
    for (int i = 0; i < kVectorSize; ++i) file << ' ' << static_cast<int>(random() % 2001) / 1000.0 - 1.0;
    file << '\n';
  }
  writeFileAtomically(path, file.str());
}

training::TrainingOptions toyTraining(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  data::writeSquad(toyDataset(300, 1), folder / "train.json");
  data::writeSquad(toyDataset(40, 2), folder / "validation.json");
  writeToyVectors(folder / "vectors.txt");
  training::TrainingOptions options;
  options.data = {folder / "train.json"};
  options.validation = folder / "validation.json";
  options.vectors = folder / "vectors.txt";
  options.output = folder / "bundle";
  options.checkpoint = folder / "checkpoint";
  options.name = "toy";
  options.network.hiddenSize = 16;
  options.network.characterFilters = 16;
  options.steps = 250;
  options.batchSize = 16;
  options.learningRate = 5e-3;
  options.warmupSteps = 20;
  options.averageDecay = 0.98;
  options.distractorRate = 0.1;
  options.validateEvery = 250;
  options.checkpointEvery = 50;
  return options;
}

}  // namespace lectern::test
