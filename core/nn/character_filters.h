#pragma once

#include <cstdint>

namespace lectern::nn {

/// What each character gives to each filter at each place of its width: (characters, width, filters).
struct CharacterTable {
  const float* numbers;
  std::int64_t width;  ///< odd
  std::int64_t filters;
};

/// Of `words` (count, length), characters of the table padded behind with 0: for each the most that each
/// filter sees centred on one of its characters, `bias` added; 0 at least → `result` (count, filters).
void filterWords(const std::int64_t* words, std::int64_t count, std::int64_t length,
                 const CharacterTable& table, const float* bias, float* result);

}  // namespace lectern::nn
