#include "core/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <climits>
#include <optional>
#include <utility>

#include "core/base/error.h"

namespace lectern {
namespace {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  int get() const { return fd_; }
  bool isOpen() const { return fd_ >= 0; }
  int close() { return fd_ >= 0 ? ::close(std::exchange(fd_, -1)) : 0; }

 private:
  int fd_;
};

void writeAll(const Descriptor& file, std::string_view content, const std::filesystem::path& path) {
  while (!content.empty()) {
    const ssize_t written = ::write(file.get(), content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw FileError::fromErrno("write", path);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// The descriptor of this process that the path stands for, "/dev/stdout" or "/dev/fd/3": what is open there
/// may be a file that others write to as well.
std::optional<int> namedDescriptor(const std::filesystem::path& path) {
  if (path == "/dev/stdout") return STDOUT_FILENO;
  if (path == "/dev/stderr") return STDERR_FILENO;
  const std::string name = path.filename().string();
  int fd = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), fd);
  const bool isNumber = error == std::errc() && end == name.data() + name.size() && fd >= 0;
  const std::filesystem::path folder = path.parent_path();
  return isNumber && (folder == "/dev/fd" || folder == "/proc/self/fd") ? std::optional(fd) : std::nullopt;
}

/// The file that the path's links lead to, whether it is there yet or not.
std::filesystem::path behindLinks(std::filesystem::path path) {
  constexpr int kMostLinks = 40;  // as the system follows; in a circle there is no end
  std::error_code ignored;
  for (int i = 0; i < kMostLinks && std::filesystem::is_symlink(path, ignored); ++i) {
    path = path.parent_path() / std::filesystem::read_symlink(path, ignored);
  }
  return path;
}

}  // namespace

void makeFolder(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) throw FileError("cannot make the folder " + quoted(path) + ": " + error.message());
}

bool isStream(const std::filesystem::path& path) {
  if (namedDescriptor(path)) return true;
  std::error_code ignored;
  const auto kind = std::filesystem::status(path, ignored).type();
  return kind == std::filesystem::file_type::character || kind == std::filesystem::file_type::fifo;
}

std::filesystem::path unfinishedPath(const std::filesystem::path& path) {
  std::error_code missing;
  const auto size = std::filesystem::file_size(path, missing);
  if (missing || size == 0 || isStream(path)) return path;
  std::filesystem::path name = path.stem();
  name += ".unfinished";
  name += path.extension();
  return path.parent_path() / name;
}

std::string readFile(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.isOpen()) throw FileError::fromErrno("open", path);
  struct stat status {};
  if (::fstat(file.get(), &status) == 0 && S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    throw FileError::fromErrno("open", path);
  }
  std::string content;
  if (status.st_size > 0) content.reserve(static_cast<std::size_t>(status.st_size));
  char buffer[1 << 16];
  while (true) {
    const ssize_t count = ::read(file.get(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw FileError::fromErrno("read", path);
    if (count == 0) return content;
    content.append(buffer, static_cast<std::size_t>(count));
  }
}

StagedFile::StagedFile(const std::filesystem::path& path, std::string_view content)
    : path_(path), target_(behindLinks(path)) {
  constexpr std::size_t kLongest = NAME_MAX;
  const std::string ending = ".tmp" + std::to_string(::getpid());
  temporary_ =
      target_.parent_path() / (target_.filename().string().substr(0, kLongest - ending.size()) + ending);
  Descriptor file(::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file.isOpen()) throw FileError::fromErrno("write", path);
  try {
    struct stat replaced {};  // whom it let read the old content, it lets read the new one
    if (::stat(target_.c_str(), &replaced) == 0) ::fchmod(file.get(), replaced.st_mode & 0777);
    writeAll(file, content, path);
    if (::fsync(file.get()) != 0) throw FileError::fromErrno("write", path);
    if (file.close() != 0) throw FileError::fromErrno("write", path);
  } catch (...) {
    ::unlink(temporary_.c_str());
    throw;
  }
}

StagedFile::StagedFile(StagedFile&& other) noexcept
    : path_(std::move(other.path_)),
      target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})) {}

StagedFile::~StagedFile() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void StagedFile::place() {
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) throw FileError::fromErrno("write", path_);
  temporary_.clear();
}

void writeFileAtomically(const std::filesystem::path& path, std::string_view content) {
  const auto write = [&](const Descriptor& file) {
    if (!file.isOpen()) throw FileError::fromErrno("write", path);
    writeAll(file, content, path);
  };
  if (const auto descriptor = namedDescriptor(path)) {
    write(Descriptor(::dup(*descriptor)));
  } else if (isStream(path)) {
    write(Descriptor(::open(path.c_str(), O_WRONLY | O_CLOEXEC)));
  } else {
    StagedFile(path, content).place();
  }
}

std::filesystem::path resolvedPath(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::weakly_canonical(std::filesystem::absolute(path, ignored), ignored);
}

bool isSameFile(const std::filesystem::path& a, const std::filesystem::path& b) {
  return resolvedPath(a) == resolvedPath(b);
}

void requireWritable(const std::filesystem::path& path, const std::vector<std::filesystem::path>& kept) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    throw FileError("cannot write " + quoted(path) + ": is a folder");
  if (const auto descriptor = namedDescriptor(path)) {
    const int flags = ::fcntl(*descriptor, F_GETFL);
    if (flags >= 0 && (flags & O_ACCMODE) != O_RDONLY) return;
    errno = EBADF;
    throw FileError::fromErrno("write", path);
  }
  if (isStream(path)) {
    if (::access(path.c_str(), W_OK) != 0) throw FileError::fromErrno("write", path);
    return;
  }
  if (std::ranges::any_of(kept, [&](const auto& each) { return isSameFile(each, path); }))
    throw FileError("cannot write " + quoted(path) + ": the same file is named for something else");
  const std::filesystem::path target = behindLinks(path);
  if (!target.has_filename()) throw FileError("cannot write " + quoted(path) + ": names no file");
  if (::access(target.c_str(), W_OK) != 0 && errno != ENOENT) throw FileError::fromErrno("write", path);
  const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : ".";
  if (::access(folder.c_str(), W_OK | X_OK) != 0) throw FileError::fromErrno("write into the folder", folder);
}

}  // namespace lectern
