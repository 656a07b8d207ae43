#pragma once

#include <string>

namespace lectern::answering {

/// How a probability is shown to a person: "42 %", "< 1 %", "> 99 %". What is not quite certain is not shown
/// as if it were.
std::string percent(double probability);

}  // namespace lectern::answering
