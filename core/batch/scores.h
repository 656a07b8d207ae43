#pragma once

#include <optional>
#include <vector>

#include "core/batch/answer_file.h"
#include "core/evaluation/squad_metrics.h"

namespace lectern::batch {

/// How right an answer is by SQuAD's rules, 0 to 1; none where it failed or nothing is expected of it.
std::optional<double> f1Of(const BatchAnswer& answer);

/// How right the answers are by SQuAD's rules, and how far their confidences can be believed, of questions of
/// which it is known what is expected; those that failed are left out. Nothing where there are none.
std::optional<evaluation::SquadScores> scoresOf(const std::vector<BatchAnswer>& answers);

}  // namespace lectern::batch
