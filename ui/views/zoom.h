#pragma once

#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace lectern::views {

/// Steps of zoom within sensible bounds; 0 is the standard size.
inline int boundedZoom(int steps) { return std::clamp(steps, -6, 20); }

/// How many times the standard size.
inline double zoomFactor(int steps) { return std::pow(1.1, steps); }

/// Steps of zoom from a wheel that is turned while Ctrl is held; fine wheels turn by parts of a step.
class ZoomWheel {
 public:
  /// Whole steps that the wheel has been turned with `event`.
  int turn(const QWheelEvent& event) {
    turned_ += event.angleDelta().y();
    const int steps = turned_ / QWheelEvent::DefaultDeltasPerStep;
    turned_ -= steps * QWheelEvent::DefaultDeltasPerStep;
    return steps;
  }

 private:
  int turned_ = 0;
};

}  // namespace lectern::views
