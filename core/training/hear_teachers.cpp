#include "core/training/hear_teachers.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/training/teacher_file.h"

namespace lectern::training {
namespace {

constexpr std::size_t kFileKey = 16;  // digits of a teacher's key in the name of its file

}  // namespace

TeacherAnswers hearTeachers(const TrainingOptions& options, const std::vector<data::SquadDataset>& datasets,
                            const Corpus& corpus, WorkerGroup& workers, TrainingObserver& observer,
                            const std::stop_token& stop) {
  const std::filesystem::path folder = options.checkpoint.parent_path() / "teachers";
  const auto hear = [&](const std::filesystem::path& teacher) {
    if (std::filesystem::is_regular_file(teacher)) return readTeacherFile(teacher, datasets, corpus);
    // The first worker alone reads and writes the file.
    const std::string key = workers.isFirst() ? teacherKey(options.data, teacher, corpus) : "";
    const std::filesystem::path kept = folder / (key.substr(0, kFileKey) + ".safetensors");
    TeacherAnswers said(corpus.examples.size());
    const bool isKept = workers.isFirst() && loadTeacherAnswers(said, key, kept);
    const torch::Tensor known = torch::tensor({isKept ? 1.0F : 0.0F});
    workers.shareFirst({known});
    if (known.item<bool>()) {
      workers.shareFirst(said.tensors());
      return said;
    }
    observer.onMessage("asking the teacher " + quoted(teacher) + " about every question");
    said = askTeacher(teacher, datasets, corpus, workers, stop);
    if (workers.isFirst()) {
      makeFolder(folder);
      saveTeacherAnswers(said, key, kept);
    }
    return said;
  };
  std::vector<TeacherAnswers> said;
  for (const std::filesystem::path& teacher : options.teachers) said.push_back(hear(teacher));
  return meanOf(said);
}

}  // namespace lectern::training
