#pragma once

#include <filesystem>
#include <vector>

#include "core/data/squad.h"
#include "core/training/corpus.h"
#include "core/training/teacher.h"

namespace lectern::training {

/// What a reader of another kind says of the questions of `datasets`, of which `corpus` is made. It may cut a
/// text otherwise than ours, into its own pieces. Reads a CompanionFile that also holds, for all questions of
/// all datasets one after the other,
///   "starts" int32 (questions, n): UTF-16 units of the paragraph at which the likeliest first pieces begin,
///   "ends" int32 (questions, n): at which the likeliest last pieces end,
///   "start_shares", "end_shares" float32 (questions, n): the probability of each,
///   "no_answer" float32 (questions): that there is no answer.
/// Throws FileError; FormatError for a file that is not so, or of other data.
TeacherAnswers readTeacherFile(const std::filesystem::path& path,
                               const std::vector<data::SquadDataset>& datasets, const Corpus& corpus);

}  // namespace lectern::training
