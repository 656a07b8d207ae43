#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/data/squad.h"
#include "core/training/corpus.h"
#include "core/training/worker_group.h"

namespace lectern::training {

/// What a trained reader, or several, say of every example: softer targets than one gold span each, from
/// which another reader learns faster (Hinton et al. 2015). The likeliest tokens stand for all.
struct TeacherAnswers {
  /// Nothing said yet of any example.
  explicit TeacherAnswers(std::size_t examples);

  torch::Tensor starts, startShares;  ///< (examples, tokens): where it starts, and how probably
  torch::Tensor ends, endShares;      ///< the same of its last token
  torch::Tensor noAnswer;             ///< (examples): probability that there is none

  /// All of them, float32, so that workers can share them.
  std::vector<torch::Tensor> tensors() const;
};

/// Asks a reader where the answers of `corpus`, made of `datasets`, are; it says nothing of answers longer
/// than it gives, nor of questions without one. The workers share the work. Throws FormatError for a teacher
/// that does not read the same windows.
TeacherAnswers askTeacher(const std::filesystem::path& teacher,
                          const std::vector<data::SquadDataset>& datasets, const Corpus& corpus,
                          WorkerGroup& workers, const std::stop_token& stop = {});

/// The mean of what at least one teacher says of the same examples: of each example, of those that speak. A
/// token stands once for each teacher that names it.
TeacherAnswers meanOf(const std::vector<TeacherAnswers>& said);

/// What a teacher's answers depend on: the bytes of the data, the teacher's network, which questions are
/// learned from and where their answers stand, and how this program reads and multiplies. Throws FileError,
/// ModelError.
std::string teacherKey(const std::vector<std::filesystem::path>& data, const std::filesystem::path& teacher,
                       const Corpus& corpus);

/// Keeps a teacher's answers in a file (safetensors), so that no other run on the same data need ask it
/// again. Throws FileError.
void saveTeacherAnswers(const TeacherAnswers& answers, const std::string& key,
                        const std::filesystem::path& path);

/// Fills in the answers that were kept under the same key. False, with nothing changed, where there is no
/// such file or it is broken.
bool loadTeacherAnswers(TeacherAnswers& answers, const std::string& key, const std::filesystem::path& path);

}  // namespace lectern::training
