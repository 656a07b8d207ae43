#include "core/answering/default_bundle.h"

#include <cstdlib>
#include <vector>

#include "core/base/error.h"

namespace lectern::answering {

std::filesystem::path findDefaultBundle() {
  namespace fs = std::filesystem;
  if (const char* named = std::getenv("LECTERN_MODEL"); named != nullptr && *named != '\0') return named;

  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  std::vector<fs::path> places;
  // Beside the program, or in the source tree above build/<preset>/bin.
  for (fs::path folder = program; places.size() < 4 && folder.has_relative_path();
       folder = folder.parent_path()) {
    places.push_back(folder / "models" / "en");
  }
  places.push_back(program.parent_path() / LECTERN_DATA_DIR / "models" / "en");
  std::string searched;
  for (const fs::path& place : places) {
    if (fs::exists(place / "bundle.json", error)) return place;
    searched += "\n  " + place.string();
  }
  throw FileError("no reader found; name its folder, or set LECTERN_MODEL. Looked in:" + searched);
}

std::filesystem::path bundleFolder(const std::filesystem::path& folder) {
  return folder.empty() ? findDefaultBundle() : folder;
}

}  // namespace lectern::answering
