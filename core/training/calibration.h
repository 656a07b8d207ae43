#pragma once

#include <cstddef>
#include <stop_token>

#include "core/base/progress.h"
#include "core/data/squad.h"
#include "core/training/calibration_report.h"

namespace lectern::reader {
struct ReaderBundle;
}

namespace lectern::training {

/// How much of the data is read for a calibration.
struct CalibrationOptions {
  std::size_t articleQuestions = 620;  ///< of each half, asked over their whole articles
  unsigned threads = 0;                ///< questions read side by side; 0: one a processor core
};

/// Whether both halves of the articles have enough questions with an answer for `calibrate`.
bool canCalibrate(const data::SquadDataset& dataset);

/// Fits the bundle's calibration and its no-answer threshold on the first half of the articles, in the order
/// of their titles, and measures them on the second half. An answer is right when it matches a gold one
/// exactly by SQuAD's rules; where a question has only one, the best answer is fitted as a fifth of a right
/// one when it shares words with it, as another person may have given it. The probability of no answer and
/// its threshold are for a third of questions without one; with less than 20 such questions to fit them on
/// they stay as they are. Throws FormatError when not `canCalibrate`, CancelledError.
CalibrationReport calibrate(reader::ReaderBundle& bundle, const data::SquadDataset& dataset,
                            const CalibrationOptions& options, const std::stop_token& stop = {},
                            const ProgressCallback& progress = {});

}  // namespace lectern::training
