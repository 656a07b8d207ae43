#include "core/nn/quantized_linear.h"

#include "core/nn/onednn.h"
#include "core/nn/processor.h"
#include "core/nn/quantization.h"

namespace lectern::nn {
namespace {

constexpr double kMostWeight = 127;
constexpr double kLeastScale = 1e-20;  // of weights that are all zero

RoundedWeights rounded(const torch::Tensor& weight) {
  const torch::Tensor scales = (weight.abs().amax(1) / kMostWeight).clamp_min(kLeastScale);
  const torch::Tensor integers = (weight / scales.unsqueeze(1)).round();
  return {integers.to(torch::kInt8), scales, integers.sum(1)};
}

QuantizedRows numbersOf(const RoundedRows& rows) {
  return {rows.integers.data_ptr<uint8_t>(), rows.scales.data_ptr<float>(), rows.offsets.data_ptr<float>()};
}

}  // namespace

RoundedRows roundRows(const torch::Tensor& rows) {
  const torch::Tensor x = rows.contiguous();
  const int64_t count = x.size(0), inputs = x.size(1);
  const RoundedRows result{torch::empty({count, inputs}, torch::kUInt8), torch::empty({count}),
                           torch::empty({count})};
  quantizeRows(x.data_ptr<float>(), count, inputs, exactInt8Levels(), numbersOf(result));
  return result;
}

torch::Tensor quantizedLinear(const RoundedRows& rows, const torch::Tensor& weight, const torch::Tensor& bias,
                              Kept<RoundedWeights>& kept) {
  const RoundedWeights w = kept.get(weight, [&] { return rounded(weight); });
  const int64_t count = rows.integers.size(0), inputs = rows.integers.size(1), outputs = weight.size(0);
  if (count == 0) return torch::empty({0, outputs});  // oneDNN refuses to multiply nothing
  const QuantizedRows left = numbersOf(rows);

  const torch::Tensor sums = torch::empty({count, outputs}, torch::kInt32);
  const int32_t none = 0;
  onednn::check(dnnl::gemm_u8s8s32('N', 'T', 'F', count, outputs, inputs, 1, left.integers, inputs, 0,
                                   w.integers.data_ptr<int8_t>(), inputs, 0, 0, sums.data_ptr<int32_t>(),
                                   outputs, &none));
  const torch::Tensor result = torch::empty({count, outputs});
  restoreRows(sums.data_ptr<int32_t>(), count, outputs, left,
              {w.scales.data_ptr<float>(), w.sums.data_ptr<float>(), bias.data_ptr<float>()},
              result.data_ptr<float>());
  return result;
}

}  // namespace lectern::nn
