#include "core/nn/character_filters.h"

#include <algorithm>
#include <vector>

#include "core/nn/for_each_processor.h"

namespace lectern::nn {

LECTERN_FOR_EACH_PROCESSOR
void filterWords(const std::int64_t* words, std::int64_t count, std::int64_t length,
                 const CharacterTable& table, const float* bias, float* result) {
  const std::int64_t filters = table.filters, reach = table.width / 2;
  std::vector<float> seen(filters);
  for (std::int64_t w = 0; w < count; ++w) {
    const std::int64_t* word = words + w * length;
    float* most = result + w * filters;
    std::fill_n(most, filters, 0.0F);
    for (std::int64_t center = 0; center < length && word[center] != 0; ++center) {
      std::copy_n(bias, filters, seen.begin());
      for (std::int64_t place = 0; place < table.width; ++place) {
        const std::int64_t i = center + place - reach;
        const std::int64_t character = i >= 0 && i < length ? word[i] : 0;
        const float* given = table.numbers + (character * table.width + place) * filters;
        for (std::int64_t f = 0; f < filters; ++f) seen[f] += given[f];
      }
      for (std::int64_t f = 0; f < filters; ++f) most[f] = std::max(most[f], seen[f]);
    }
  }
}

}  // namespace lectern::nn
