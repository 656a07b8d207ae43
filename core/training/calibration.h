#pragma once

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/data/squad.h"
#include "core/evaluation/calibration.h"
#include "core/evaluation/squad_metrics.h"

namespace lectern::reader {
struct ReaderBundle;
}

namespace lectern::training {

/// How much of the data is read for a calibration.
struct CalibrationOptions {
  std::size_t articleQuestions = 500;  ///< of each half, asked over their whole articles
  unsigned threads = 0;                ///< questions read side by side; 0: one a processor core
};

/// Figures of a calibrated reader, all from the half of the articles that the calibration has not seen.
struct CalibrationReport {
  std::size_t fitted = 0;                ///< questions of the other half
  evaluation::SquadScores paragraphs;    ///< with "no answer" at the bundle's threshold
  evaluation::SquadScores balanced;      ///< the same with as many answerable questions as unanswerable ones
  evaluation::SquadScores ownParagraph;  ///< answerable questions on their paragraph, nothing blanked
  evaluation::SquadScores wholeArticle;  ///< the same questions on their whole article, nothing blanked
  std::vector<evaluation::ReliabilityBin> paragraphReliability, articleReliability;
};

/// Fits the bundle's calibration and its no-answer threshold on the first half of the articles, in the order
/// of their titles, and measures them on the second half. An answer is right when it matches a gold one
/// exactly by SQuAD's rules. Throws FormatError when there are too few questions, CancelledError.
CalibrationReport calibrate(reader::ReaderBundle& bundle, const data::SquadDataset& dataset,
                            const CalibrationOptions& options, const std::stop_token& stop = {},
                            const ProgressCallback& progress = {});

/// Enters the report in the bundle: its figures, and a section "Calibration" of its model card, which takes
/// the place of an earlier one.
void record(const CalibrationReport& report, const std::string& dataName, reader::ReaderBundle& bundle);

}  // namespace lectern::training
