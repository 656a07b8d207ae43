#include "core/training/context_states.h"

#include "core/base/error.h"
#include "core/training/companion_file.h"

namespace lectern::training {
namespace {

/// Whether `ranges` (pieces, 2) lie within a paragraph and begin one after the other.
bool areInOrder(const torch::Tensor& ranges, std::int32_t length) {
  const auto ends = ranges.accessor<std::int32_t, 2>();
  std::int32_t before = 0;
  for (std::int64_t piece = 0; piece < ends.size(0); ++piece) {
    if (ends[piece][0] < before || ends[piece][1] < ends[piece][0] || ends[piece][1] > length) return false;
    before = ends[piece][0];
  }
  return true;
}

}  // namespace

ContextStates::ContextStates(const std::filesystem::path& path,
                             const std::vector<data::SquadDataset>& datasets) {
  CompanionFile file(path, "states of words in their contexts", datasets);
  const torch::Tensor counts = file.take("counts", torch::kInt32, 1);
  ranges_ = file.take("ranges", torch::kInt32, 2);
  states_ = file.take("states", torch::kInt8, 2);
  scales_ = file.take("scales", torch::kFloat32, 1);
  const torch::Tensor lengths = file.take("lengths", torch::kInt32, 1);
  file.requireSizes(counts.sizes() == lengths.sizes() && (counts >= 0).all().item<bool>() &&
                    counts.sum().item<std::int64_t>() == ranges_.size(0) &&
                    ranges_.size(0) == states_.size(0) && ranges_.size(1) == 2 &&
                    scales_.size(0) == states_.size(1) && scales_.size(0) > 0);
  begins_ = {0};
  for (const std::int32_t count : std::span(counts.data_ptr<std::int32_t>(), counts.numel())) {
    begins_.push_back(begins_.back() + count);
  }
  for (std::size_t paragraph = 0; paragraph + 1 < begins_.size(); ++paragraph) {
    if (areInOrder(ranges_.slice(0, begins_[paragraph], begins_[paragraph + 1]),
                   lengths[static_cast<std::int64_t>(paragraph)].item<std::int32_t>())) {
      continue;
    }
    throw FormatError(quoted(path) + ": the ranges of paragraph " + std::to_string(paragraph) +
                      " do not stand in order within it");
  }
}

torch::Tensor ContextStates::ofTokens(std::size_t paragraph, std::span<const text::Range> tokens) const {
  const std::int64_t begin = begins_.at(paragraph), count = begins_.at(paragraph + 1) - begin;
  const torch::Tensor states = states_.narrow(0, begin, count).to(torch::kFloat32) * scales_;
  const auto ranges = ranges_.narrow(0, begin, count);
  const auto ends = ranges.accessor<std::int32_t, 2>();
  // Which piece touches which token: pairs of their numbers.
  std::vector<std::int64_t> pieces, touched;
  std::size_t first = 0;
  for (std::int64_t piece = 0; piece < count; ++piece) {
    const auto from = static_cast<std::size_t>(ends[piece][0]), to = static_cast<std::size_t>(ends[piece][1]);
    while (first < tokens.size() && tokens[first].end <= from) ++first;
    for (std::size_t token = first; token < tokens.size() && tokens[token].begin < to; ++token) {
      pieces.push_back(piece);
      touched.push_back(static_cast<std::int64_t>(token));
    }
  }
  const auto rows = static_cast<std::int64_t>(tokens.size());
  const torch::Tensor at = torch::tensor(touched, torch::kInt64);
  const torch::Tensor sums =
      torch::zeros({rows, size()})
          .index_add_(0, at, states.index_select(0, torch::tensor(pieces, torch::kInt64)));
  const torch::Tensor touching = torch::bincount(at, {}, rows).clamp_min(1);
  return sums / touching.unsqueeze(1);
}

}  // namespace lectern::training
