#pragma once

#include <cstdint>

/// Numbers as integers of 8 bits, which processors multiply two to four times as fast.
namespace lectern::nn {

/// Rows of numbers as integers 0…`levels`, each row in its own range, which holds 0: x ≈ offset + scale ·
/// integer.
struct QuantizedRows {
  std::uint8_t* integers;  ///< (rows, width)
  float* scales;           ///< (rows)
  float* offsets;          ///< (rows)
};

/// Rounds `numbers` (rows, width).
void quantizeRows(const float* numbers, std::int64_t rows, std::int64_t width, int levels,
                  const QuantizedRows& result);

/// What multiplied such rows: weights w ≈ scale · integer, each output in its own range.
struct QuantizedColumns {
  const float* scales;  ///< (outputs)
  const float* sums;    ///< (outputs): of the integers
  const float* bias;    ///< (outputs)
};

/// xw + b of the sums of integer products, `sums` (rows, outputs) → `result` (rows, outputs).
void restoreRows(const std::int32_t* sums, std::int64_t rows, std::int64_t outputs, const QuantizedRows& left,
                 const QuantizedColumns& right, float* result);

}  // namespace lectern::nn
