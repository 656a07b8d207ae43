#include "core/nn/product.h"

#include "core/nn/backend.h"
#include "core/nn/onednn.h"
#include "core/nn/precision.h"

namespace lectern::nn {
namespace {

using namespace onednn;

constexpr int64_t kLargestBlock = 1024;  // rows

memory::desc describe(const torch::Tensor& matrix) {
  const DataType type = matrix.scalar_type() == torch::kBFloat16 ? DataType::bf16 : DataType::f32;
  return {matrix.sizes().vec(), type, matrix.strides().vec()};
}

void multiply(const torch::Tensor& left, const torch::Tensor& right, const torch::Tensor& result,
              bool addsToResult) {
  const memory::desc leftDesc = describe(left);
  const memory::desc rightDesc = describe(right);
  const memory::desc resultDesc = describe(result);
  dnnl::primitive_attr attributes = onednn::attributes();
  if (addsToResult) {
    dnnl::post_ops sum;
    sum.append_sum();
    attributes.set_post_ops(sum);
  }
  const dnnl::matmul::primitive_desc primitive({leftDesc, rightDesc, resultDesc}, attributes, engine());
  const Buffer scratch(primitive.scratchpad_desc());
  dnnl::matmul(primitive).execute(stream(), {{DNNL_ARG_SRC, wrap(left, leftDesc)},
                                             {DNNL_ARG_WEIGHTS, wrap(right, rightDesc)},
                                             {DNNL_ARG_DST, wrap(result, resultDesc)},
                                             {DNNL_ARG_SCRATCHPAD, scratch.view}});
  stream().wait();
}

/// Hands out the rows in blocks whose sizes are powers of two: oneDNN compiles a kernel for every size that
/// it has not seen of late, which takes longer than many a product, and hardly two batches have as many rows.
template <typename Work>
void inBlocks(int64_t rows, Work work) {
  for (int64_t begin = 0, size = kLargestBlock; begin < rows; begin += size) {
    while (size > rows - begin) size /= 2;
    work(begin, size);
  }
}

}  // namespace

bool hasOneDnn() { return true; }

bool hasBFloat16() {
  static const bool has = [] {
    const auto wanted = static_cast<unsigned>(dnnl::cpu_isa::avx512_core_bf16);
    return (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) & wanted) == wanted;
  }();
  return has;
}

torch::Tensor product(const torch::Tensor& left, const torch::Tensor& right) {
  const torch::Tensor result = torch::empty({left.size(0), right.size(1)}, torch::kFloat32);
  inBlocks(left.size(0), [&](int64_t begin, int64_t size) {
    multiply(left.narrow(0, begin, size), right, result.narrow(0, begin, size), false);
  });
  return result;
}

torch::Tensor transposedProduct(const torch::Tensor& left, const torch::Tensor& right) {
  const torch::Tensor result = torch::zeros({left.size(1), right.size(1)}, torch::kFloat32);
  inBlocks(left.size(0), [&](int64_t begin, int64_t size) {
    multiply(left.narrow(0, begin, size).t(), right.narrow(0, begin, size), result, true);
  });
  return result;
}

}  // namespace lectern::nn
