#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/text/range.h"

namespace lectern::data {

/// One gold answer: its words, and where they stand in the context.
struct SquadAnswer {
  std::u16string text;
  text::Range range;  ///< UTF-16 units into the context; the file counts code points
};

/// A question of a paragraph; `answers` each stand for all of it.
struct SquadQuestion {
  std::string id;  ///< no other question of the file has it
  std::u16string question;
  std::vector<SquadAnswer> answers;  ///< none: it has no answer there, or they are not read
  bool isImpossible = false;         ///< as the file says it
};

/// A text and what is asked of it.
struct SquadParagraph {
  std::u16string context;
  std::vector<SquadQuestion> questions;
};

/// Paragraphs in their order in the article.
struct SquadArticle {
  std::string title;
  std::vector<SquadParagraph> paragraphs;
};

/// A file in the format of SQuAD 1.1 or 2.0 (Rajpurkar et al. 2016, 2018).
struct SquadDataset {
  std::string version;
  std::vector<SquadArticle> articles;

  /// Those of all articles, in order; as long as these stay.
  std::vector<const SquadParagraph*> paragraphs() const;
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

}  // namespace lectern::data
