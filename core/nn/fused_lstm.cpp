#include "core/nn/fused_lstm.h"

#include <dnnl.hpp>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace lectern::nn {
namespace {

using dnnl::memory;
using Tag = memory::format_tag;
using Arguments = std::unordered_map<int, memory>;

const dnnl::engine& engine() {
  static const dnnl::engine instance(dnnl::engine::kind::cpu, 0);
  return instance;
}

dnnl::stream& stream() {
  thread_local dnnl::stream instance(engine());
  return instance;
}

/// Scratch memory is handed in with each call: primitives are shared between threads.
dnnl::primitive_attr attributes() {
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  return attributes;
}

memory::desc description(memory::dims dims, Tag tag) {
  return {std::move(dims), memory::data_type::f32, tag};
}

/// The tensor's own memory as oneDNN sees it; the tensor must outlive it.
memory wrap(const torch::Tensor& tensor, const memory::desc& desc) {
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

void reorder(const memory& from, const memory& to) {
  dnnl::reorder(from, to).execute(stream(), const_cast<memory&>(from), const_cast<memory&>(to));
}

/// Weights in the layout that a primitive wanted when they were last packed.
struct PackedTensor {
  const void* data = nullptr;  ///< of the weights
  uint32_t version = 0;        ///< of the weights: LibTorch counts changes in place
  std::optional<Buffer> packed;
};

}  // namespace

struct PackedWeights::Packed {
  std::mutex mutex;  ///< guards both
  PackedTensor input, hidden;
};

PackedWeights::PackedWeights() : packed_(std::make_unique<Packed>()) {}
PackedWeights::~PackedWeights() = default;

namespace {

/// `weights` in the layout that a primitive wants, packed anew only when `kept` is of others; `holder` keeps
/// them alive.
memory arranged(const torch::Tensor& weights, const memory::desc& plain, const memory::desc& wanted,
                PackedTensor* kept, std::vector<Buffer>& holder) {
  if (plain == wanted) return wrap(weights, plain);
  const bool canKeep = kept != nullptr && !weights.is_inference();  // inference tensors have no version
  if (canKeep && kept->packed && kept->data == weights.data_ptr() && kept->version == weights._version() &&
      kept->packed->view.get_desc() == wanted) {
    return holder.emplace_back(*kept->packed).view;
  }
  const Buffer& packed = holder.emplace_back(wanted);
  reorder(wrap(weights, plain), packed.view);
  if (canKeep) {
    stream().wait();
    *kept = {weights.data_ptr(), weights._version(), packed};
  }
  return packed.view;
}

/// Sizes of one call, and the plain layouts that follow. nn::Lstm's (4·hidden, input) is oneDNN's "ldgoi",
/// and both order the gates i, f, g, o.
struct Shapes {
  Shapes(const torch::Tensor& input, const torch::Tensor& weightHidden)
      : time(input.size(0)), batch(input.size(1)), inputs(input.size(2)), hidden(weightHidden.size(1)) {}

  memory::desc source() const { return description({time, batch, inputs}, Tag::tnc); }
  memory::desc target() const { return description({time, batch, hidden}, Tag::tnc); }
  memory::desc weightInput(Tag tag) const { return description({1, 1, inputs, 4, hidden}, tag); }
  memory::desc weightHidden(Tag tag) const { return description({1, 1, hidden, 4, hidden}, tag); }
  memory::desc state() const { return description({1, 1, batch, hidden}, Tag::ldnc); }
  memory::desc bias() const { return description({1, 1, 4, hidden}, Tag::ldgo); }

  dnnl::lstm_forward::primitive_desc forward(bool training) const {
    const memory::desc none;
    const auto kind = training ? dnnl::prop_kind::forward_training : dnnl::prop_kind::forward_inference;
    const dnnl::lstm_forward::desc desc(kind, dnnl::rnn_direction::unidirectional_left2right, source(),
                                        state(), state(), weightInput(Tag::any), weightHidden(Tag::any),
                                        bias(), target(), none, none);
    return {desc, attributes(), engine()};
  }

  dnnl::lstm_backward::primitive_desc backward(const dnnl::lstm_forward::primitive_desc& hint) const {
    const memory::desc none;
    const dnnl::lstm_backward::desc desc(
        dnnl::prop_kind::backward, dnnl::rnn_direction::unidirectional_left2right, source(), state(), state(),
        weightInput(Tag::any), weightHidden(Tag::any), bias(), target(), none, none, source(), state(),
        state(), weightInput(Tag::any), weightHidden(Tag::any), bias(), target(), none, none);
    return {desc, attributes(), engine(), hint};
  }

