#pragma once

#include <QColor>
#include <QPalette>

namespace lectern::views {

/// Distances between things, in device-independent pixels.
inline constexpr int kSmallGap = 4;
inline constexpr int kGap = 8;
inline constexpr int kWideGap = 16;
inline constexpr int kCornerRadius = 8;

/// The colours of a palette that the views draw with, beyond those that a palette names. The palette's
/// highlight is the accent; marker yellow stands for answers and nothing else.
struct Theme {
  bool dark = false;
  QColor accent;
  QColor onAccent;      ///< text on the accent
  QColor muted;         ///< secondary text, readable on base and window
  QColor line;          ///< hairlines and quiet borders
  QColor hover;         ///< ground of what the mouse is over, on base
  QColor answer;        ///< ground of an answer in the document
  QColor chosenAnswer;  ///< ground of the chosen one
  QColor answerLine;    ///< bars, marks and underlines of answers
  QColor found;         ///< ground of what Find found
  QColor error;
  QColor warning;
  QColor base;
  QColor strongestAttention;

  static Theme of(const QPalette& palette);

  /// Ground of a word that is attended to with `weight`, 0…1.
  QColor attention(double weight) const;
};

/// Lectern's own light and dark palettes.
QPalette lightPalette();
QPalette darkPalette();

}  // namespace lectern::views
