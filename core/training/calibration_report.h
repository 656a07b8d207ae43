#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/evaluation/calibration.h"
#include "core/evaluation/squad_metrics.h"

namespace lectern::reader {
struct ReaderBundle;
}

namespace lectern::training {

/// Figures of a calibrated reader, all from the half of the articles that the calibration has not seen.
struct CalibrationReport {
  std::size_t fitted = 0;                 ///< questions of the other half
  evaluation::SquadScores paragraphs;     ///< with "no answer" at the bundle's threshold
  evaluation::SquadScores balanced;       ///< the same with as many answerable questions as unanswerable ones
  double balancedThreshold = 0;           ///< the one that suits such a mix, from the other half
  evaluation::SquadScores balancedAtOwn;  ///< the same questions at that threshold
  evaluation::SquadScores ownParagraph;   ///< answerable questions on their paragraph, nothing blanked
  evaluation::SquadScores wholeArticle;   ///< the same questions on their whole article, nothing blanked
  std::vector<evaluation::ReliabilityBin> paragraphReliability, articleReliability;
};

/// Enters the report in the bundle: its figures, and a section "Calibration" of its model card, which takes
/// the place of an earlier one.
void record(const CalibrationReport& report, const std::string& dataName, reader::ReaderBundle& bundle);

}  // namespace lectern::training