  int64_t time, batch, inputs, hidden;
};

/// The tensors of one call that its backward pass reads again.
struct Given {
  const torch::Tensor &input, &weightInput, &weightHidden, &bias, &output;
  // Without a first state of zeros, oneDNN 2.6 computes wrong gradients of the recurrent weights.
  torch::Tensor zeroState = torch::zeros({input.size(1), weightHidden.size(1)}, input.options());
};

/// The arguments that both passes have, and scratch memory; `holder` keeps alive what is made for them.
template <class PrimitiveDescription>
Arguments argumentsOf(const Given& given, const Shapes& shapes, const PrimitiveDescription& primitive,
                      PackedWeights::Packed* packed, std::vector<Buffer>& holder) {
  holder.reserve(3);
  std::unique_lock<std::mutex> lock;
  if (packed != nullptr) lock = std::unique_lock(packed->mutex);
  return {{DNNL_ARG_SRC_LAYER, wrap(given.input, shapes.source())},
          {DNNL_ARG_SRC_ITER, wrap(given.zeroState, shapes.state())},
          {DNNL_ARG_SRC_ITER_C, wrap(given.zeroState, shapes.state())},
          {DNNL_ARG_WEIGHTS_LAYER,
           arranged(given.weightInput, shapes.weightInput(Tag::ldgoi), primitive.weights_layer_desc(),
                    packed != nullptr ? &packed->input : nullptr, holder)},
          {DNNL_ARG_WEIGHTS_ITER,
           arranged(given.weightHidden, shapes.weightHidden(Tag::ldgoi), primitive.weights_iter_desc(),
                    packed != nullptr ? &packed->hidden : nullptr, holder)},
          {DNNL_ARG_BIAS, wrap(given.bias, shapes.bias())},
          {DNNL_ARG_DST_LAYER, wrap(given.output, shapes.target())},
          {DNNL_ARG_SCRATCHPAD, holder.emplace_back(primitive.scratchpad_desc()).view}};
}

struct FusedLstm : torch::autograd::Function<FusedLstm> {
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& input,
                               const torch::Tensor& weightInput, const torch::Tensor& weightHidden,
                               const torch::Tensor& bias) {
    const Shapes shapes(input, weightHidden);
    const auto primitive = shapes.forward(true);
    const torch::Tensor output = torch::empty({shapes.time, shapes.batch, shapes.hidden}, input.options());
    const Given given{input, weightInput, weightHidden, bias, output};
    std::vector<Buffer> holder;
    Arguments arguments = argumentsOf(given, shapes, primitive, nullptr, holder);
    const Buffer workspace(primitive.workspace_desc());  // what the backward pass needs of this one
    arguments.emplace(DNNL_ARG_WORKSPACE, workspace.view);
    context->save_for_backward({input, weightInput, weightHidden, bias, output, workspace.tensor});
    dnnl::lstm_forward(primitive).execute(stream(), arguments);
    stream().wait();
    return output;
  }

  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                               torch::autograd::tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const Given given{saved[0], saved[1], saved[2], saved[3], saved[4]};
    const torch::Tensor& workspace = saved[5];
    const torch::Tensor outputGradient = gradients[0].contiguous();
    const Shapes shapes(given.input, given.weightHidden);
    const auto forward = shapes.forward(true);
    const auto primitive = shapes.backward(forward);

    const torch::Tensor inputGradient = torch::empty_like(given.input);
    const torch::Tensor stateGradient = torch::empty_like(given.zeroState);
    const torch::Tensor cellGradient = torch::empty_like(given.zeroState);
    const torch::Tensor biasGradient = torch::zeros_like(given.bias);
    const Buffer weightInputGradient(primitive.diff_weights_layer_desc());
    const Buffer weightHiddenGradient(primitive.diff_weights_iter_desc());
    weightInputGradient.tensor.zero_();  // oneDNN adds to the gradients of weights
    weightHiddenGradient.tensor.zero_();
    std::vector<Buffer> holder;
    Arguments arguments = argumentsOf(given, shapes, primitive, nullptr, holder);
    arguments.insert({{DNNL_ARG_WORKSPACE, wrap(workspace, forward.workspace_desc())},
                      {DNNL_ARG_DIFF_SRC_LAYER, wrap(inputGradient, shapes.source())},
                      {DNNL_ARG_DIFF_SRC_ITER, wrap(stateGradient, shapes.state())},
                      {DNNL_ARG_DIFF_SRC_ITER_C, wrap(cellGradient, shapes.state())},
                      {DNNL_ARG_DIFF_WEIGHTS_LAYER, weightInputGradient.view},
                      {DNNL_ARG_DIFF_WEIGHTS_ITER, weightHiddenGradient.view},
                      {DNNL_ARG_DIFF_BIAS, wrap(biasGradient, shapes.bias())},
                      {DNNL_ARG_DIFF_DST_LAYER, wrap(outputGradient, shapes.target())}});
    dnnl::lstm_backward(primitive).execute(stream(), arguments);

    const torch::Tensor plainInput = torch::empty_like(given.weightInput);
    const torch::Tensor plainHidden = torch::empty_like(given.weightHidden);
    reorder(weightInputGradient.view, wrap(plainInput, shapes.weightInput(Tag::ldgoi)));
    reorder(weightHiddenGradient.view, wrap(plainHidden, shapes.weightHidden(Tag::ldgoi)));
    stream().wait();
    return {inputGradient, plainInput, plainHidden, biasGradient};
  }
};

}  // namespace

bool hasFusedLstm() { return true; }

torch::Tensor fusedLstm(const torch::Tensor& input, const torch::Tensor& weightInput,
                        const torch::Tensor& weightHidden, const torch::Tensor& bias, PackedWeights& packed) {
  const torch::Tensor source = input.contiguous();
  if (torch::GradMode::is_enabled() && !c10::InferenceMode::is_enabled() &&
      (input.requires_grad() || weightInput.requires_grad())) {
    return FusedLstm::apply(source, weightInput, weightHidden, bias);
  }
  const Shapes shapes(source, weightHidden);
  const auto primitive = shapes.forward(false);
  const torch::Tensor output = torch::empty({shapes.time, shapes.batch, shapes.hidden}, source.options());
  const Given given{source, weightInput, weightHidden, bias, output};
  std::vector<Buffer> holder;
  dnnl::lstm_forward(primitive).execute(stream(),
                                        argumentsOf(given, shapes, primitive, &packed.packed(), holder));
  stream().wait();
  return output;
}

}  // namespace lectern::nn
