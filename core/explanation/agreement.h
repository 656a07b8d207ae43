#pragma once

#include <optional>
#include <vector>

#include "core/answering/answer.h"
#include "core/explanation/occlusion.h"

namespace lectern::explanation {

/// Spearman's rank correlation, -1…1. Nothing for fewer than three values, or where all of either are the
/// same.
std::optional<double> rankCorrelation(const std::vector<double>& a, const std::vector<double>& b);

/// What three explanations say of each word of the question that `occlusion` leaves out, for `answer`: how
/// much the answer's tokens read it, …
std::vector<double> attended(const Occlusion& occlusion, const answering::Prediction& prediction,
                             std::size_t window, text::Range answer);
/// … what the answer loses without it, …
std::vector<double> lost(const Occlusion& occlusion, text::Range answer);
/// … and how much it gives to the answer or takes from it.
std::vector<double> given(const Occlusion& occlusion, const answering::Prediction& prediction,
                          const answering::WindowGradient& gradient);

}  // namespace lectern::explanation
