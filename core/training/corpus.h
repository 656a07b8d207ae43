#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/data/squad.h"
#include "core/reader/reader_bundle.h"
#include "core/reader/word_table.h"
#include "core/text/range.h"

namespace lectern::training {

/// A question as tokens, and the tokens of its answer.
struct TrainingExample {
  std::size_t passage = 0;
  std::size_t number = 0;  ///< of its question among all of the data
  std::vector<int32_t> question;
  std::int64_t answerBegin = -1;  ///< first token of the answer; -1: the passage holds none
  std::int64_t answerLast = -1;   ///< last token of the answer

  bool hasAnswer() const { return answerBegin >= 0; }
  /// Tokens of the answer; 0 without one.
  std::int64_t answerTokens() const { return hasAnswer() ? answerLast - answerBegin + 1 : 0; }
};

/// A paragraph's words, where they stand, and the passages of its article.
struct TrainingPassage {
  std::vector<int32_t> words;
  std::vector<text::Range> tokens;
  std::size_t paragraph = 0;                     ///< its number among all of the data
  std::size_t articleBegin = 0, articleEnd = 0;  ///< passages of the same article, half open
};

/// The training data as words of one table. Left out, because they cannot be learned: questions without
/// words or too long to be asked, answers longer than the reader gives or past the end of its window.
/// Passages are cut to one window.
struct Corpus {
  /// `maxAnswerTokens`: the longest answer that is kept; the longest that the reader gives where it is not
  /// said.
  Corpus(const std::vector<data::SquadDataset>& datasets, const reader::ReaderBundle& bundle,
         std::optional<int64_t> maxAnswerTokens = {});

  reader::WordTable table;
  std::vector<TrainingPassage> passages;
  std::vector<TrainingExample> examples;
  std::size_t leftOut = 0;
  std::int64_t maxAnswerTokens = 0;
};

}  // namespace lectern::training
