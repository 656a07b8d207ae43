#include "core/nn/fused_lstm.h"

#include <unordered_map>

#include "core/nn/packed_weights.h"

namespace lectern::nn {
namespace {

using namespace onednn;
using Tag = memory::format_tag;
using Arguments = std::unordered_map<int, memory>;

/// `weights` in the layout that a primitive wants, packed anew only when `kept` is of others; `holder` keeps
/// them alive.
memory arranged(const torch::Tensor& weights, const memory::desc& plain, const memory::desc& wanted,
                Kept<Buffer>* kept, std::vector<Buffer>& holder) {
  if (plain == wanted) return wrap(weights, plain);
  const auto pack = [&] {
    Buffer packed(wanted);
    reorder(wrap(weights, plain), packed.view);
    stream().wait();
    return packed;
  };
  const auto fits = [&](const Buffer& packed) { return packed.view.get_desc() == wanted; };
  return holder.emplace_back(kept != nullptr ? kept->get(weights, pack, fits) : pack()).view;
}

/// Sizes of one call, the numbers that its factors are in, and the plain layouts that follow. nn::Lstm's
/// (4·hidden, input) is oneDNN's "ldgoi", and both order the gates i, f, g, o. Cells, biases and all
/// gradients are float32 always.
struct Shapes {
  Shapes(const torch::Tensor& input, const torch::Tensor& weightHidden)
      : time(input.size(0)),
        batch(input.size(1)),
        inputs(input.size(2)),
        hidden(weightHidden.size(1)),
        type(input.scalar_type() == torch::kBFloat16 ? DataType::bf16 : DataType::f32) {}

  memory::desc source(DataType of) const { return {{time, batch, inputs}, of, Tag::tnc}; }
  memory::desc target(DataType of) const { return {{time, batch, hidden}, of, Tag::tnc}; }
  memory::desc weightInput(DataType of, Tag tag) const { return {{1, 1, inputs, 4, hidden}, of, tag}; }
  memory::desc weightHidden(DataType of, Tag tag) const { return {{1, 1, hidden, 4, hidden}, of, tag}; }
  memory::desc state(DataType of) const { return {{1, 1, batch, hidden}, of, Tag::ldnc}; }
  memory::desc cell() const { return state(DataType::f32); }
  memory::desc bias() const { return {{1, 1, 4, hidden}, DataType::f32, Tag::ldgo}; }

  /// Also where nothing is differentiated: oneDNN 2.6's kernels for inference are slower on a few rows.
  dnnl::lstm_forward::primitive_desc forward() const {
    const memory::desc none;
    const dnnl::lstm_forward::desc desc(dnnl::prop_kind::forward_training,
                                        dnnl::rnn_direction::unidirectional_left2right, source(type),
                                        state(type), cell(), weightInput(type, Tag::any),
                                        weightHidden(type, Tag::any), bias(), target(type), none, none);
    return {desc, attributes(), engine()};
  }

  dnnl::lstm_backward::primitive_desc backward(const dnnl::lstm_forward::primitive_desc& hint) const {
    const memory::desc none;
    const DataType f32 = DataType::f32;
    const dnnl::lstm_backward::desc desc(
        dnnl::prop_kind::backward, dnnl::rnn_direction::unidirectional_left2right, source(type), state(type),
        cell(), weightInput(type, Tag::any), weightHidden(type, Tag::any), bias(), target(type), none, none,
        source(f32), state(f32), cell(), weightInput(f32, Tag::any), weightHidden(f32, Tag::any), bias(),
        target(f32), none, none);
    return {desc, attributes(), engine(), hint};
  }

