#include "core/evaluation/reliability.h"

#include <algorithm>
#include <cmath>

namespace lectern::evaluation {

std::vector<ReliabilityBin> reliability(std::span<const Forecast> forecasts, std::size_t bins) {
  std::vector<ReliabilityBin> table(bins);
  const auto width = 1.0 / static_cast<double>(bins);
  for (std::size_t i = 0; i < bins; ++i) {
    table[i].from = static_cast<double>(i) * width;
    table[i].to = static_cast<double>(i + 1) * width;
  }
  for (const Forecast& forecast : forecasts) {
    const double place = std::clamp(forecast.probability, 0.0, 1.0) * static_cast<double>(bins);
    ReliabilityBin& bin = table[std::min(static_cast<std::size_t>(place), bins - 1)];
    ++bin.count;
    bin.confidence += forecast.probability;
    bin.accuracy += forecast.isRight ? 1 : 0;
  }
  for (ReliabilityBin& bin : table) {
    if (bin.count == 0) continue;
    bin.confidence /= static_cast<double>(bin.count);
    bin.accuracy /= static_cast<double>(bin.count);
  }
  return table;
}

double expectedCalibrationError(std::span<const ReliabilityBin> bins) {
  double error = 0;
  std::size_t total = 0;
  for (const ReliabilityBin& bin : bins) {
    error += static_cast<double>(bin.count) * std::abs(bin.accuracy - bin.confidence);
    total += bin.count;
  }
  return total > 0 ? error / static_cast<double>(total) : 0;
}

}  // namespace lectern::evaluation
