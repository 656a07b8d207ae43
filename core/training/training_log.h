#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace lectern::training {

/// A run's log: one JSON object a line, each with its "step".
class TrainingLog {
 public:
  /// Goes on with the log at `path`, cut back to the lines up to `step`; from step 0 it begins anew.
  /// Throws FileError, FormatError where the file is no such log.
  TrainingLog(std::filesystem::path path, std::int64_t step);

  /// Adds a line. Throws FileError.
  void add(const nlohmann::ordered_json& line);

 private:
  std::filesystem::path path_;
};

}  // namespace lectern::training
