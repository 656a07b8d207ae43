#include "core/training/companion_file.h"

#include "core/base/error.h"

namespace lectern::training {
namespace {

torch::Tensor paragraphLengths(const std::vector<data::SquadDataset>& datasets) {
  std::vector<std::int32_t> lengths;
  for (const data::SquadDataset& dataset : datasets) {
    for (const data::SquadParagraph* paragraph : dataset.paragraphs()) {
      lengths.push_back(static_cast<std::int32_t>(paragraph->context.size()));
    }
  }
  return torch::tensor(lengths, torch::kInt32);
}

}  // namespace

CompanionFile::CompanionFile(const std::filesystem::path& path, std::string content,
                             const std::vector<data::SquadDataset>& datasets)
    : path_(path.string()), content_(std::move(content)), tensors_(reader::Safetensors::read(path).tensors) {
  if (!take("lengths", torch::kInt32, 1).equal(paragraphLengths(datasets))) {
    throw FormatError("'" + path_ + "' holds " + content_ +
                      " of other paragraphs than those of the training data");
  }
}

torch::Tensor CompanionFile::take(const char* name, torch::ScalarType type, std::int64_t dimensions) {
  const torch::Tensor& tensor = tensors_[name];
  if (!tensor.defined() || tensor.scalar_type() != type || tensor.dim() != dimensions) {
    throw FormatError("'" + path_ + "' holds no " + content_ + ": '" + name +
                      "' is missing or of another kind");
  }
  return tensor;
}

void CompanionFile::requireSizes(bool fit) const {
  if (!fit) throw FormatError("'" + path_ + "' holds tensors of sizes that do not fit one another");
}

}  // namespace lectern::training
