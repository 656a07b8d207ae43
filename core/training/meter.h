#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "core/training/trainer.h"

namespace lectern::training {

/// Measures a run: its loss and speed from report to report, and the time that is left.
class Meter {
 public:
  /// The run begins now, after `step` of `steps` steps.
  Meter(std::int64_t step, std::int64_t steps);

  /// A step with its loss and its examples is done.
  void add(double loss, std::size_t examples);

  /// Where the run is, `step` steps done, the last one at `learningRate`; begins anew to measure.
  TrainingProgress report(std::int64_t step, double learningRate);

  /// Does what is not training: its time does not count.
  template <class Work>
  void exclude(Work work) {
    const Clock::time_point begun = Clock::now();
    work();
    measured_ += Clock::now() - begun;
  }

  /// Of the run so far.
  double seconds() const { return secondsSince(started_); }

 private:
  using Clock = std::chrono::steady_clock;

  static double secondsSince(Clock::time_point from) {
    return std::chrono::duration<double>(Clock::now() - from).count();
  }

  std::int64_t first_, steps_;
  Clock::time_point started_, measured_;
  double lossSum_ = 0;
  std::int64_t lossCount_ = 0;
  std::size_t examples_ = 0;
};

}  // namespace lectern::training
