#pragma once

#include <vector>

namespace lectern::training {

/// Something seen, and how far it was so.
struct Observation {
  std::vector<double> features;  ///< the first is 1
  double truth = 0;              ///< 0…1
  double weight = 1;
};

/// Weights of the logistic regression of the observations, lightly drawn towards zero (ridge) so that
/// features that never change or tell the same do no harm. Throws std::invalid_argument without observations.
std::vector<double> fitLogistic(const std::vector<Observation>& observations);

}  // namespace lectern::training
