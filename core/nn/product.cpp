#include "core/nn/product.h"

#include "core/nn/onednn.h"
#include "core/nn/precision.h"

namespace lectern::nn {
namespace {

using namespace onednn;

memory::desc describe(const torch::Tensor& matrix, DataType type) {
  return {matrix.sizes().vec(), type, matrix.strides().vec()};
}

}  // namespace

bool hasBFloat16() {
  static const bool has = [] {
    const auto wanted = static_cast<unsigned>(dnnl::cpu_isa::avx512_core_bf16);
    return (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) & wanted) == wanted;
  }();
  return has;
}

torch::Tensor product(const torch::Tensor& left, const torch::Tensor& right) {
  const torch::Tensor result = torch::empty({left.size(0), right.size(1)}, torch::kFloat32);
  const memory::desc leftDesc = describe(left, DataType::bf16);
  const memory::desc rightDesc = describe(right, DataType::bf16);
  const memory::desc resultDesc = describe(result, DataType::f32);
  const dnnl::matmul::primitive_desc primitive({leftDesc, rightDesc, resultDesc}, attributes(), engine());
  const Buffer scratch(primitive.scratchpad_desc());
  dnnl::matmul(primitive).execute(stream(), {{DNNL_ARG_SRC, wrap(left, leftDesc)},
                                             {DNNL_ARG_WEIGHTS, wrap(right, rightDesc)},
                                             {DNNL_ARG_DST, wrap(result, resultDesc)},
                                             {DNNL_ARG_SCRATCHPAD, scratch.view}});
  stream().wait();
  return result;
}

}  // namespace lectern::nn
