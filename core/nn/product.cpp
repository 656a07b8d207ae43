#include "core/nn/product.h"

#include "core/nn/onednn.h"

namespace lectern::nn {
namespace {

using namespace onednn;

constexpr int64_t kLargestBlock = 1024;  // rows

bool isRounded(const torch::Tensor& matrix) { return matrix.scalar_type() == torch::kBFloat16; }

memory::desc describe(const torch::Tensor& matrix) {
  return {matrix.sizes().vec(), isRounded(matrix) ? DataType::bf16 : DataType::f32, matrix.strides().vec()};
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

/// Matrices as BLAS takes them: `view` has whole rows, or whole columns, `leading` apart.
struct Operand {
  explicit Operand(const torch::Tensor& matrices) : view(matrices) {
    const auto lies = [&](int64_t inner, int64_t outer) {
      return view.stride(inner) == 1 && view.stride(outer) >= std::max<int64_t>(view.size(inner), 1);
    };
    isTransposed = !lies(2, 1) && lies(1, 2);
    if (!isTransposed && !lies(2, 1)) view = view.contiguous();
    leading = isTransposed ? view.stride(2) : std::max(view.stride(1), view.size(2));
  }
  const float* matrix(int64_t i) const { return view.data_ptr<float>() + i * view.stride(0); }
  char transposition() const { return isTransposed ? 'T' : 'N'; }

  torch::Tensor view;
  int64_t leading = 0;
  bool isTransposed = false;
};

torch::Tensor floatProduct(const torch::Tensor& left, const torch::Tensor& right) {
  return batchProduct(left.unsqueeze(0), right.unsqueeze(0)).squeeze(0);
}

constexpr int64_t kAlike = 512;  // floats between rows whose columns share a few lines of the cache

torch::Tensor spread(const torch::Tensor& matrix) {
  return matrix.stride(0) % kAlike == 0 ? emptyFactor(matrix.size(0), matrix.size(1)).copy_(matrix) : matrix;
}

/// Hands out the rows of rounded matrices in blocks whose sizes are powers of two: oneDNN compiles a kernel
/// for every size that it has not seen of late, which takes longer than many a product, and hardly two
/// batches have as many rows.
template <typename Work>
void inBlocks(int64_t rows, Work work) {
  for (int64_t begin = 0, size = kLargestBlock; begin < rows; begin += size) {
    while (size > rows - begin) size /= 2;
    work(begin, size);
  }
}

}  // namespace

torch::Tensor product(const torch::Tensor& left, const torch::Tensor& right) {
  if (!isRounded(left)) return floatProduct(left, right);
  const torch::Tensor result = torch::empty({left.size(0), right.size(1)}, torch::kFloat32);
  inBlocks(left.size(0), [&](int64_t begin, int64_t size) {
    multiply(left.narrow(0, begin, size), right, result.narrow(0, begin, size), false);
  });
  return result;
}

torch::Tensor emptyFactor(int64_t rows, int64_t columns) {
  constexpr int64_t kLine = 16;  // floats
  const int64_t apart = columns % kAlike == 0 ? columns + kLine : columns;
  return torch::empty({rows, apart}).narrow(1, 0, columns);
}

torch::Tensor transposedProduct(const torch::Tensor& left, const torch::Tensor& right) {
  if (!isRounded(left)) return floatProduct(spread(left).t(), spread(right));
  const torch::Tensor result = torch::zeros({left.size(1), right.size(1)}, torch::kFloat32);
  inBlocks(left.size(0), [&](int64_t begin, int64_t size) {
    multiply(left.narrow(0, begin, size).t(), right.narrow(0, begin, size), result, true);
  });
  return result;
}

torch::Tensor batchProduct(const torch::Tensor& left, const torch::Tensor& right) {
  if (left.size(2) == 1) return left * right;  // an outer product
  const Operand a(left), b(right);
  const int64_t n = left.size(1), k = left.size(2), m = right.size(2);
  // oneDNN refuses to multiply nothing.
  if (n == 0 || k == 0 || m == 0) return torch::zeros({left.size(0), n, m}, torch::kFloat32);
  const torch::Tensor result = torch::empty({left.size(0), n, m}, torch::kFloat32);
  for (int64_t i = 0; i < left.size(0); ++i) {
    // One kernel for all sizes, of which attention has as many as there are texts.
    check(dnnl::sgemm(a.transposition(), b.transposition(), n, m, k, 1, a.matrix(i), a.leading, b.matrix(i),
                      b.leading, 0, result.data_ptr<float>() + i * n * m, m));
  }
  return result;
}

}  // namespace lectern::nn
