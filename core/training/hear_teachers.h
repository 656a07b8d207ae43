#pragma once

#include <stop_token>
#include <vector>

#include "core/data/squad.h"
#include "core/training/corpus.h"
#include "core/training/teacher.h"
#include "core/training/trainer.h"
#include "core/training/worker_group.h"

namespace lectern::training {

/// What all teachers of a run say of the examples of `corpus`, made of `datasets`. A bundle is asked, unless
/// what it says is kept beside the checkpoint, by this run or another one; a file is read. Throws FileError,
/// FormatError, ModelError, CancelledError.
TeacherAnswers hearTeachers(const TrainingOptions& options, const std::vector<data::SquadDataset>& datasets,
                            const Corpus& corpus, WorkerGroup& workers, TrainingObserver& observer,
                            const std::stop_token& stop);

}  // namespace lectern::training
