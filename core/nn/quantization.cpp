#include "core/nn/quantization.h"

#include <algorithm>

#include "core/nn/for_each_processor.h"

namespace lectern::nn {

LECTERN_FOR_EACH_PROCESSOR
void quantizeRows(const float* numbers, std::int64_t rows, std::int64_t width, int levels,
                  const QuantizedRows& result) {
  for (std::int64_t r = 0; r < rows; ++r) {
    const float* row = numbers + r * width;
    std::uint8_t* integers = result.integers + r * width;
    float least = 0, most = 0;
    for (std::int64_t i = 0; i < width; ++i) {
      least = std::min(least, row[i]);
      most = std::max(most, row[i]);
    }
    const float scale = (most - least) / static_cast<float>(levels);
    const float steps = scale > 0 ? 1 / scale : 0;
    for (std::int64_t i = 0; i < width; ++i) {
      integers[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>((row[i] - least) * steps + 0.5F));
    }
    result.scales[r] = scale;
    result.offsets[r] = least;
  }
}

LECTERN_FOR_EACH_PROCESSOR
void restoreRows(const std::int32_t* sums, std::int64_t rows, std::int64_t outputs, const QuantizedRows& left,
                 const QuantizedColumns& right, float* result) {
  for (std::int64_t r = 0; r < rows; ++r) {
    const std::int32_t* sum = sums + r * outputs;
    float* y = result + r * outputs;
    const float scale = left.scales[r];
    const float offset = left.offsets[r];
    for (std::int64_t j = 0; j < outputs; ++j) {
      const float product = scale * static_cast<float>(sum[j]) + offset * right.sums[j];
      y[j] = right.scales[j] * product + right.bias[j];
    }
  }
}

}  // namespace lectern::nn
