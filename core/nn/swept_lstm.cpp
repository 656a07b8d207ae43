#include "core/nn/swept_lstm.h"

#include "core/nn/for_each_processor.h"
#include "core/nn/packed_weights.h"
#include "core/nn/product.h"
#include "core/nn/recurrence.h"

namespace lectern::nn {
namespace {

/// `weights` (columns, depth) in the blocks that `recur` wants.
torch::Tensor weightBlocks(const torch::Tensor& weights) {
  const int64_t blocks = (weights.size(0) + kWeightBlock - 1) / kWeightBlock;
  const torch::Tensor filled =
      torch::constant_pad_nd(weights, {0, 0, 0, blocks * kWeightBlock - weights.size(0)}, 0);
  return filled.view({blocks, kWeightBlock, weights.size(1)}).transpose(1, 2).contiguous();
}

/// Bits: LibTorch has no unsigned integers of 32.
std::uint32_t* words(const torch::Tensor& table) {
  return reinterpret_cast<std::uint32_t*>(table.data_ptr<int32_t>());
}

/// The same, rounded (blocks, depth, kPairBlock).
torch::Tensor weightPairs(const torch::Tensor& weights) {
  const torch::Tensor blocks = weightBlocks(weights);
  const torch::Tensor pairs = torch::empty({blocks.size(0), blocks.size(1), kPairBlock}, torch::kInt32);
  roundInPairs(blocks.data_ptr<float>(), blocks.size(0) * blocks.size(1), words(pairs));
  return pairs;
}

/// A table's columns; its rows are all dimensions but the last.
template <class Number = float>
Columns<Number> columns(const torch::Tensor& table) {
  return {table.data_ptr<float>(), table.stride(-2)};
}

RecurrentTexts textsOf(const torch::Tensor& lengths, int64_t time, int64_t hidden, bool isReverse) {
  return {{lengths.data_ptr<int64_t>(), static_cast<std::size_t>(lengths.size(0))}, time, hidden, isReverse};
}

/// What direction `d` has of a table that holds those of all beside each other, or of weights below each
/// other.
torch::Tensor partOf(const torch::Tensor& all, int64_t dim, int64_t d, int64_t size) {
  return all.narrow(dim, d * size, size);
}

/// All directions; their weights (directions · 4 · hidden, …) stand one below the other.
struct SweptLstm : torch::autograd::Function<SweptLstm> {
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& input,
                               const torch::Tensor& lengths, const torch::Tensor& weightInput,
                               const torch::Tensor& weightHidden, const torch::Tensor& bias) {
    const int64_t texts = input.size(0), time = input.size(1);
    const int64_t hidden = weightHidden.size(1), directions = weightHidden.size(0) / (4 * hidden);
    const torch::Tensor gates = product(input.reshape({texts * time, -1}), weightInput.t())
                                    .add_(bias);  // (rows, directions · 4 · hidden)
    const torch::Tensor states = torch::zeros({texts, time, directions * hidden});
    const torch::Tensor cells = torch::empty_like(states);
    for (int64_t d = 0; d < directions; ++d) {
      const torch::Tensor weights = weightBlocks(partOf(weightHidden, 0, d, 4 * hidden));
      recur(textsOf(lengths, time, hidden, d == 1), columns(partOf(gates, 1, d, 4 * hidden)),
            weights.data_ptr<float>(), columns(partOf(states, 2, d, hidden)),
            columns(partOf(cells, 2, d, hidden)));
    }
    context->save_for_backward({input, lengths, weightInput, weightHidden, gates, states, cells});
    return states;
  }

  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                               torch::autograd::tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const torch::Tensor &input = saved[0], &lengths = saved[1], &weightInput = saved[2],
                        &weightHidden = saved[3];
    const torch::Tensor &gates = saved[4], &states = saved[5], &cells = saved[6];
    const int64_t texts = input.size(0), time = input.size(1);
    const int64_t hidden = weightHidden.size(1), directions = weightHidden.size(0) / (4 * hidden);
    // A step of its own: `contiguous` leaves any stride where there is but one.
    const torch::Tensor stateGradients = gradients[0].reshape({texts * time, -1}).contiguous();
    const torch::Tensor gateGradients = emptyFactor(gates.size(0), gates.size(1));
    zeroPadding(gateGradients.view({texts, time, -1}), lengths);

