#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/text/range.h"

namespace lectern::data {

/// One gold answer: its words, and where they stand in the context.
struct SquadAnswer {
  std::u16string text;
  text::Range range;  ///< UTF-16 units into the context; the file counts code points
};

struct SquadQuestion {
  std::string id;
  std::u16string question;
  std::vector<SquadAnswer> answers;
  bool isImpossible = false;
};

struct SquadParagraph {
  std::u16string context;
  std::vector<SquadQuestion> questions;
};

struct SquadArticle {
  std::string title;
  std::vector<SquadParagraph> paragraphs;
};

/// A file in the format of SQuAD 1.1 or 2.0 (Rajpurkar et al. 2016, 2018).
struct SquadDataset {
  std::string version;
  std::vector<SquadArticle> articles;

  std::size_t questionCount() const;
};

/// What is wanted of gold answers.
enum class GoldAnswers {
  Placed,  ///< their words and where they stand, to learn from
  Worded,  ///< their words alone, to be compared with; `SquadAnswer::range` is left empty
  Told,    ///< their words, of the questions that have some: others may have no `answers`
  None,    ///< nothing: questions to be answered may have none
};

/// Reads SQuAD JSON; `is_impossible` may be missing (1.1), and so may `version`, `title`, and the `answers`
/// of an impossible question; other keys (`plausible_answers`) are passed over. Throws FileError, or
/// FormatError that names the place ("data[3].paragraphs[0].qas[2].answers[0]") and what was expected there:
/// wrong types, missing keys, an answer that does not stand at its `answer_start`, an id used twice.
SquadDataset readSquad(const std::filesystem::path& path, GoldAnswers gold = GoldAnswers::Placed);

/// Writes SQuAD 2.0 JSON, whole or not at all. Throws FileError.
void writeSquad(const SquadDataset& dataset, const std::filesystem::path& path);

/// Question id → answer text (UTF-8), as SQuAD's evaluation reads it. Empty text means "no answer".
using Predictions = std::map<std::string, std::string>;
/// Question id → probability, that the passage holds no answer or that the predicted one is right, in the
/// order of the file: the official search for the best threshold goes by it among equal probabilities.
using Probabilities = std::vector<std::pair<std::string, double>>;

/// Readers of these files throw FileError, or FormatError that names the id whose value is of the wrong type
/// or that is used twice.
Predictions readPredictions(const std::filesystem::path& path);
void writePredictions(const Predictions& predictions, const std::filesystem::path& path);
Probabilities readProbabilities(const std::filesystem::path& path);
void writeProbabilities(const Probabilities& probabilities, const std::filesystem::path& path);

}  // namespace lectern::data
