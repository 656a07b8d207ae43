#pragma once

#include <QColor>

namespace lectern::views {

/// The colour that lies `t` (0…1) of the way from `from` to `to` in Oklab, where equal steps look equal
/// (Ottosson 2020).
QColor mixed(const QColor& from, const QColor& to, double t);

/// Contrast ratio of two colours, 1…21, as WCAG 2.1 defines it.
double contrast(const QColor& a, const QColor& b);

}  // namespace lectern::views
