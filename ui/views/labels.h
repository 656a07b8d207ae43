#pragma once

#include <QString>

class QLabel;

namespace lectern::views {

/// A line of bold text above a part of a window.
QLabel* headingLabel(const QString& text = {});

/// Wrapped, quieter text that explains something.
QLabel* quietLabel(const QString& text = {});

}  // namespace lectern::views
