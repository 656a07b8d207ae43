#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/explanation/attention_trace.h"

namespace lectern::explanation {

/// Which of the reader's weights.
enum class AttentionSource {
  QuestionToPassage,  ///< how much each question token reads each passage token; rows sum to 1 at most
  PassageToQuestion,  ///< how much each passage token reads each question token; columns sum to 1 at most
  SelfAttention,      ///< how much each passage token reads each other one; rows sum to 1 at most
  Ends,               ///< probability that the answer starts, and that it ends, at each passage token
};

/// Weights of one window, a row for each of the tokens that stand at the side.
struct AttentionMatrix {
  std::vector<text::Range> rows;  ///< into the question, or for self-attention into the text; empty for ends
  std::vector<text::Range> columns;  ///< into the text
  std::size_t questionColumns = 0;   ///< first ones of the columns, which are into the question instead
  std::vector<float> values;         ///< row-major

  std::size_t rowCount() const { return columns.empty() ? 0 : values.size() / columns.size(); }
  float at(std::size_t row, std::size_t column) const { return values[row * columns.size() + column]; }

  /// A row as tints of the text: 1 where it is strongest there.
  std::vector<WeightedRange> weights(std::size_t row) const;
};

/// How values become shades.
enum class Normalization {
  None,         ///< as they are
  ByRow,        ///< of the strongest in their row
  OverAll,      ///< of the strongest of all
  Logarithmic,  ///< by their logarithm, from 0.0001 to 1
};

/// The weights of a window of the prediction; `head` is for self-attention. Empty where there is no such.
AttentionMatrix attentionMatrix(const answering::Prediction& prediction, std::size_t window,
                                AttentionSource source, std::size_t head = 0);

/// The shade of each value, 0…1.
std::vector<double> shades(const AttentionMatrix& matrix, Normalization normalization);

/// Which cells are shown; the others have no shade.
struct ShownCells {
  double least = 0;           ///< those with this shade at least
  std::size_t strongest = 0;  ///< of each row, so many of its strongest; 0: all
};

/// Takes their shade from the cells that are not shown, of rows of `width`.
void keepShown(std::vector<double>& shades, std::size_t width, const ShownCells& shown);

/// Heads of self-attention that the prediction has.
std::size_t headCount(const answering::Prediction& prediction);

/// The window in which a range of the text stands farthest from an edge, or that holds most of it; none where
/// no window holds any.
std::optional<std::size_t> windowOf(const answering::Prediction& prediction, text::Range range);

}  // namespace lectern::explanation
