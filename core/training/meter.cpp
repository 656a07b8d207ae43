#include "core/training/meter.h"

#include <algorithm>

namespace lectern::training {

Meter::Meter(std::int64_t step, std::int64_t steps)
    : first_(step), steps_(steps), started_(Clock::now()), measured_(started_) {}

void Meter::add(double loss, std::size_t examples) {
  lossSum_ += loss;
  ++lossCount_;
  examples_ += examples;
}

TrainingProgress Meter::report(std::int64_t step, double learningRate) {
  const double perStep = seconds() / static_cast<double>(std::max<std::int64_t>(step - first_, 1));
  const TrainingProgress progress{
      .step = step,
      .steps = steps_,
      .loss = lossSum_ / static_cast<double>(std::max<std::int64_t>(lossCount_, 1)),
      .learningRate = learningRate,
      .examplesPerSecond = static_cast<double>(examples_) / std::max(secondsSince(measured_), 1e-9),
      .secondsLeft = perStep * static_cast<double>(steps_ - step)};
  lossSum_ = 0;
  lossCount_ = 0;
  examples_ = 0;
  measured_ = Clock::now();
  return progress;
}

}  // namespace lectern::training
