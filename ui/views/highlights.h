#pragma once

#include <QPainter>
#include <functional>
#include <optional>
#include <vector>

#include "core/explanation/attention_trace.h"
#include "ui/views/marked_scroll_bar.h"
#include "ui/views/theme.h"

namespace lectern::views {

/// Below, the tint of a word that is attended to cannot be seen.
inline constexpr double kFaintestWeight = 0.02;

/// An answer that stands in a document, in parts where not all between its ends is of it.
using Parts = std::vector<text::Range>;

/// What is highlighted in a document: answers, words that are attended to, and words that were found.
struct Highlights {
  std::vector<Parts> answers;  ///< none of them empty
  int chosen = -1;             ///< of the answers; -1: none
  std::vector<explanation::WeightedRange> attention;
  std::vector<text::Range> found;
  int currentFound = -1;  ///< of those found; -1: none

  /// Draws what stands behind a range's words: a ground and a line under them, where the colours are valid.
  using DrawRange = std::function<void(text::Range range, const QColor& ground, const QColor& underline)>;
  void draw(const Theme& theme, const DrawRange& drawRange) const;

  /// Marks for a scroll bar. `placeOf` tells where a range stands, from 0 at the top to 1.
  using PlaceOf = std::function<std::optional<double>(text::Range range)>;
  std::vector<MarkedScrollBar::Mark> marks(const Theme& theme, const PlaceOf& placeOf) const;

  /// The answer whose words stand at a place, if there is one. `rectsOf` tells where the words of a range
  /// stand.
  using RectsOf = std::function<std::vector<QRectF>(text::Range range)>;
  std::optional<int> answerAt(const QPointF& place, const RectsOf& rectsOf) const;

  /// All from the chosen answer's first word to its last, if there is one.
  std::optional<text::Range> chosenAnswer() const;
  /// The current one of those found, if there is one.
  std::optional<text::Range> currentlyFound() const;
};

/// Draws the ground and the line for words that cover `words`.
void drawHighlight(QPainter& painter, const QRectF& words, const QColor& ground, const QColor& underline);

}  // namespace lectern::views
