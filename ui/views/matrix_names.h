#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <string_view>

#include "core/explanation/attention_matrix.h"

namespace lectern::views {

// What a matrix can be of beside an explanation::AttentionSource.
inline constexpr int kWithoutEachWord = -1;
inline constexpr int kGradient = -2;

/// The shades in which a source says most; nothing for weights, whose shades are chosen.
std::optional<explanation::Normalization> ownShades(int source);

/// What rows and columns are called.
struct MatrixNames {
  QStringList rows, columns;
  QString rowAxis, columnAxis;  ///< "question"; empty where rows are not words
};

/// The names in a matrix of weights of `source`, an explanation::AttentionSource or one of those above.
MatrixNames matrixNames(const explanation::AttentionMatrix& matrix, int source, std::u16string_view question,
                        std::u16string_view text);

/// A word as it is named: without what parts it at a line's end.
QString wordName(std::u16string_view text, text::Range range);

/// What a cell says: "came → home: 0.6000", where the arrow leads from what reads to what is read.
QString cellName(const QString& row, const QString& column, int source, float value);

}  // namespace lectern::views
