#include "ui/views/color_ramp.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lectern::views {
namespace {

using Triple = std::array<double, 3>;

double toLinear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }
double toEncoded(double c) { return c <= 0.0031308 ? c * 12.92 : 1.055 * std::pow(c, 1 / 2.4) - 0.055; }

Triple linear(const QColor& color) {
  const QColor rgb = color.toRgb();
  return {toLinear(rgb.redF()), toLinear(rgb.greenF()), toLinear(rgb.blueF())};
}

Triple toOklab(const Triple& c) {
  const double l = std::cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
  const double m = std::cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
  const double s = std::cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

Triple fromOklab(const Triple& c) {
  const double l = std::pow(c[0] + 0.3963377774 * c[1] + 0.2158037573 * c[2], 3);
  const double m = std::pow(c[0] - 0.1055613458 * c[1] - 0.0638541728 * c[2], 3);
  const double s = std::pow(c[0] - 0.0894841775 * c[1] - 1.2914855480 * c[2], 3);
  return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
          -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
          -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

}  // namespace

QColor mixed(const QColor& from, const QColor& to, double t) {
  const Triple a = toOklab(linear(from));
  const Triple b = toOklab(linear(to));
  Triple mix{};
  for (std::size_t i = 0; i < mix.size(); ++i) {
    mix[i] = a[i] + (b[i] - a[i]) * std::clamp(t, 0.0, 1.0);
  }
  const Triple rgb = fromOklab(mix);
  const auto channel = [](double c) { return static_cast<float>(std::clamp(toEncoded(c), 0.0, 1.0)); };
  return QColor::fromRgbF(channel(rgb[0]), channel(rgb[1]), channel(rgb[2]));
}

}  // namespace lectern::views
