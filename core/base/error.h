#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace lectern {

/// A path or another name between quotation marks, as messages have it.
std::string quoted(const std::string& name);

/// Base of every error that Lectern reports to a person.
///
/// The message names the file, the place in it, what was expected, and what to do.
/// A caller's mistake is `std::invalid_argument` instead.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A file or folder that cannot be found, opened, read or written.
class FileError : public Error {
 public:
  using Error::Error;
  /// "cannot <action> '<path>': <reason of errno>".
  static FileError fromErrno(const std::string& action, const std::filesystem::path& path);
  /// "cannot <action>: <reason of errno>", for what has no path.
  static FileError fromErrno(const std::string& action);
};

/// A file whose content is not what its format asks for.
class FormatError : public Error {
 public:
  using Error::Error;
};

/// A reader bundle that is broken, altered, of another version, or that LibTorch cannot compute.
class ModelError : public Error {
 public:
  using Error::Error;
};

/// The work was stopped on request; nothing is wrong.
class CancelledError : public Error {
 public:
  CancelledError() : Error("cancelled") {}
};

}  // namespace lectern
