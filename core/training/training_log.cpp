#include "core/training/training_log.h"

#include <fstream>

#include "core/base/error.h"
#include "core/base/files.h"

namespace lectern::training {

TrainingLog::TrainingLog(std::filesystem::path path, std::int64_t step) : path_(std::move(path)) {
  std::string kept;
  if (std::filesystem::exists(path_)) {
    const std::string content = readFile(path_);
    for (std::size_t begin = 0, end = 0; (end = content.find('\n', begin)) != std::string::npos;
         begin = end + 1) {
      const std::string line = content.substr(begin, end - begin);
      const auto json = nlohmann::json::parse(line, nullptr, false);
      if (!json.is_object() || !json.contains("step") || !json["step"].is_number_integer())
        throw FormatError(quoted(path_) +
                          " is no log of a training and would be overwritten; name the "
                          "checkpoint otherwise");
      if (json["step"].get<std::int64_t>() <= step) kept += line + '\n';
    }
  }
  writeFileAtomically(path_, kept);
}

void TrainingLog::add(const nlohmann::ordered_json& line) {
  std::ofstream file(path_, std::ios::app);
  file << line.dump() << '\n';
  file.flush();
  if (!file) throw FileError::fromErrno("write", path_);
}

}  // namespace lectern::training
