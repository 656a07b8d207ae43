#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lectern {

/// The whole content of the file. Throws FileError.
std::string readFile(const std::filesystem::path& path);

/// Writes the file whole or not at all: into a temporary file beside it, flushed to the disk, then renamed
/// over it. A crash at any moment leaves the old content or the new one. Throws FileError.
/// Through a link the file is written that it names; a device, a pipe or an open file (/dev/stdout) is
/// written as it is. A file keeps its permissions.
void writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// A file written whole beside its place and flushed to the disk, to be put there by `place`, or taken away
/// again. So several that belong together are all written before the first takes its place.
class StagedFile {
 public:
  /// As `writeFileAtomically`, up to the renaming; `path` is no stream. Throws FileError.
  StagedFile(const std::filesystem::path& path, std::string_view content);
  ~StagedFile();
  StagedFile(StagedFile&& other) noexcept;
  StagedFile& operator=(StagedFile&&) = delete;

  /// Throws FileError.
  void place();

 private:
  std::filesystem::path path_, target_, temporary_;  // the last one is empty where nothing is left to be done
};

/// Makes the folder, and those that it is to be in, where it is not there yet. Throws FileError.
void makeFolder(const std::filesystem::path& path);

/// Where to write what is not all there yet: the file itself where nothing stands in it that would be lost,
/// or it is a stream; else one beside it, "answers.unfinished.csv".
std::filesystem::path unfinishedPath(const std::filesystem::path& path);

/// Whether it is a device, a pipe or an open file of this process, to which can only be added.
bool isStream(const std::filesystem::path& path);

/// The file or folder that a path names, whether it is there yet or not, by no other way and no link.
std::filesystem::path resolvedPath(const std::filesystem::path& path);

/// Whether both name one file or folder, by other ways and links perhaps, whether it is there yet or not.
bool isSameFile(const std::filesystem::path& a, const std::filesystem::path& b);

/// Throws FileError when `path` names no file or one that is protected, when its folder is not there or
/// cannot be written, or when it is one of the files `kept`, before work is done in vain.
void requireWritable(const std::filesystem::path& path, const std::vector<std::filesystem::path>& kept = {});

}  // namespace lectern
