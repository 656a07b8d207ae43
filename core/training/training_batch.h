#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include "core/reader/featurizer.h"
#include "core/training/corpus.h"
#include "core/training/loss.h"
#include "core/training/teacher.h"

namespace lectern::training {

/// What one step learns from.
struct TrainingBatch {
  reader::ReaderBatch input;
  BatchTargets targets;
};

/// How the text of a batch is drawn.
struct BatchOptions {
  double distractorRate = 0;  ///< share of questions that also see another paragraph of their article
  std::size_t maxTokens = std::numeric_limits<std::size_t>::max();  ///< of a passage
  const TeacherAnswers* teacher = nullptr;  ///< what teachers say of the corpus's examples; null: none
  double teacherShare = 0;  ///< of the targets that are the teacher's, the rest the gold answer's
  std::uint64_t seed = 0;
};

/// Joins examples into a batch. A distractor is of similar length; a passage that is too long is cut at
/// random around its answer, a distractor behind its first tokens. A teacher counts where it sees the answer
/// in what is left. What is drawn is a function of the seed and the example alone.
TrainingBatch makeTrainingBatch(const Corpus& corpus, std::span<const std::size_t> examples,
                                const BatchOptions& options);

}  // namespace lectern::training