  int64_t time, batch, inputs, hidden;
  DataType type;
};

/// The tensors of one call that its backward pass reads again.
struct Given {
  const torch::Tensor &input, &weightInput, &weightHidden, &bias, &output;
  // Without a first state of zeros, oneDNN 2.6 computes wrong gradients of the recurrent weights.
  torch::Tensor zeroState = torch::zeros({input.size(1), weightHidden.size(1)}, input.options());
  torch::Tensor zeroCell = zeroState.to(torch::kFloat32);
};

/// The arguments that both passes have, and scratch memory; `holder` keeps alive what is made for them.
template <class PrimitiveDescription>
Arguments argumentsOf(const Given& given, const Shapes& shapes, const PrimitiveDescription& primitive,
                      PackedWeights* packed, std::vector<Buffer>& holder) {
  holder.reserve(3);
  return {{DNNL_ARG_SRC_LAYER, wrap(given.input, shapes.source(shapes.type))},
          {DNNL_ARG_SRC_ITER, wrap(given.zeroState, shapes.state(shapes.type))},
          {DNNL_ARG_SRC_ITER_C, wrap(given.zeroCell, shapes.cell())},
          {DNNL_ARG_WEIGHTS_LAYER,
           arranged(given.weightInput, shapes.weightInput(DataType::f32, Tag::ldgoi),
                    primitive.weights_layer_desc(), packed != nullptr ? &packed->input : nullptr, holder)},
          {DNNL_ARG_WEIGHTS_ITER,
           arranged(given.weightHidden, shapes.weightHidden(DataType::f32, Tag::ldgoi),
                    primitive.weights_iter_desc(), packed != nullptr ? &packed->hidden : nullptr, holder)},
          {DNNL_ARG_BIAS, wrap(given.bias, shapes.bias())},
          {DNNL_ARG_DST_LAYER, wrap(given.output, shapes.target(shapes.type))},
          {DNNL_ARG_SCRATCHPAD, holder.emplace_back(primitive.scratchpad_desc()).view}};
}

torch::Tensor inPrecision(const torch::Tensor& input, Precision precision) {
  return input.to(precision == Precision::BFloat16 ? torch::kBFloat16 : torch::kFloat32).contiguous();
}

/// States, and what a backward pass needs to know of this one.
struct ForwardResult {
  torch::Tensor output, workspace;
};

ForwardResult run(const torch::Tensor& input, const torch::Tensor& weightInput,
                  const torch::Tensor& weightHidden, const torch::Tensor& bias, PackedWeights* packed) {
  const Shapes shapes(input, weightHidden);
  const auto primitive = shapes.forward();
  const torch::Tensor output = torch::empty({shapes.time, shapes.batch, shapes.hidden}, input.options());
  const Buffer workspace(primitive.workspace_desc());
  const Given given{input, weightInput, weightHidden, bias, output};
  std::vector<Buffer> holder;
  Arguments arguments = argumentsOf(given, shapes, primitive, packed, holder);
  arguments.emplace(DNNL_ARG_WORKSPACE, workspace.view);
  dnnl::lstm_forward(primitive).execute(stream(), arguments);
  stream().wait();
  return {output, workspace.tensor};
}

struct FusedLstm : torch::autograd::Function<FusedLstm> {
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& exactInput,
                               const torch::Tensor& weightInput, const torch::Tensor& weightHidden,
                               const torch::Tensor& bias, Precision precision) {
    const torch::Tensor input = inPrecision(exactInput, precision);
    const auto [output, workspace] = run(input, weightInput, weightHidden, bias, nullptr);
    context->save_for_backward({input, weightInput, weightHidden, bias, output, workspace});
    return output.to(torch::kFloat32);
  }

  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                               torch::autograd::tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const Given given{saved[0], saved[1], saved[2], saved[3], saved[4]};
    const torch::Tensor& workspace = saved[5];
    const torch::Tensor outputGradient = gradients[0].contiguous();
    const Shapes shapes(given.input, given.weightHidden);
    const auto forward = shapes.forward();
    const auto primitive = shapes.backward(forward);

    const torch::Tensor inputGradient = torch::empty(given.input.sizes(), torch::kFloat32);
    const torch::Tensor stateGradient = torch::empty_like(given.zeroCell);
    const torch::Tensor cellGradient = torch::empty_like(given.zeroCell);
    const torch::Tensor biasGradient = torch::zeros_like(given.bias);
    const Buffer weightInputGradient(primitive.diff_weights_layer_desc());
    const Buffer weightHiddenGradient(primitive.diff_weights_iter_desc());
    weightInputGradient.tensor.zero_();  // oneDNN adds to the gradients of weights
    weightHiddenGradient.tensor.zero_();
    std::vector<Buffer> holder;
    Arguments arguments = argumentsOf(given, shapes, primitive, nullptr, holder);
    arguments.insert({{DNNL_ARG_WORKSPACE, wrap(workspace, forward.workspace_desc())},
                      {DNNL_ARG_DIFF_SRC_LAYER, wrap(inputGradient, shapes.source(DataType::f32))},
                      {DNNL_ARG_DIFF_SRC_ITER, wrap(stateGradient, shapes.cell())},
                      {DNNL_ARG_DIFF_SRC_ITER_C, wrap(cellGradient, shapes.cell())},
                      {DNNL_ARG_DIFF_WEIGHTS_LAYER, weightInputGradient.view},
                      {DNNL_ARG_DIFF_WEIGHTS_ITER, weightHiddenGradient.view},
                      {DNNL_ARG_DIFF_BIAS, wrap(biasGradient, shapes.bias())},
                      {DNNL_ARG_DIFF_DST_LAYER, wrap(outputGradient, shapes.target(DataType::f32))}});
    dnnl::lstm_backward(primitive).execute(stream(), arguments);

    const torch::Tensor plainInput = torch::empty_like(given.weightInput);
    const torch::Tensor plainHidden = torch::empty_like(given.weightHidden);
    reorder(weightInputGradient.view, wrap(plainInput, shapes.weightInput(DataType::f32, Tag::ldgoi)));
    reorder(weightHiddenGradient.view, wrap(plainHidden, shapes.weightHidden(DataType::f32, Tag::ldgoi)));
    stream().wait();
    return {inputGradient, plainInput, plainHidden, biasGradient, torch::Tensor()};
  }
};

}  // namespace

std::shared_ptr<PackedWeights> makePackedWeights() { return std::make_shared<PackedWeights>(); }

torch::Tensor fusedLstm(const torch::Tensor& input, const LstmWeights& direction, Precision precision) {
  const auto& [weightInput, weightHidden, bias, packed] = direction;
  if (torch::GradMode::is_enabled()) {
    return FusedLstm::apply(input, weightInput, weightHidden, bias, precision);
  }
  return run(inPrecision(input, Precision::Float32), weightInput, weightHidden, bias, packed.get()).output;
}

}  // namespace lectern::nn
