#pragma once

#include <string>

#include "core/evaluation/squad_metrics.h"
#include "core/training/training_options.h"

namespace lectern::reader {
struct ReaderBundle;
}

namespace lectern::training {

/// The model card of a freshly trained reader, in Markdown: data, recipe, figures, limits. It was trained for
/// `stepsDone` steps, which may be fewer than planned, and is the average of `bestStep`.
std::string modelCard(const reader::ReaderBundle& bundle, const TrainingOptions& options,
                      const evaluation::SquadScores& scores, std::int64_t stepsDone, std::int64_t bestStep);

/// Puts `text` under the heading "## title" of a model card: in the place of what stood there, else before
/// the limits, which close the card. Throws FormatError where it holds such headings itself.
void setSection(std::string& card, const std::string& title, const std::string& text);

}  // namespace lectern::training
