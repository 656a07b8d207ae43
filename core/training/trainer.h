#pragma once

#include <cstdint>
#include <stop_token>
#include <string>

#include "core/evaluation/squad_metrics.h"
#include "core/training/training_options.h"

namespace lectern::training {

/// Where a run is, told now and then.
struct TrainingProgress {
  std::int64_t step = 0, steps = 0;
  double loss = 0;               ///< mean since the last report
  double learningRate = 0;       ///< of the last step
  double examplesPerSecond = 0;  ///< since the last report
  double secondsLeft = 0;        ///< estimate for the rest of the run
};

/// Watches a run, from the thread that trains; as it is, it ignores what it sees.
class TrainingObserver {
 public:
  virtual ~TrainingObserver() = default;
  /// A line for a person: what was read, what is resumed.
  virtual void onMessage(const std::string& /*message*/) {}
  virtual void onProgress(const TrainingProgress& /*progress*/) {}
  virtual void onValidation(std::int64_t /*step*/, const evaluation::SquadScores& /*scores*/,
                            bool /*isBest*/) {}
};

/// What came of a run.
struct TrainingResult {
  std::int64_t steps = 0;     ///< done
  std::int64_t bestStep = 0;  ///< whose average is in the bundle
  bool isWritten = false;     ///< false where the bundle was there already
  double f1 = 0;              ///< of what was written, over all validation questions, at the best threshold
  double answerableF1 = 0;    ///< the same, without blanking
};

/// Trains a reader and writes its bundle. A run whose checkpoint file is there goes on from it and ends with
/// the same weights, bit for bit, as one that was never stopped (same processor, libraries and number of
/// workers); one that had come to its end leaves its bundle as it is, which may have been calibrated since.
/// The log (JSONL) stands beside the checkpoint with the ending ".jsonl" and is cut back to the checkpoint on
/// resume.
///
/// Throws FileError, FormatError, ModelError; CancelledError when `stop` is requested, after writing a
/// checkpoint if any step was done, and Error where another worker's was, or another worker is gone;
/// std::invalid_argument for options out of range.
TrainingResult train(const TrainingOptions& options, TrainingObserver& observer, std::stop_token stop = {});

}  // namespace lectern::training
