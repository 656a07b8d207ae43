#include "core/answering/percent.h"

#include <cmath>

namespace lectern::answering {

std::string percent(double probability) {
  const long rounded = std::lround(100 * probability);
  if (rounded <= 0) return "< 1 %";
  if (rounded >= 100) return "> 99 %";
  return std::to_string(rounded) + " %";
}

}  // namespace lectern::answering
