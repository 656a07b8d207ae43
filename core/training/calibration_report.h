#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/evaluation/reliability.h"
#include "core/evaluation/squad_metrics.h"

namespace lectern::reader {
struct ReaderBundle;
}

namespace lectern::training {

/// Figures of a calibrated reader, all from the half of the articles that the calibration has not seen.
struct CalibrationReport {
  /// Figures of some questions at a threshold that suits their mix, which is from the other half.
  struct AtOwnThreshold {
    double threshold = 0;
    evaluation::SquadScores scores;
  };

  bool fitsNoAnswer = true;  ///< whether there was enough to fit it on; else the reader keeps its own
  std::size_t fittedOverParagraphs = 0, fittedOverArticles = 0;  ///< questions of the other half
  evaluation::SquadScores paragraphs;  ///< with "no answer" at the bundle's threshold
  AtOwnThreshold paragraphsAtOwn;      ///< the same questions
  evaluation::SquadScores balanced;    ///< as many answerable as unanswerable ones, at the bundle's threshold
  AtOwnThreshold balancedAtOwn;        ///< the same questions
  evaluation::SquadScores ownParagraph;  ///< answerable questions on their paragraph, nothing blanked
  evaluation::SquadScores wholeArticle;  ///< the same questions on their whole article, nothing blanked
  std::vector<evaluation::ReliabilityBin> paragraphReliability, articleReliability;
};

/// Enters the report in the bundle: its figures, and a section "Calibration" of its model card, which takes
/// the place of an earlier one.
void record(const CalibrationReport& report, const std::string& dataName, reader::ReaderBundle& bundle);

}  // namespace lectern::training
