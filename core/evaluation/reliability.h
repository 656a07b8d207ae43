#pragma once

#include <span>
#include <vector>

namespace lectern::evaluation {

/// A probability that was given, and whether it came true.
struct Forecast {
  double probability = 0;  ///< 0…1
  bool isRight = false;
};

/// Forecasts of similar probability.
struct ReliabilityBin {
  double from = 0, to = 1;
  std::size_t count = 0;
  double confidence = 0;  ///< mean probability
  double accuracy = 0;    ///< share that came true
};

/// The forecasts in `bins` parts of 0…1 of equal width; the last one includes 1.
std::vector<ReliabilityBin> reliability(std::span<const Forecast> forecasts, std::size_t bins = 10);

/// Expected calibration error (Naeini et al. 2015; Guo et al. 2017): the mean over all forecasts of their
/// bin's |accuracy − confidence|; 0 without forecasts.
double expectedCalibrationError(std::span<const ReliabilityBin> bins);

}  // namespace lectern::evaluation
