#pragma once

#include <torch/torch.h>

#include <dnnl.hpp>
#include <stdexcept>

/// What oneDNN needs to compute on LibTorch's tensors; for the files that call it alone.
namespace lectern::nn::onednn {

using dnnl::memory;
using DataType = memory::data_type;

inline const dnnl::engine& engine() {
  static const dnnl::engine instance(dnnl::engine::kind::cpu, 0);
  return instance;
}

inline dnnl::stream& stream() {
  thread_local dnnl::stream instance(engine());
  return instance;
}

/// Scratch memory is handed in with each call: primitives are shared between threads.
inline dnnl::primitive_attr attributes() {
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  return attributes;
}

/// Throws where a function of oneDNN's that returns a status has failed.
inline void check(dnnl::status status) {
  if (status != dnnl::status::success) throw std::runtime_error("oneDNN cannot multiply");
}

/// The tensor's own memory as oneDNN sees it; the tensor must outlive it.
inline memory wrap(const torch::Tensor& tensor, const memory::desc& desc) {
  return {desc, engine(), tensor.data_ptr()};
}

/// Memory that lies in a tensor, so that LibTorch's allocator serves it.
struct Buffer {
  explicit Buffer(const memory::desc& desc)
      : tensor(torch::empty({static_cast<int64_t>(desc.get_size())}, torch::kUInt8)),
        view(desc, engine(), tensor.data_ptr()) {}
  torch::Tensor tensor;
  memory view;
};

inline void reorder(const memory& from, const memory& to) {
  dnnl::reorder(from, to).execute(stream(), const_cast<memory&>(from), const_cast<memory&>(to));
}

}  // namespace lectern::nn::onednn