    std::vector<torch::Tensor> weightHiddenGradients;
    for (int64_t d = 0; d < directions; ++d) {
      const torch::Tensor ofGates = partOf(gateGradients, 1, d, 4 * hidden);
      const torch::Tensor weights = weightBlocks(partOf(weightHidden, 0, d, 4 * hidden).t());
      recurBackward(textsOf(lengths, time, hidden, d == 1),
                    columns<const float>(partOf(gates, 1, d, 4 * hidden)),
                    columns<const float>(partOf(cells, 2, d, hidden)),
                    columns<const float>(partOf(stateGradients, 1, d, hidden)), weights.data_ptr<float>(),
                    columns(ofGates));
      const torch::Tensor before = statesBefore(partOf(states, 2, d, hidden), d == 1);
      weightHiddenGradients.push_back(transposedProduct(ofGates, before.view({texts * time, hidden})));
    }
    const torch::Tensor inputGradient = context->needs_input_grad(0)
                                            ? product(gateGradients, weightInput).view(input.sizes())
                                            : torch::Tensor();
    return {inputGradient, torch::Tensor(),
            transposedProduct(gateGradients, input.reshape({texts * time, -1})),
            torch::cat(weightHiddenGradients), gateGradients.sum(0)};
  }

 private:
  static void zeroPadding(const torch::Tensor& table, const torch::Tensor& lengths) {
    for (int64_t text = 0; text < table.size(0); ++text) {
      const auto length = lengths[text].item<int64_t>();
      table[text].narrow(0, length, table.size(1) - length).zero_();
    }
  }

  /// The states (texts, time, hidden) that each step began with: zero at a text's first step.
  static torch::Tensor statesBefore(const torch::Tensor& states, bool isReverse) {
    return torch::constant_pad_nd(
        states.narrow(1, isReverse ? 1 : 0, states.size(1) - 1),
        isReverse ? std::vector<int64_t>{0, 0, 0, 1} : std::vector<int64_t>{0, 0, 1, 0});
  }
};

}  // namespace

bool canSweep() { return kVectorizesForEachProcessor; }

torch::Tensor inferLstm(const torch::Tensor& input, const torch::Tensor& lengths,
                        std::span<const LstmWeights> directions, Precision precision) {
  const int64_t time = input.size(1), hidden = directions.front().weightHidden.size(1);
  const auto count = static_cast<int64_t>(directions.size());
  const torch::Tensor rows = input.reshape({input.size(0) * time, -1});
  const torch::Tensor states = torch::zeros({input.size(0), time, count * hidden});
  const torch::Tensor cells = torch::empty({rows.size(0), hidden});
  const bool isInt8 = precision == Precision::Int8;
  const RoundedRows roundedRows = isInt8 ? roundRows(rows) : RoundedRows();
  for (int64_t d = 0; d < count; ++d) {
    const LstmWeights& of = directions[static_cast<std::size_t>(d)];
    PackedWeights& packed = *of.packed;
    const RecurrentTexts texts = textsOf(lengths, time, hidden, d == 1);
    const Columns<float> read = columns(partOf(states, 2, d, hidden));
    if (isInt8) {
      const torch::Tensor gates = quantizedLinear(roundedRows, of.weightInput, of.bias, packed.roundedInput);
      const torch::Tensor weights =
          packed.recurrentPairs.get(of.weightHidden, [&] { return weightPairs(of.weightHidden); });
      recur(texts, columns(gates), words(weights), read, columns(cells));
    } else {
      const torch::Tensor gates = product(rows, of.weightInput.t()).add_(of.bias);  // (rows, 4 · hidden)
      const torch::Tensor weights =
          packed.recurrent.get(of.weightHidden, [&] { return weightBlocks(of.weightHidden); });
      recur(texts, columns(gates), weights.data_ptr<float>(), read, columns(cells));
    }
  }
  return states;
}

torch::Tensor trainLstm(const torch::Tensor& input, const torch::Tensor& lengths,
                        std::span<const LstmWeights> directions) {
  const auto joined = [&](torch::Tensor LstmWeights::*of) {
    std::vector<torch::Tensor> parts;
    for (const LstmWeights& direction : directions) parts.push_back(direction.*of);
    return torch::cat(parts);
  };
  return SweptLstm::apply(input, lengths, joined(&LstmWeights::weightInput),
                          joined(&LstmWeights::weightHidden), joined(&LstmWeights::bias));
}

}  // namespace lectern::nn
