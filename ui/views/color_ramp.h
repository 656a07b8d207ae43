#pragma once

#include <QColor>

namespace lectern::views {

/// The colour that lies `t` (0…1) of the way from `from` to `to` in Oklab, where equal steps look equal
/// (Ottosson 2020).
QColor mixed(const QColor& from, const QColor& to, double t);

}  // namespace lectern::views
